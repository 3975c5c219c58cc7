package io.copyflow.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Ed25519;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.signature.CommandSignature;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.signature.CommandForms;
import io.copyflow.testkit.StageDriver;
import io.copyflow.testkit.TestKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From bytes to bytes, with real keys: docs/reference/signatures.md. */
class SignedReviewTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    private static final TestKey EDITS = new TestKey();
    private static final TestKey WEBS = new TestKey();

    @TempDir
    Path stateDir;

    private StageDriver stage;

    @BeforeEach
    void start() {
        stage = new StageDriver(ReviewStage.stage(), stateDir, START);
        trust(Trust.SIGNED);
        person("edit", Role.EDITOR, EDITS.validFrom(START));
        person("web", Role.WEB_EDITOR, WEBS.validFrom(START));
        for (String story : List.of("s1", "s2")) {
            accepted(story, "ingest:" + story + ":1");
        }
        stage.read(Topics.REVIEW_EVENTS);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void r16_a_signed_decision_is_taken_and_can_be_checked_again_from_the_event_alone() {
        ReviewCommandEnvelope approve = EDITS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1")));
        send(approve);
        send(WEBS.signer().sign(command("c2", "s1", "web", new SignOff("h1"))));

        List<ReviewEventEnvelope> events = stage.read(Topics.REVIEW_EVENTS);
        assertThat(events).hasSize(3);
        assertThat(events.get(0).getSigned())
                .isEqualTo(new SignedCommand(
                        EDITS.signer().keyId(), START, approve.getSignature().getValue()));
        assertThat(isSigned(events.get(0), EDITS)).isTrue();
        assertThat(isSigned(events.get(1), WEBS)).isTrue();
        assertThat(events.get(2).getBody()).isInstanceOf(VersionCleared.class);
        assertThat(events.get(2).getSigned()).isNull();
    }

    @Test
    void r16_without_a_good_signature_nothing_is_approved_or_signed() {
        ReviewCommandEnvelope approve = EDITS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1")));
        CommandSignature signature = approve.getSignature();
        byte[] bad = signature.getValue().array().clone();
        bad[7] ^= 1;

        send(command("c2", "s1", "edit", new ApproveVersion("h1")));
        send(with(command("c3", "s1", "edit", new ApproveVersion("h1")), signature));
        send(with(command("c1", "s2", "edit", new ApproveVersion("h1")), signature));
        send(with(
                command("c1", "s1", "edit", new ApproveVersion("h1")),
                new CommandSignature(signature.getKeyId(), ByteBuffer.wrap(bad))));
        send(WEBS.signer().sign(command("c4", "s1", "edit", new ApproveVersion("h1"))));

        assertThat(codes())
                .containsExactly(
                        "signature-missing", "signature-wrong", "signature-wrong", "signature-wrong", "key-unknown");
        assertThat(stage.read(Topics.REVIEW_EVENTS)).isEmpty();
    }

    @Test
    void r16_a_key_that_was_revoked_vouches_for_nothing_issued_since_however_it_is_dated() {
        stage.advance(Duration.ofMinutes(30));
        person("edit", Role.EDITOR, EDITS.revoked(START, stage.now()));

        send(EDITS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1"))));
        send(EDITS.signer().sign(dated("c2", START.plusSeconds(1))));
        send(EDITS.signer().sign(dated("c3", stage.now().minusSeconds(1))));

        assertThat(codes()).containsExactly("key-not-valid", "signature-time-off");
        assertThat(stage.read(Topics.REVIEW_EVENTS))
                .extracting(ReviewEventEnvelope::getCommandId)
                .containsExactly("c3");
    }

    @Test
    void a_repeated_command_is_answered_as_the_first_time_signed_or_not() {
        send(EDITS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1"))));
        stage.advance(Duration.ofHours(1));
        send(command("c1", "s1", "edit", new ApproveVersion("h1")));
        send(EDITS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1"))));

        assertThat(codes()).containsExactly("already-accepted", "already-accepted");
        assertThat(stage.read(Topics.REVIEW_EVENTS)).hasSize(1);
    }

    /** Whoever reads the topic has the command; the broker dates it anew when it is sent again. */
    @Test
    void r16_a_signed_command_is_no_second_approval_however_many_others_came_between() {
        ReviewCommandEnvelope approve = EDITS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1")));
        send(approve);
        send(command("c2", "s1", "edit", new RejectVersion("h1", "On second thoughts, no.")));
        accepted("s1", "ingest:s1:2");
        stage.read(Topics.REVIEW_EVENTS);
        for (int n = 0; n < 200; n++) {
            send(command("filler-" + n, "s1", "nobody", new RejectVersion("h1", "No.")));
        }
        stage.rejections();

        stage.advance(Duration.ofMinutes(10));
        send(approve);
        assertThat(codes()).containsExactly("already-accepted");

        stage.advance(Duration.ofSeconds(1));
        send(approve);
        send(command("filler", "s1", "nobody", new RejectVersion("h1", "No.")));
        stage.advance(Duration.ofMinutes(1));
        send(command("filler-2", "s1", "nobody", new RejectVersion("h1", "No.")));
        send(approve);
        assertThat(codes())
                .containsExactly("already-accepted", "unknown-person", "unknown-person", "signature-time-off");
        assertThat(stage.read(Topics.REVIEW_EVENTS)).isEmpty();
    }

    @Test
    void r16_who_signs_too_often_is_told_when_to_go_on_and_keeps_nobody_else_out() {
        for (int n = 0; n < 64; n++) {
            send(EDITS.signer().sign(command("c" + n, "s1", "edit", new ApproveVersion("h" + n))));
        }
        assertThat(codes()).hasSize(63);
        stage.read(Topics.REVIEW_EVENTS);

        send(EDITS.signer().sign(command("c64", "s1", "edit", new RejectVersion("h1", "No."))));
        send(WEBS.signer().sign(command("c65", "s1", "web", new SignOff("h1"))));

        assertThat(stage.rejections()).singleElement().satisfies(refused -> {
            assertThat(refused.getCode()).isEqualTo("signed-too-often");
            assertThat(refused.getSentence()).contains("Sign it again after " + START.plusSeconds(660));
        });
        assertThat(stage.read(Topics.REVIEW_EVENTS)).hasSize(2);
    }

    @Test
    void where_everybody_is_believed_only_a_bad_signature_is_refused() {
        trust(Trust.OPEN);
        send(WEBS.signer().sign(command("c1", "s1", "edit", new ApproveVersion("h1"))));
        send(command("c2", "s1", "edit", new ApproveVersion("h1")));

        assertThat(codes()).containsExactly("key-unknown");
        assertThat(stage.read(Topics.REVIEW_EVENTS)).singleElement().satisfies(event -> {
            assertThat(event.getBody()).isEqualTo(new VersionApproved("h1", 1, 0));
            assertThat(event.getSigned()).isNull();
        });
    }

    @Test
    void a_rejection_needs_no_signature() {
        send(command("c1", "s1", "edit", new RejectVersion("h1", "No news")));

        assertThat(codes()).isEmpty();
        assertThat(stage.read(Topics.REVIEW_EVENTS))
                .extracting(ReviewEventEnvelope::getBody)
                .doesNotHaveAnyElementsOfTypes(ReviewRequested.class)
                .hasSize(1);
    }

    private static boolean isSigned(ReviewEventEnvelope event, TestKey key) {
        CommandForm form = CommandForms.of(event);
        return Ed25519.isSignature(
                event.getSigned().getValue().array(),
                form.bytes(),
                key.validFrom(START).getPublicKey().array());
    }

    private void accepted(String story, String eventId) {
        StoryAccepted accepted = new StoryAccepted(
                1, "client-" + story, "en", List.of(), "h1", List.of("amina"), null, null, 5, List.of(), null, null);
        stage.send(Topics.STORY_EVENTS, story, new StoryEventEnvelope(eventId, story, "amina", START, "c0", accepted));
    }

    private ReviewCommandEnvelope dated(String id, Instant issuedAt) {
        return new ReviewCommandEnvelope(id, "s1", "en", "edit", issuedAt, new ApproveVersion("h1"), null);
    }

    private ReviewCommandEnvelope command(String id, String story, String person, SpecificRecord body) {
        return new ReviewCommandEnvelope(id, story, "en", person, stage.now(), body, null);
    }

    private static ReviewCommandEnvelope with(ReviewCommandEnvelope command, CommandSignature signature) {
        return ReviewCommandEnvelope.newBuilder(command).setSignature(signature).build();
    }

    private void send(ReviewCommandEnvelope command) {
        stage.send(Topics.REVIEW_COMMANDS, command.getStoryId(), command);
    }

    private List<String> codes() {
        assertThat(stage.deadLetters()).isEmpty();
        return stage.rejections().stream().map(Rejection::getCode).toList();
    }

    private void trust(Trust trust) {
        stage.directory(
                "newsroom", new Newsroom("n", "N", "en", 1, null, null, null, trust, null, List.of(), null, null));
    }

    private void person(String id, Role role, PersonKey key) {
        stage.directory("person/" + id, new Person(id, id, List.of(role), List.of("en"), null, null, List.of(key)));
    }
}
