package io.copyflow.desk.translate;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Role;
import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.TaskFile;
import io.copyflow.desk.model.TextDiff;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.Frame;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Markup;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.directory.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a translator is shown of a task. */
final class TaskView {

    private static final int MOST_OFFERS = 5;

    private final House house;

    TaskView(House house) {
        this.house = house;
    }

    TranslatePage page(Visit visit, StoryFile story, VersionFile version, Typing typing) {
        TaskFile task = TaskFile.of(story, version.language());
        Frame frame = typing.told() == null
                ? visit.frame("translate", story.headline())
                : visit.frame("translate", story.headline(), typing.told());
        return new TranslatePage(
                frame,
                Visit.newId(),
                story,
                version,
                task,
                rows(story, version, task, typing.typed(), visit.query("segment")),
                choices(visit, version),
                house.aids().workbench() != null,
                typing.unsure());
    }

    static TaskChoices choices(Visit visit, VersionFile version) {
        Actor actor = visit.actor();
        boolean isMine = version.standing() == Standing.CLAIMED && actor.id().equals(version.holder());
        boolean worksHere = actor.worksIn(version.language());
        return new TaskChoices(
                isMine,
                version.holder() == null ? "" : version.holder(),
                isMine || (version.standing() == Standing.QUEUED && worksHere && actor.has(Role.TRANSLATOR)),
                version.holder() != null && !isMine && worksHere && (actor.has(Role.EDITOR) || actor.has(Role.CHIEF)),
                worksHere && actor.has(Role.CHIEF) && isOpen(version) ? translators(visit, version) : List.of());
    }

    private static boolean isOpen(VersionFile version) {
        return version.standing() == Standing.QUEUED || version.standing() == Standing.CLAIMED;
    }

    private static List<Person> translators(Visit visit, VersionFile version) {
        return visit.directory().people().stream()
                .filter(person -> visit.directory().actor(person.getId()).has(Role.TRANSLATOR)
                        && person.getLanguages().contains(version.language())
                        && !person.getId().equals(version.holder()))
                .toList();
    }

    private List<TranslatePage.Row> rows(
            StoryFile story, VersionFile version, TaskFile task, @Nullable Typed typed, @Nullable String asked) {
        Workbench workbench = house.aids().workbench();
        Typed shown = typed == null ? kept(task) : typed;
        Map<String, List<Workbench.Warned>> warned = new HashMap<>();
        warnings(story, task, shown)
                .forEach(each -> warned.computeIfAbsent(each.segmentId(), any -> new ArrayList<>())
                        .add(each));
        ReviewFile review = version.review();
        List<TranslatePage.Row> rows = new ArrayList<>();
        for (TaskFile.Segment segment : task.segments()) {
            String text = shown.texts().get(segment.id());
            rows.add(new TranslatePage.Row(
                    rows.size(),
                    segment,
                    text == null ? written(segment) : text,
                    changed(story, segment),
                    workbench == null
                            ? List.of()
                            : workbench.terms(story.language(), segment.source().passage(), task.language()),
                    warned.getOrDefault(segment.id(), List.of()),
                    segment.id().equals(asked) ? offers(story, task, segment.id()) : null,
                    review == null
                            ? List.of()
                            : review.threads().stream()
                                    .filter(thread -> thread.isAbout(segment.id()))
                                    .toList()));
        }
        return rows;
    }

    private static List<TextDiff.Stretch> changed(StoryFile story, TaskFile.Segment segment) {
        TaskFile.Change change = segment.change();
        return change == null || change.before() == null
                ? List.of()
                : TextDiff.words(change.before().text(), segment.source().text(), story.language());
    }

    private static String written(TaskFile.Segment segment) {
        return segment.text() == null
                ? ""
                : Markup.write(segment.text().text(), segment.text().marks());
    }

    private static Typed kept(TaskFile task) {
        Map<String, String> texts = new HashMap<>();
        task.segments().forEach(segment -> texts.put(segment.id(), written(segment)));
        return new Typed(task.revision(), texts);
    }

    /** What the checks say of what was typed; nothing where there are no checks. */
    List<Workbench.Warned> warnings(StoryFile story, TaskFile task, Typed typed) {
        Workbench workbench = house.aids().workbench();
        return workbench == null
                ? List.of()
                : workbench.check(
                        story.language(),
                        task.segments().stream()
                                .map(segment -> segment.source().passage())
                                .toList(),
                        task.language(),
                        typed.passages());
    }

    /** What there is to begin a segment with: the draft that was offered, then what the memory has. */
    List<Offer> offers(StoryFile story, TaskFile task, String id) {
        List<Offer> offers = new ArrayList<>();
        Workbench workbench = house.aids().workbench();
        for (TaskFile.Segment segment : task.segments()) {
            if (!segment.id().equals(id)) {
                continue;
            }
            if (segment.offered() != null) {
                offers.add(Offer.of(segment.offered()));
            }
            if (workbench != null && !segment.source().text().isBlank()) {
                workbench
                        .suggest(
                                story.language(),
                                task.language(),
                                segment.source().text(),
                                MOST_OFFERS)
                        .stream()
                        .map(Offer::of)
                        .filter(offer ->
                                offers.stream().noneMatch(each -> each.text().equals(offer.text())))
                        .forEach(offers::add);
            }
        }
        return offers;
    }

    Typed with(Typed typed, String id, Offer offer) {
        Map<String, String> texts = new HashMap<>(typed.texts());
        texts.put(id, offer.typed());
        return new Typed(typed.revision(), texts);
    }

    /** The task as it is taken elsewhere: a segment without a text comes with what the memory or a machine offers. */
    Workbench.Task toTake(StoryFile story, TaskFile task) {
        Workbench workbench = house.aids().workbench();
        return new Workbench.Task(
                story.storyId(),
                task.revision(),
                story.language(),
                task.language(),
                task.segments().stream()
                        .map(segment -> new Workbench.Row(
                                segment.source().kind(),
                                segment.source().passage(),
                                target(segment),
                                segment.open(),
                                segment.change() == null || segment.change().before() == null
                                        ? null
                                        : segment.change().before().text(),
                                workbench == null
                                        ? List.of()
                                        : workbench.terms(
                                                story.language(),
                                                segment.source().passage(),
                                                task.language())))
                        .toList());
    }

    private static @Nullable Passage target(TaskFile.Segment segment) {
        return segment.text() != null
                ? segment.text().passage()
                : segment.offered() == null ? null : segment.offered().passage();
    }
}
