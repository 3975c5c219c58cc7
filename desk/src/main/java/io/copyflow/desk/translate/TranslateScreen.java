package io.copyflow.desk.translate;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.ask.Told;
import io.copyflow.desk.index.Tasks;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.TaskFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translating: the queue, and the editor of what one holds. What is asked of the stage stands in {@link TaskDeeds}, what a
 * page shows in {@link TaskView}. Source: docs/semantics.md, rules 6 to 12.
 */
public final class TranslateScreen implements Screen {

    private final House house;
    private final TaskDeeds deeds;
    private final TaskView view;

    public TranslateScreen(House house) {
        this.house = house;
        this.deeds = new TaskDeeds(house);
        this.view = new TaskView(house);
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/translate", this::queue);
        routes.deed("/translate", this::next);
        routes.page("/translate/{story}/{language}", visit -> show(visit, Typing.NOTHING));
        routes.deed("/translate/{story}/{language}", this::act);
        routes.deed("/translate/{story}/{language}/save", this::save);
        routes.deed("/translate/{story}/{language}/check", this::check);
        routes.page("/translate/{story}/{language}/aid", this::aid);
        routes.page("/translate/{story}/{language}/lease", this::lease);
        routes.page("/translate/{story}/{language}/xliff", this::export);
        routes.deed("/translate/{story}/{language}/xliff", this::imported);
    }

    /** A story and its version in the language of the address. */
    private record Found(StoryFile story, VersionFile version) {

        TaskFile task() {
            return TaskFile.of(story, version.language());
        }
    }

    /** A source and what nobody wants a translation of are none. */
    private @Nullable Found find(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        VersionFile version = story == null ? null : story.version(visit.path("language"));
        return story == null || version == null || version.isSource() ? null : new Found(story, version);
    }

    private Reply queue(Visit visit) {
        Actor actor = visit.actor();
        return Reply.page(
                "translate/queue.jte",
                new QueuePage(
                        visit.frame("translate", visit.say("translate.title")),
                        Visit.newId(),
                        house.index().tasks(actor.languages(), actor.id()),
                        actor.languages().stream().sorted().toList(),
                        actor.has(Role.TRANSLATOR)));
    }

    private Reply next(Visit visit) {
        Actor actor = visit.actor();
        String language = visit.typed("language");
        Set<String> languages = actor.languages().contains(language) ? Set.of(language) : actor.languages();
        Tasks tasks = house.index().tasks(languages, actor.id());
        TaskDeeds.Claimed claimed = deeds.claimNext(visit, tasks);
        visit.tell(claimed.told());
        return claimed.task() == null
                ? Reply.go("/translate")
                : Reply.go("/translate/" + claimed.task().storyId() + "/"
                        + claimed.task().language());
    }

    private Reply show(Visit visit, Typing typing) {
        Found found = find(visit);
        if (found == null) {
            return Missing.reply(visit);
        }
        if (found.story.killed() || found.version.standing() == Standing.CANCELLED) {
            return Reply.go("/story/" + found.story.storyId() + "/" + found.version.language());
        }
        return Reply.page("translate/translate.jte", view.page(visit, found.story, found.version, typing));
    }

    /** What was typed is kept first, so that nothing is lost whatever becomes of the rest. */
    private Reply act(Visit visit) {
        Found found = find(visit);
        if (found == null) {
            return Missing.reply(visit);
        }
        String[] wish = visit.typed("do").split(":", 2);
        String about = wish.length < 2 ? "" : wish[1];
        Typed typed = Typed.of(visit);
        TaskFile task = found.task();
        boolean isMine = visit.actor().id().equals(found.version.holder());
        if (isMine && !typed.texts().isEmpty() && !wish[0].startsWith("submit")) {
            Told saved = deeds.save(visit, found.story, task, typed);
            if (saved != null && (!saved.isDone() || wish[0].equals("save"))) {
                return saved.isDone() ? back(visit, found, saved) : show(visit, new Typing(typed, saved, false));
            }
        }
        return switch (wish[0]) {
            case "submit", "submit-anyway" -> submit(visit, found, task, typed, wish[0].equals("submit-anyway"));
            case "stand" -> back(visit, found, deeds.letStand(visit, found.story, found.version, typed, about));
            case "use" -> use(visit, found, task, typed, about);
            case "claim" -> back(visit, found, deeds.claim(visit, found.story.storyId(), found.version.language()));
            case "release" -> {
                visit.tell(deeds.release(visit, found.story.storyId(), found.version.language()));
                yield Reply.go("/translate");
            }
            case "reassign" ->
                back(
                        visit,
                        found,
                        deeds.reassign(visit, found.story.storyId(), found.version.language(), visit.typed("to")));
            case "save" -> back(visit, found, Told.done(visit.say("translate.nothing-new")));
            default -> back(visit, found, Told.refused("unknown-deed", visit.say("problem.missing")));
        };
    }

