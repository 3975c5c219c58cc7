package io.copyflow.desk.story;

import io.copyflow.desk.aid.Prover;
import io.copyflow.desk.ask.Told;
import io.copyflow.desk.model.ProofFile;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.Frame;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.runtime.StageFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A story's page: where each language stands, what its texts are, and what happened. */
public final class StoryScreen implements Screen {

    private final House house;

    public StoryScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/story/{story}", visit -> answer(visit, "story/story.jte"));
        routes.page("/story/{story}/{language}", visit -> answer(visit, "story/story.jte"));
        routes.page("/proof/{story}", this::proof);
        routes.deed("/proof/{story}", this::prove);
        routes.page("/part/story/{story}/{language}", visit -> answer(visit, "story/facts.jte"));
    }

    private Reply answer(Visit visit, String template) {
        StoryFile now = house.index().story(visit.path("story"));
        Instant at = visit.moment(visit.query("at"));
        StoryFile story = now == null || at == null ? now : now.at(at);
        if (now == null) {
            return Missing.reply(visit);
        }
        if (story == null) {
            // it was not there yet
            return Reply.go("/story/" + now.storyId());
        }
        String language = visit.has("language") ? visit.path("language") : story.language();
        VersionFile shown = story.version(language);
        if (shown == null) {
            return Missing.reply(visit);
        }
        String hash = visit.query("text");
        VersionText older = hash == null ? null : shown.text(hash);
        VersionText text = older == null ? shown.text() : older;
        Frame frame = visit.frame("story", now.killed() ? visit.say("killed.headline") : story.headline());
        FactWords words = new FactWords(
                visit.words(),
                visit.directory(),
                time -> visit.words().time(time, at == null ? visit.now() : at, visit.zone()));
        List<FactLine> happened = story.facts().reversed().stream()
                .map(fact -> words.line(fact, now.killed()))
                .toList();
        return Reply.page(
                template,
                new StoryPage(
                        at == null ? frame : frame.at(at),
                        story,
                        at,
                        now.killed(),
                        shown,
                        text,
                        ProofFile.of(story).texts().stream()
                                .filter(each -> each.language().equals(shown.language()))
                                .toList(),
                        happened));
    }

    private Reply proof(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        return story == null ? Missing.reply(visit) : proof(visit, story, null, null);
    }

    private Reply prove(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        Prover prover = house.aids().prover();
        if (story == null || prover == null) {
            return Missing.reply(visit);
        }
        try {
            return proof(visit, story, prover.prove(story.storyId()), null);
        } catch (StageFailure e) {
            String sentence =
                    e.code().equals("proof-underway") ? visit.say("proof.underway") : String.valueOf(e.getMessage());
            return proof(visit, story, null, Told.refused(e.code(), sentence));
        }
    }

    private Reply proof(Visit visit, StoryFile story, Prover.@Nullable Verdict verdict, @Nullable Told told) {
        String title = visit.say("proof.title");
        return Reply.page(
                "story/proof.jte",
                new ProofPage(
                        told == null ? visit.frame("story", title) : visit.frame("story", title, told),
                        story,
                        ProofFile.of(story),
                        house.aids().prover() != null,
                        verdict));
    }
}
