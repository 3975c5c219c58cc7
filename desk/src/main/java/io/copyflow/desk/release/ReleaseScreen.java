package io.copyflow.desk.release;

import io.copyflow.desk.ask.Told;
import io.copyflow.desk.index.NearRelease;
import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Release: what the gate holds and why, and what may be asked of it. Source: docs/semantics.md, rules 18 to 22. */
public final class ReleaseScreen implements Screen {

    private final House house;

    public ReleaseScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/release", this::gate);
        routes.page("/release/{story}", this::story);
        routes.deed("/release/{story}", this::act);
    }

    private Reply gate(Visit visit) {
        NearRelease near = house.index().nearRelease();
        return Reply.page(
                "release/gate.jte",
                new GatePage(
                        visit.frame("release", visit.say("release.title")),
                        items(near.ready()),
                        items(near.owing()),
                        items(near.down())));
    }

    private List<GatePage.Item> items(List<String> stories) {
        return stories.stream()
                .map(id -> house.index().story(id))
                .filter(Objects::nonNull)
                .map(story -> new GatePage.Item(story, GateFile.of(story)))
                .toList();
    }

    private Reply story(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        return story == null
                ? Missing.reply(visit)
                : Reply.page(
                        "release/release.jte",
                        new ReleasePage(
                                visit.frame(
                                        "release", story.killed() ? visit.say("killed.headline") : story.headline()),
                                Visit.newId(),
                                story,
                                GateFile.of(story)));
    }

    private Reply act(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        if (story == null) {
            return Missing.reply(visit);
        }
        visit.tell(done(visit, story));
        return Reply.go("/release/" + story.storyId());
    }

    private Told done(Visit visit, StoryFile story) {
        String language = visit.typed("language");
        String reason = orEmpty(visit.line("reason"));
        return switch (visit.typed("do")) {
            case "embargo" -> embargo(visit, story);
            case "lift" -> ask(visit, story, "", new LiftEmbargo(reason), "release.lifted");
            case "schedule" -> {
                Instant at = visit.moment(visit.line("at"));
                yield at == null
                        ? unreadable(visit)
                        : ask(visit, story, language, new ScheduleRelease(at), "release.scheduled");
            }
            case "policy" -> policy(visit, story);
            case "unschedule" -> ask(visit, story, language, new CancelSchedule(), "release.unscheduled");
            case "withhold" -> ask(visit, story, "", new WithholdStory(reason), "release.withheld");
            case "unwithhold" -> ask(visit, story, "", new UnwithholdStory(reason), "release.unwithheld");
            case "take-down" -> ask(visit, story, language, new TakeDownVersion(reason), "release.taken-down");
            case "restore" -> ask(visit, story, language, new RestoreVersion(reason), "release.restored");
            case "waive" ->
                ask(
                        visit,
                        story,
                        language,
                        new WaiveObligation(orEmpty(visit.line("obligation")), reason),
                        "release.waived");
            case "kill" -> kill(visit, story, reason);
            default -> Told.refused("unknown-deed", visit.say("problem.missing"));
        };
    }

    private Told policy(Visit visit, StoryFile story) {
        boolean isCore = visit.typed("policy").equals("core");
        ReleasePolicy how = isCore
                ? ReleasePolicy.CORE
                : visit.typed("policy").equals("together") ? ReleasePolicy.TOGETHER : ReleasePolicy.INDEPENDENT;
        String typed = isCore ? visit.line("deadline") : null;
        Instant deadline = visit.moment(typed);
        return typed != null && deadline == null
                ? unreadable(visit)
                : ask(
                        visit,
                        story,
                        "",
                        new SetReleasePolicy(how, isCore ? visit.all("core") : List.of(), deadline),
                        "release.policy.done");
    }

    private Told embargo(Visit visit, StoryFile story) {
        boolean isOpen = !visit.typed("open").isEmpty();
        Instant until = visit.moment(visit.line("until"));
        return until == null && !isOpen
                ? unreadable(visit)
                : ask(visit, story, "", new SetEmbargo(isOpen ? null : until, visit.line("note")), "release.embargoed");
    }

    /** A kill has no way back: the story's id is typed, so that no slip of a hand is one. */
    private Told kill(Visit visit, StoryFile story, String reason) {
        String typed = visit.line("typed");
        return typed == null || !typed.equalsIgnoreCase(story.storyId())
                ? Told.refused("confirmation-differs", visit.say("release.kill.differs"))
                : house.commands()
                        .kill(visit.asker(), story.storyId(), new KillStory(reason), visit.say("release.killed"));
    }

    private static Told unreadable(Visit visit) {
        return Told.refused("time-unreadable", visit.say("release.time-unreadable"));
    }

    private Told ask(Visit visit, StoryFile story, String language, SpecificRecord body, String done) {
        return house.commands().publication(visit.asker(), story.storyId(), language, body, visit.say(done));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