    private static Reply back(Visit visit, Found found, Told told) {
        visit.tell(told);
        return Reply.go("/translate/" + found.story.storyId() + "/" + found.version.language());
    }

    private Reply submit(Visit visit, Found found, TaskFile task, Typed typed, boolean anyway) {
        Workbench workbench = house.aids().workbench();
        if (!anyway
                && workbench != null
                && !view.warnings(found.story, task, typed).isEmpty()) {
            return show(visit, new Typing(typed, null, true));
        }
        Told told = deeds.submit(visit, found.story, task, typed);
        if (!told.isDone()) {
            return show(visit, new Typing(typed, told, false));
        }
        visit.tell(told);
        return Reply.go("/translate");
    }

    /** Takes a suggestion, for who has no scripts: {@code ID:N}. */
    private Reply use(Visit visit, Found found, TaskFile task, Typed typed, String about) {
        int colon = about.lastIndexOf(':');
        String id = colon < 0 ? about : about.substring(0, colon);
        String n = about.substring(colon + 1);
        List<Offer> offers = view.offers(found.story, task, id);
        if (!n.matches("\\d{1,2}") || Integer.parseInt(n) >= offers.size()) {
            return back(visit, found, Told.refused("unknown-deed", visit.say("translate.offer-gone")));
        }
        Typed with = view.with(typed, id, offers.get(Integer.parseInt(n)));
        Told saved = deeds.save(visit, found.story, task, with);
        return saved == null || saved.isDone()
                ? back(visit, found, saved == null ? Told.done(visit.say("translate.nothing-new")) : saved)
                : show(visit, new Typing(with, saved, false));
    }

    private Reply save(Visit visit) {
        Found found = find(visit);
        if (found == null) {
            return Missing.reply(visit);
        }
        Typed typed = Typed.of(visit);
        TaskFile task = found.task();
        return Reply.page(
                "translate/saved.jte",
                new SavedPage(
                        visit.frame("translate", ""),
                        deeds.save(visit, found.story, task, typed),
                        typed.done(task),
                        task.segments().size()));
    }

    private Reply check(Visit visit) {
        Found found = find(visit);
        String id = visit.query("segment");
        if (found == null || id == null) {
            return Missing.reply(visit);
        }
        return Reply.page(
                "translate/checks.jte",
                new ChecksPage(
                        visit.frame("translate", ""),
                        view.warnings(found.story, found.task(), Typed.of(visit)).stream()
                                .filter(warned -> warned.segmentId().equals(id))
                                .toList()));
    }

    private Reply aid(Visit visit) {
        Found found = find(visit);
        String id = visit.query("segment");
        if (found == null || id == null) {
            return Missing.reply(visit);
        }
        if (!visit.isForPart()) {
            return show(visit, Typing.NOTHING);
        }
        return Reply.page(
                "translate/aid.jte",
                new AidPage(
                        visit.frame("translate", ""),
                        id,
                        found.version.language(),
                        house.aids().workbench() != null,
                        view.offers(found.story, found.task(), id)));
    }

    private Reply lease(Visit visit) {
        Found found = find(visit);
        String revision = visit.query("revision");
        if (found == null) {
            return Missing.reply(visit);
        }
        return Reply.page(
                "translate/lease.jte",
                new LeasePage(
                        visit.frame("translate", ""),
                        found.story,
                        found.version,
                        revision != null && revision.matches("\\d{1,9}")
                                ? Integer.parseInt(revision)
                                : found.story.newest().number(),
                        TaskView.choices(visit, found.version),
                        visit.query("editing") != null));
    }

    private Reply export(Visit visit) {
        Found found = find(visit);
        Workbench workbench = house.aids().workbench();
        if (found == null || workbench == null || found.story.killed()) {
            return Missing.reply(visit);
        }
        return switch (workbench.write(view.toTake(found.story, found.task()))) {
            case Workbench.Written.File(String xml) ->
                new Reply.Download(
                        found.story.storyId() + "." + found.version.language() + ".xlf",
                        "application/xliff+xml; charset=utf-8",
                        xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case Workbench.Written.Refused(var refusal) ->
                back(visit, found, Told.refused(refusal.code(), refusal.sentence()));
        };
    }

    private Reply imported(Visit visit) {
        Found found = find(visit);
        Workbench workbench = house.aids().workbench();
        if (found == null || workbench == null) {
            return Missing.reply(visit);
        }
        byte[] file = visit.file("file");
        return back(
                visit,
                found,
                file == null
                        ? Told.refused("file-missing", visit.say("translate.xliff.missing"))
                        : deeds.take(
                                visit,
                                found.story,
                                found.version,
                                workbench.read(
                                        file,
                                        found.story.storyId(),
                                        found.story.language(),
                                        found.version.language())));
    }
}
