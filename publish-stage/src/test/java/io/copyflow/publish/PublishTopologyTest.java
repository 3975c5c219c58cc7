package io.copyflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Ed25519;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.ObligationOverdue;
import io.copyflow.schemas.publication.ObligationReminded;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.signature.CommandForms;
import io.copyflow.testkit.StageDriver;
import io.copyflow.testkit.TestKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTopologyTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    Path stateDir;

    private static final PublishedMetadata METADATA = new PublishedMetadata("s1", "en", 5, null, null);

    @Test
    void a_story_and_its_translation_go_out_and_the_translation_is_taken_down() {
        String enHash = ContentHash.of(METADATA, "en", 1, List.of(Passage.plain("headline", "Rain")));
        String frHash = ContentHash.of(METADATA, "fr", 1, List.of(Passage.plain("headline", "La pluie")));
        try (StageDriver stage = new StageDriver(PublishStage.stage(), stateDir, START)) {
            stage.directory(
                    "person/chief",
                    new Person("chief", "Chief", List.of(Role.CHIEF), List.of("fr"), null, null, List.of()));
            // The translation and its clearing overtake the story.
            stage.send(Topics.TRANSLATION_EVENTS, "s1", submitted(frHash));
            stage.send(Topics.REVIEW_EVENTS, "s1", cleared("fr", frHash));
            assertThat(stage.read(Topics.PUBLICATION_EVENTS)).isEmpty();
            stage.send(Topics.STORY_EVENTS, "s1", accepted(enHash));
            assertThat(stage.read(Topics.PUBLICATION_EVENTS))
                    .extracting(PublicationEventEnvelope::getBody)
                    .singleElement()
                    .isInstanceOf(VersionHeld.class);
            stage.send(Topics.REVIEW_EVENTS, "s1", cleared("en", enHash));
            assertThat(stage.read(Topics.PUBLICATION_EVENTS))
                    .extracting(PublicationEventEnvelope::getBody)
                    .containsExactly(
                            new VersionReleased(1L, enHash, 1, "review-stage:s1/en:5", null),
                            new VersionReleased(1L, frHash, 1, "review-stage:s1/fr:5", null));
            assertThat(stage.readRecords(Topics.PUBLISHED))
                    .satisfiesExactly(en -> assertThat(en.key()).isEqualTo("s1/en"), fr -> {
                        assertThat(fr.key()).isEqualTo("s1/fr");
                        assertThat(fr.value().getHeadline()).isEqualTo("La pluie");
                    });

            stage.send(Topics.PUBLICATION_COMMANDS, "s1", takeDown("c1", ""));
            stage.send(Topics.PUBLICATION_COMMANDS, "s1", takeDown("c2", "wrong photo"));
            stage.send(Topics.PUBLICATION_COMMANDS, "s1", takeDown("c2", "wrong photo"));
            assertThat(stage.read(Topics.PUBLICATION_EVENTS))
                    .extracting(PublicationEventEnvelope::getBody)
                    .containsExactly(new VersionTakenDown(2L, "wrong photo", false));
            assertThat(stage.read(Topics.PUBLISHED))
                    .extracting(PublishedVersion::getStatus)
                    .containsExactly(PublicationStatus.WITHDRAWN);
            assertThat(stage.rejections())
                    .extracting(Rejection::getCode)
                    .containsExactly("reason-missing", "already-accepted");
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void r22_a_newsroom_that_believes_signatures_takes_down_what_a_signed_command_names_and_nothing_else() {
        String enHash = ContentHash.of(METADATA, "en", 1, List.of(Passage.plain("headline", "Rain")));
        String frHash = ContentHash.of(METADATA, "fr", 1, List.of(Passage.plain("headline", "La pluie")));
        TestKey key = new TestKey();
        try (StageDriver stage = new StageDriver(PublishStage.stage(), stateDir, START)) {
            stage.directory(
                    "newsroom",
                    new Newsroom("n", "N", "en", 1, null, null, null, Trust.SIGNED, null, List.of(), null, null));
            stage.directory(
                    "person/chief",
                    new Person(
                            "chief",
                            "Chief",
                            List.of(Role.CHIEF),
                            List.of("en", "fr"),
                            null,
                            null,
                            List.of(key.validFrom(START))));
            stage.send(Topics.STORY_EVENTS, "s1", accepted(enHash));
            stage.send(Topics.TRANSLATION_EVENTS, "s1", submitted(frHash));
            stage.send(Topics.REVIEW_EVENTS, "s1", cleared("en", enHash));
            stage.send(Topics.REVIEW_EVENTS, "s1", cleared("fr", frHash));
            stage.read(Topics.PUBLICATION_EVENTS);
            PublicationCommandEnvelope signed = key.signer().sign(takeDown("c2", "wrong photo"));

            stage.send(Topics.PUBLICATION_COMMANDS, "s1", takeDown("c1", "wrong photo"));
            stage.send(
                    Topics.PUBLICATION_COMMANDS,
                    "s1",
                    PublicationCommandEnvelope.newBuilder(signed)
                            .setCommandId("c3")
                            .setLanguage("en")
                            .build());
            stage.send(Topics.PUBLICATION_COMMANDS, "s1", signed);
            stage.send(Topics.PUBLICATION_COMMANDS, "s1", takeDown("c2", "wrong photo"));

            assertThat(stage.rejections())
                    .extracting(Rejection::getCode)
                    .containsExactly("signature-missing", "signature-wrong", "already-accepted");
            assertThat(stage.read(Topics.PUBLICATION_EVENTS)).singleElement().satisfies(event -> {
                assertThat(event.getLanguage()).isEqualTo("fr");
                assertThat(Ed25519.isSignature(
                                event.getSigned().getValue().array(),
                                CommandForms.of(event).bytes(),
                                key.validFrom(START).getPublicKey().array()))
                        .isTrue();
            });
        }
    }

    @Test
    void r20_an_embargo_lets_go_within_a_second_of_its_time_and_a_correction_is_reminded_and_overdue_by_the_clock() {
        String hash = ContentHash.of(METADATA, "en", 1, List.of(Passage.plain("headline", "Rain")));
        try (StageDriver stage = new StageDriver(PublishStage.stage(), stateDir, START)) {
            stage.directory(
                    "person/chief",
                    new Person("chief", "Chief", List.of(Role.CHIEF), List.of("en"), null, null, List.of()));
            stage.send(Topics.STORY_EVENTS, "s1", accepted(hash));
            stage.send(
                    Topics.PUBLICATION_COMMANDS,
                    "s1",
                    new PublicationCommandEnvelope(
                            "c1", "s1", "", "chief", START, new SetEmbargo(START.plusSeconds(60), null), null));
            stage.send(Topics.REVIEW_EVENTS, "s1", cleared("en", hash));
            stage.advance(Duration.ofSeconds(55));
            assertThat(bodies(stage)).extracting(Object::getClass).containsExactly(EmbargoSet.class, VersionHeld.class);
            stage.advance(Duration.ofSeconds(6));
            assertThat(bodies(stage)).extracting(Object::getClass).containsExactly(VersionReleased.class);

            stage.send(Topics.DELIVERY_EVENTS, "s1", receipt(1));
            StoryRevised correction = StoryRevised.newBuilder()
                    .setRevision(2)
                    .setRevisionClass(RevisionClass.CORRECTION)
                    .setLanguage("en")
                    .setSegments(List.of(new Segment("headline", SegmentKind.HEADLINE, "Snow", List.of(), null)))
                    .setChanged(List.of("headline"))
                    .setRemoved(List.of())
                    .setContentHash(ContentHash.of(METADATA, "en", 2, List.of(Passage.plain("headline", "Snow"))))
                    .setAuthors(List.of("amina"))
                    .setUrgency(5)
                    .setTargets(List.of("fr"))
                    .build();
            stage.send(
                    Topics.STORY_EVENTS,
                    "s1",
                    new StoryEventEnvelope("ingest:s1:2", "s1", "amina", START, "c2", correction));
            assertThat(bodies(stage)).hasSize(2).allMatch(ObligationOpened.class::isInstance);
            stage.advance(Duration.ofMinutes(31));
            assertThat(bodies(stage)).hasSize(2).allMatch(ObligationReminded.class::isInstance);
            stage.advance(Duration.ofMinutes(31));
            assertThat(bodies(stage)).hasSize(2).allMatch(ObligationOverdue.class::isInstance);
            stage.advance(Duration.ofHours(5));
            assertThat(bodies(stage)).isEmpty();
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    private static List<Object> bodies(StageDriver stage) {
        return stage.read(Topics.PUBLICATION_EVENTS).stream()
                .map(PublicationEventEnvelope::getBody)
                .toList();
    }

    private static DeliveryEvent receipt(long sequence) {
        return new DeliveryEvent(
                "r" + sequence, "web-en", "s1", "en", sequence, DeliveryOutcome.DELIVERED, null, null, START, null);
    }

    /** Stores and nodes are named after these words: a change makes running stages rebuild or lose what they keep. */
    @Test
    void the_topology_is_the_known_one() throws IOException {
        try (StageDriver stage = new StageDriver(PublishStage.stage(), stateDir, START);
                InputStream golden = PublishTopologyTest.class.getResourceAsStream("expected-topology.txt")) {
            assertThat(stage.describe()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static StoryEventEnvelope accepted(String hash) {
        Segment headline = new Segment("headline", SegmentKind.HEADLINE, "Rain", List.of(), null);
        StoryAccepted accepted = new StoryAccepted(
                1,
                "client-1",
                "en",
                List.of(headline),
                hash,
                List.of("amina"),
                null,
                null,
                5,
                List.of("fr"),
                null,
                null);
        return new StoryEventEnvelope("ingest:s1:1", "s1", "amina", START, "c0", accepted);
    }

    private static TranslationEventEnvelope submitted(String hash) {
        TranslationSubmitted submitted = new TranslationSubmitted(
                1,
                1,
                List.of(new TranslatedSegment("headline", "La pluie", List.of(), Origin.PERSON, null)),
                hash,
                List.of("amina", "tariq"),
                List.of("tariq"),
                List.of(),
                new VersionMetadata("en", 5, null, null),
                List.of(),
                List.of());
        return new TranslationEventEnvelope("translate-stage:s1/fr:3", "s1", "fr", "tariq", START, "c0", submitted);
    }

    private static ReviewEventEnvelope cleared(String language, String hash) {
        VersionCleared cleared = new VersionCleared(
                hash,
                1,
                List.of("amina"),
                "edit",
                START,
                List.of(new Signature("w1", START)),
                List.of(),
                List.of(),
                null);
        return new ReviewEventEnvelope(
                "review-stage:s1/" + language + ":5", "s1", language, "w1", START, "c0", cleared, null);
    }

    private static PublicationCommandEnvelope takeDown(String commandId, String reason) {
        return new PublicationCommandEnvelope(commandId, "s1", "fr", "chief", START, new TakeDownVersion(reason), null);
    }
}
