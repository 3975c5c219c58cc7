package io.copyflow.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.testkit.StageDriver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTopologyTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    Path stateDir;

    @Test
    void a_story_is_approved_signed_by_two_cleared_and_void_once_revised() {
        try (StageDriver stage = new StageDriver(ReviewStage.stage(), stateDir, START)) {
            person(stage, "edit", Role.EDITOR);
            person(stage, "web-1", Role.WEB_EDITOR);
            person(stage, "web-2", Role.WEB_EDITOR);
            story(stage, "ingest:s1:1", accepted());
            command(stage, "c1", "edit", new ApproveVersion("h1"));
            command(stage, "c2", "web-1", new SignOff("h1"));
            command(stage, "c2", "web-1", new SignOff("h1"));
            command(stage, "c3", "edit", new SignOff("h1"));
            command(stage, "c4", "web-2", new SignOff("h1"));
            story(stage, "ingest:s1:2", revised());

            assertThat(stage.read(Topics.REVIEW_EVENTS))
                    .extracting(ReviewEventEnvelope::getBody)
                    .containsExactly(
                            new ReviewRequested("h1", 1, List.of("amina"), 2, List.of(), List.of()),
                            new VersionApproved("h1", 1, 0),
                            new SignedOff("h1", 1, 2),
                            new SignedOff("h1", 2, 2),
                            new VersionCleared(
                                    "h1",
                                    1,
                                    List.of("amina"),
                                    "edit",
                                    START,
                                    List.of(new Signature("web-1", START), new Signature("web-2", START)),
                                    List.of(),
                                    List.of(),
                                    null),
                            new ReviewVoided("h1", "Replaced by a version of source revision 2."),
                            new ReviewRequested("h2", 2, List.of("amina"), 2, List.of(), List.of()));
            assertThat(stage.rejections())
                    .extracting(Rejection::getCode)
                    .containsExactly("already-accepted", "role-missing");
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void r22_a_kill_closes_every_review_of_the_story_and_refuses_every_decision() {
        try (StageDriver stage = new StageDriver(ReviewStage.stage(), stateDir, START)) {
            person(stage, "edit", Role.EDITOR);
            story(stage, "ingest:s1:1", accepted());
            translation(stage, "h3");
            command(stage, "c1", "edit", new ApproveVersion("h1"));
            stage.read(Topics.REVIEW_EVENTS);

            kill(stage);
            command(stage, "c2", "edit", new ApproveVersion("h1"));
            // what the other stages wrote before they read of the kill
            story(stage, "ingest:s1:2", revised());
            translation(stage, "h4");
            kill(stage);

            assertThat(stage.read(Topics.REVIEW_EVENTS))
                    .extracting(ReviewEventEnvelope::getLanguage, ReviewEventEnvelope::getBody)
                    .containsExactly(
                            tuple("en", new ReviewVoided("h1", "The story was killed: a hoax")),
                            tuple("fr", new ReviewVoided("h3", "The story was killed: a hoax")));
            assertThat(stage.rejections()).extracting(Rejection::getCode).containsExactly("story-killed");
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void r22_of_a_story_that_was_killed_before_it_came_nothing_is_reviewed() {
        try (StageDriver stage = new StageDriver(ReviewStage.stage(), stateDir, START)) {
            person(stage, "edit", Role.EDITOR);
            kill(stage);

            story(stage, "ingest:s1:1", accepted());
            translation(stage, "h3");
            command(stage, "c1", "edit", new ApproveVersion("h1"));

            assertThat(stage.read(Topics.REVIEW_EVENTS)).isEmpty();
            assertThat(stage.rejections()).extracting(Rejection::getCode).containsExactly("story-killed");
        }
    }

    /** Stores and nodes are named after these words: a change makes running stages rebuild or lose what they keep. */
    @Test
    void the_topology_is_the_known_one() throws IOException {
        try (StageDriver stage = new StageDriver(ReviewStage.stage(), stateDir, START);
                InputStream golden = ReviewTopologyTest.class.getResourceAsStream("expected-topology.txt")) {
            assertThat(stage.describe()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static StoryAccepted accepted() {
        return new StoryAccepted(
                1, "client-1", "en", List.of(), "h1", List.of("amina"), null, null, 5, List.of("fr"), null, null);
    }

    private static StoryRevised revised() {
        return new StoryRevised(
                2,
                RevisionClass.UPDATE,
                null,
                "en",
                List.of(),
                List.of(),
                List.of(),
                "h2",
                List.of("amina"),
                null,
                null,
                5,
                List.of(),
                null,
                null);
    }

    private static void person(StageDriver stage, String id, Role role) {
        stage.directory("person/" + id, new Person(id, id, List.of(role), List.of("en"), null, null, List.of()));
    }

    private static void story(StageDriver stage, String eventId, SpecificRecord body) {
        stage.send(Topics.STORY_EVENTS, "s1", new StoryEventEnvelope(eventId, "s1", "amina", START, "c0", body));
    }

    private static void translation(StageDriver stage, String hash) {
        TranslationSubmitted submitted = new TranslationSubmitted(
                1, 1, List.of(), hash, List.of("amina"), List.of("tariq"), List.of(), null, List.of(), List.of());
        stage.send(
                Topics.TRANSLATION_EVENTS,
                "s1",
                new TranslationEventEnvelope("translate-stage:s1/fr:3", "s1", "fr", "tariq", START, "c0", submitted));
    }

    private static void kill(StageDriver stage) {
        stage.send(Topics.KILLS, "s1", new StoryKilled("kill-switch:s1:1", "s1", "a hoax", "chief", START, "k1", null));
    }

    private static void command(StageDriver stage, String id, String actor, SpecificRecord body) {
        stage.send(Topics.REVIEW_COMMANDS, "s1", new ReviewCommandEnvelope(id, "s1", "en", actor, START, body, null));
    }
}
