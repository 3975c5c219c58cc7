package io.copyflow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.testkit.StageDriver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestStageTest {

    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final String STORY = StoryId.of("desk", "c-1");

    @TempDir
    private Path stateDir;

    private StageDriver stage;

    @BeforeEach
    void start() {
        stage = new StageDriver(IngestStage.stage(), stateDir, NOW);
        stage.directory(
                "person/naliaka.barasa",
                new Person(
                        "naliaka.barasa",
                        "Naliaka Barasa",
                        List.of(Role.REPORTER),
                        List.of("en"),
                        null,
                        null,
                        List.of()));
        for (String language : List.of("en", "zh-Hans", "kk-Cyrl")) {
            stage.directory(
                    "edition/" + language,
                    new Edition(
                            language,
                            language,
                            null,
                            TranslateWhen.ON_SUBMISSION,
                            null,
                            1L,
                            null,
                            null,
                            null,
                            null,
                            null));
        }
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void a_story_is_accepted_revised_and_spiked() {
        send("1", submit("zh-CN", List.of("kk"), "One.", "Two."));
        send("2", new ReviseStory(1, blocks("Two.", "Three."), RevisionClass.UPDATE, "Tidied", null));
        send("3", new SpikeStory("No longer true"));
        List<StoryEventEnvelope> events = stage.read(Topics.STORY_EVENTS);
        assertThat(events).extracting(StoryEventEnvelope::getStoryId).containsOnly(STORY);
        StoryAccepted accepted = (StoryAccepted) events.get(0).getBody();
        assertThat(accepted.getLanguage()).isEqualTo("zh-Hans");
        assertThat(accepted.getTargets()).containsExactly("kk-Cyrl");
        assertThat(accepted.getSegments()).extracting(Segment::getId).containsExactly("headline", "b1", "b2");
        StoryRevised revised = (StoryRevised) events.get(1).getBody();
        assertThat(revised.getRevision()).isEqualTo(2);
        assertThat(revised.getSegments()).extracting(Segment::getId).containsExactly("headline", "b2", "b3");
        assertThat(revised.getChanged()).containsExactly("b3");
        assertThat(revised.getRemoved()).containsExactly("b1");
        assertThat(events.get(2).getBody()).isEqualTo(new StorySpiked("No longer true", "zh-Hans", List.of("kk-Cyrl")));
        assertThat(stage.rejections()).isEmpty();
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void a_revision_says_all_that_a_reader_needs_who_never_read_of_the_story() {
        stage.directory("desk/climate", new Desk("climate", "Climate"));
        stage.directory("bureau/nairobi", new Bureau("nairobi", "Nairobi", "KE", "Africa/Nairobi"));
        SubmitStory submit = SubmitStory.newBuilder(submit("en", List.of("kk"), "One."))
                .setDesk("climate")
                .setBureau("nairobi")
                .setUrgency(2)
                .build();
        send("1", submit);
        send("2", new ReviseStory(1, blocks("Two."), RevisionClass.UPDATE, null, null));
        StoryRevised revised =
                (StoryRevised) stage.read(Topics.STORY_EVENTS).get(1).getBody();
        assertThat(revised.getLanguage()).isEqualTo("en");
        assertThat(revised.getTargets()).containsExactly("kk-Cyrl");
        assertThat(revised.getUrgency()).isEqualTo(2);
        assertThat(revised.getDesk()).isEqualTo("climate");
        assertThat(revised.getBureau()).isEqualTo("nairobi");
    }

    @Test
    void r01_a_repeated_command_and_a_repeated_story_make_no_second_story() {
        send("1", submit("en", null, "One."));
        send("1", submit("en", null, "One."));
        send("2", submit("en", null, "One."));
        send("3", submit("en", null, "Another."));
        assertThat(stage.read(Topics.STORY_EVENTS)).hasSize(1);
        assertThat(stage.rejections())
                .extracting(rejection -> rejection.getCode())
                .containsExactly("already-accepted", "nothing-to-do", "story-exists");
    }

    @Test
    void r02_unknown_values_are_refused_where_they_stand() {
        SubmitStory kind = submit("en", null, "One.");
        kind = SubmitStory.newBuilder(kind)
                .setBlocks(List.of(new Block(SegmentKind.UNKNOWN, "x", List.of(), null)))
                .build();
        send("1", kind);
        SubmitStory mark = SubmitStory.newBuilder(kind)
                .setBlocks(List.of(
                        new Block(SegmentKind.HEADLINE, "x", List.of(new Mark(MarkKind.UNKNOWN, 0, 1, null)), null)))
                .build();
        send("2", mark);
        assertThat(stage.rejections())
                .allSatisfy(rejection -> assertThat(rejection.getCode()).isEqualTo("unknown-value"))
                .extracting(rejection -> rejection.getSentence())
                .satisfiesExactly(
                        first -> assertThat(first).contains("blocks[0].kind"),
                        second -> assertThat(second).contains("blocks[0].marks[0].kind"));
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void r22_of_a_story_that_was_killed_before_it_came_nothing_is_ever_told() {
        stage.send(
                Topics.KILLS,
                STORY,
                new StoryKilled("kill-switch:" + STORY + ":1", STORY, "A hoax", "chief", stage.now(), "k", null));

        send("1", submit("en", null, "One."));
        send("1", submit("en", null, "One."));
        send("2", new ReviseStory(1, blocks("Two."), RevisionClass.UPDATE, null, null));

        assertThat(stage.read(Topics.STORY_EVENTS)).isEmpty();
        assertThat(stage.rejections())
                .extracting(rejection -> rejection.getCode())
                .containsExactly("story-killed", "story-killed", "story-killed");
        assertThat(stage.deadLetters()).isEmpty();
    }

    private void send(String commandId, Object body) {
        stage.send(
                Topics.STORY_COMMANDS,
                STORY,
                new StoryCommandEnvelope(commandId, STORY, "naliaka.barasa", stage.now(), body));
    }

    private static SubmitStory submit(String language, List<String> targets, String... paragraphs) {
        return new SubmitStory("c-1", language, blocks(paragraphs), null, null, 5, targets, null, null, null, null);
    }

    private static List<Block> blocks(String... paragraphs) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(SegmentKind.HEADLINE, "Rain", List.of(), null));
        for (String paragraph : paragraphs) {
            blocks.add(new Block(SegmentKind.PARAGRAPH, paragraph, List.of(), null));
        }
        return blocks;
    }
}
