package io.copyflow.desk.translate;

import io.copyflow.contract.Passage;
import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.ask.Told;
import io.copyflow.desk.index.Tasks;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.TaskFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What a translator asks of the stage. */
final class TaskDeeds {

    /** How many tasks somebody else may take in front of one's nose. */
    private static final int LOOKED_AT = 8;

    private static final Set<String> TAKEN =
            Set.of("already-claimed", "already-submitted", "cancelled", "story-killed");

    private final House house;

    TaskDeeds(House house) {
        this.house = house;
    }

    /** @param task null when none was claimed */
    record Claimed(Told told, Tasks.@Nullable Task task) {}

    Claimed claimNext(Visit visit, Tasks tasks) {
        Told told = overLimit(visit, tasks);
        if (told != null) {
            return new Claimed(told, null);
        }
        int n = 0;
        for (Tasks.Task task : tasks.waiting().stream().limit(LOOKED_AT).toList()) {
            Commands.Asker asker = visit.asker();
            told = house.commands()
                    .translation(
                            new Commands.Asker(asker.commandId() + "-" + n++, asker.person()),
                            task.storyId(),
                            task.language(),
                            new ClaimTranslation(),
                            visit.say("translate.claimed"));
            if (told.isDone()) {
                return new Claimed(told, task);
            }
            if (!TAKEN.contains(told.code())) {
                return new Claimed(told, null);
            }
        }
        return new Claimed(Told.refused("nothing-waits", visit.say("translate.nothing-waits")), null);
    }

    Told claim(Visit visit, String storyId, String language) {
        Tasks tasks = house.index().tasks(Set.of(language), visit.actor().id());
        boolean isHeld = tasks.held().stream()
                .anyMatch(task ->
                        task.storyId().equals(storyId) && task.language().equals(language));
        Told over = isHeld ? null : overLimit(visit, tasks);
        return over == null
                ? ask(
                        visit,
                        storyId,
                        language,
                        new ClaimTranslation(),
                        isHeld ? "translate.renewed" : "translate.claimed")
                : over;
    }

    /** How many one person may hold, in the reader's words; the commands keep to it themselves. Source: docs/adr/0011. */
    private static @Nullable Told overLimit(Visit visit, Tasks tasks) {
        Newsroom newsroom = visit.directory().newsroom();
        Integer limit = newsroom == null ? null : newsroom.getClaimLimit();
        return limit == null || tasks.held().size() < limit
                ? null
                : Told.refused(
                        "claim-limit-reached",
                        visit.say("translate.limit", limit, tasks.held().size()));
    }

    Told release(Visit visit, String storyId, String language) {
        return ask(visit, storyId, language, new ReleaseClaim(), "translate.released");
    }

    Told reassign(Visit visit, String storyId, String language, String person) {
        return ask(visit, storyId, language, new ReassignTranslation(person), "translate.reassigned");
    }

    Told letStand(Visit visit, StoryFile story, VersionFile version, Typed typed, String segment) {
        return ask(
                visit,
                story.storyId(),
                version.language(),
                new AcknowledgeSource(typed.revision(), List.of(segment)),
                "translate.stands");
    }

    /** Keeps what was typed, which renews the claim; null when there is nothing new. */
    @Nullable
    Told save(Visit visit, StoryFile story, TaskFile task, Typed typed) {
        List<TranslatedSegment> changed =
                typed.changed(task, story.language(), house.aids().workbench());
        return changed.isEmpty()
                ? null
                // each pause in typing is another request
                : house.commands()
                        .translation(
                                new Commands.Asker(
                                        "desk-" + Visit.newId(), visit.actor().id()),
                                story.storyId(),
                                task.language(),
                                new SaveDraft(typed.revision(), changed),
                                visit.say("translate.saved", changed.size()));
    }

    Told submit(Visit visit, StoryFile story, TaskFile task, Typed typed) {
        return ask(
                visit,
                story.storyId(),
                task.language(),
                new SubmitTranslation(
                        typed.revision(),
                        typed.all(task, story.language(), house.aids().workbench())),
                "translate.submitted");
    }

    /** Takes what a file says as a draft. */
    Told take(Visit visit, StoryFile story, VersionFile version, Workbench.Read read) {
        return switch (read) {
            case Workbench.Read.Refused(var refusal) -> Told.refused(refusal.code(), refusal.sentence());
            case Workbench.Read.Work(int revision, List<Passage> segments, List<String> notes) -> {
                Told told = ask(
                        visit,
                        story.storyId(),
                        version.language(),
                        new SaveDraft(
                                revision,
                                segments.stream().map(TaskDeeds::segment).toList()),
                        "translate.xliff.taken");
                yield told.isDone() && !notes.isEmpty() ? Told.done(told.text() + " " + String.join(" ", notes)) : told;
            }
        };
    }

    private static TranslatedSegment segment(Passage passage) {
        return TranslatedSegment.newBuilder()
                .setId(passage.id())
                .setText(passage.text())
                .setMarks(Line.written(passage.marks()))
                .setOrigin(Origin.PERSON)
                .setOriginDetail(null)
                .build();
    }

    private Told ask(Visit visit, String storyId, String language, SpecificRecord body, String done) {
        return house.commands().translation(visit.asker(), storyId, language, body, visit.say(done));
    }
}
