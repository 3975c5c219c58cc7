package io.copyflow.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Deed;
import io.copyflow.contract.Ed25519;
import io.copyflow.contract.Vouching;
import io.copyflow.contract.Vouching.Because;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.signature.CommandSignature;
import io.copyflow.schemas.signature.SignedCommand;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatoryTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair EVES = Ed25519.newPair(RANDOM);
    private static final KeyPair ADAS = Ed25519.newPair(RANDOM);

    private final Map<String, DirectoryEntry> entries = new HashMap<>();
    private final Directory directory = new Directory(entries::get, _ -> List.of());

    @BeforeEach
    void apply() {
        trust(Trust.SIGNED);
        person("eve", key(EVES, NOON.minusSeconds(3600), null, null));
        person("ada", key(ADAS, NOON.minusSeconds(3600), null, null));
    }

    @Test
    void a_signature_by_ones_own_key_is_good_and_told_to_the_event() {
        ReviewCommandEnvelope command = signed(approve("c1", "s1", "fr", "eve", NOON, "h1"), EVES);

        Signatory signatory = Signatory.of(command, directory, NOON.plusSeconds(2));

        assertThat(signatory.actor().vouching()).isEqualTo(new Vouching.Valid(id(EVES)));
        assertThat(signatory.signed())
                .isEqualTo(
                        new SignedCommand(id(EVES), NOON, command.getSignature().getValue()));
    }

    @Test
    void without_a_signature_the_newsrooms_trust_decides() {
        assertThat(vouching(approve("c1", "s1", "fr", "eve", NOON, "h1"))).isEqualTo(new Vouching.Missing());
        assertThat(vouching(review(new RejectVersion("h1", "No"), null))).isEqualTo(new Vouching.NotAsked());

        trust(Trust.OPEN);
        assertThat(vouching(approve("c1", "s1", "fr", "eve", NOON, "h1"))).isEqualTo(new Vouching.NotAsked());

        trust(Trust.UNKNOWN);
        assertThat(vouching(approve("c1", "s1", "fr", "eve", NOON, "h1"))).isEqualTo(new Vouching.Missing());
    }

    @Test
    void a_bad_signature_is_seen_where_none_is_asked_too() {
        trust(Trust.OPEN);

        assertThat(vouching(signed(approve("c1", "s1", "fr", "eve", NOON, "h1"), ADAS)))
                .isEqualTo(new Vouching.KeyUnknown(id(ADAS)));
    }

    @Test
    void the_key_of_somebody_else_is_none_and_their_signature_under_ones_own_key_id_is_wrong() {
        ReviewCommandEnvelope command = approve("c1", "s1", "fr", "eve", NOON, "h1");
        CommandSignature adas = signature(CommandForms.of(command), ADAS);

        assertThat(vouching(with(command, adas))).isEqualTo(new Vouching.KeyUnknown(id(ADAS)));
        assertThat(vouching(with(command, new CommandSignature(id(EVES), adas.getValue()))))
                .isEqualTo(new Vouching.Wrong(id(EVES)));
    }

    static Stream<ReviewCommandEnvelope> others() {
        return Stream.of(
                approve("c2", "s1", "fr", "eve", NOON, "h1"),
                approve("c1", "s2", "fr", "eve", NOON, "h1"),
                approve("c1", "s1", "de", "eve", NOON, "h1"),
                approve("c1", "s1", "fr", "eve", NOON.plusMillis(1), "h1"),
                approve("c1", "s1", "fr", "eve", NOON, "h2"),
                new ReviewCommandEnvelope("c1", "s1", "fr", "eve", NOON, new SignOff("h1"), null));
    }

    @ParameterizedTest
    @MethodSource("others")
    void a_signature_fits_no_other_command(ReviewCommandEnvelope other) {
        CommandSignature signature =
                signed(approve("c1", "s1", "fr", "eve", NOON, "h1"), EVES).getSignature();

        assertThat(vouching(with(other, signature))).isEqualTo(new Vouching.Wrong(id(EVES)));
    }

    @Test
    void a_signature_fits_no_command_of_another_topic() {
        ReviewCommandEnvelope command = signed(approve("c1", "s1", "fr", "eve", NOON, "h1"), EVES);
        PublicationCommandEnvelope down = new PublicationCommandEnvelope(
                "c1", "s1", "fr", "eve", NOON, new TakeDownVersion("h1"), command.getSignature());

        assertThat(Signatory.of(down, directory, NOON).actor().vouching()).isEqualTo(new Vouching.Wrong(id(EVES)));
    }

    @Test
    void a_key_vouches_from_its_beginning_to_just_before_its_end() {
        person("eve", key(EVES, NOON, NOON.plusSeconds(10), null));

        assertThat(signedAt(NOON.minusMillis(1)))
                .isEqualTo(new Vouching.KeyNotValid(id(EVES), NOON.minusMillis(1), Because.TOO_EARLY, NOON));
        assertThat(signedAt(NOON)).isEqualTo(new Vouching.Valid(id(EVES)));
        assertThat(signedAt(NOON.plusMillis(9_999))).isEqualTo(new Vouching.Valid(id(EVES)));
        assertThat(signedAt(NOON.plusSeconds(10)))
                .isEqualTo(new Vouching.KeyNotValid(
                        id(EVES), NOON.plusSeconds(10), Because.TOO_LATE, NOON.plusSeconds(10)));
    }

    @Test
    void a_revoked_key_vouches_for_what_was_issued_before_and_for_nothing_after() {
        person("eve", key(EVES, NOON.minusSeconds(60), null, NOON));

        assertThat(signedAt(NOON.minusMillis(1))).isEqualTo(new Vouching.Valid(id(EVES)));
        assertThat(signedAt(NOON)).isEqualTo(new Vouching.KeyNotValid(id(EVES), NOON, Because.REVOKED, NOON));
    }

    /** Whoever holds an old key can put any time into a command, but not into the broker's clock. */
    @Test
    void a_command_cannot_be_dated_back_to_when_the_key_still_held() {
        person("eve", key(EVES, NOON.minusSeconds(3600), null, NOON));
        ReviewCommandEnvelope command = signed(approve("c1", "s1", "fr", "eve", NOON.minusSeconds(1), "h1"), EVES);
        Duration ten = Duration.ofMinutes(10);

        Instant late = NOON.minusSeconds(1).plus(ten).plusMillis(1);
        assertThat(Signatory.of(command, directory, late).actor().vouching())
                .isEqualTo(new Vouching.TimeOff(NOON.minusSeconds(1), late));
        Instant early = NOON.minusSeconds(1).minus(ten).minusMillis(1);
        assertThat(Signatory.of(command, directory, early).actor().vouching())
                .isEqualTo(new Vouching.TimeOff(NOON.minusSeconds(1), early));
        assertThat(Signatory.of(command, directory, NOON.minusSeconds(1).plus(ten))
                        .actor()
                        .vouching())
                .isEqualTo(new Vouching.Valid(id(EVES)));
    }

    static Stream<Arguments> commandsAndTheirEvents() {
        SignedCommand signed = new SignedCommand("k", NOON, ByteBuffer.allocate(64));
        List<Comment> comments = List.of(new Comment("b1", "Who?", null), new Comment(null, "Too long.", null));
        return Stream.of(
                Arguments.of(
                        CommandForms.of(review(new ApproveVersion("h1"), null)),
                        CommandForms.of(event(new VersionApproved("h1", 1, 0), signed))),
                Arguments.of(
                        CommandForms.of(review(new SignOff("h1"), null)),
                        CommandForms.of(event(new SignedOff("h1", 1, 2), signed))),
                Arguments.of(
                        CommandForms.of(review(new RejectVersion("h1", " No "), null)),
                        CommandForms.of(event(new VersionRejected("h1", 1, " No "), signed))),
                Arguments.of(
                        CommandForms.of(review(new RequestChanges("h1", comments), null)),
                        CommandForms.of(event(new ChangesRequested("h1", 1, comments), signed))),
                Arguments.of(
                        CommandForms.of(review(new WaiveWarning("h1", "numbers", "b1", " As it is "), null)),
                        CommandForms.of(event(new WarningWaived("h1", "numbers", "b1", "As it is"), signed))),
                Arguments.of(
                        CommandForms.of(review(new BreakGlass("h1", " Alone "), null)),
                        CommandForms.of(event(new GlassBroken("h1", 1, Role.EDITOR, "Alone", true), signed))),
                Arguments.of(
                        CommandForms.of(review(new Countersign("h1"), null)),
                        CommandForms.of(event(new Countersigned("h1", Role.CHIEF), signed))),
                Arguments.of(
                        CommandForms.of(new PublicationCommandEnvelope(
                                "c1", "s1", "KK-cyrl", "eve", NOON, new TakeDownVersion("Why"), null)),
                        CommandForms.of(new PublicationEventEnvelope(
                                "e1",
                                "s1",
                                "kk-Cyrl",
                                "eve",
                                NOON,
                                "c1",
                                new VersionTakenDown(2L, "Why", false),
                                signed))),
                Arguments.of(
                        CommandForms.of(new KillCommandEnvelope("c1", "s1", "eve", NOON, new KillStory("Why"), null)),
                        CommandForms.of(new StoryKilled("e1", "s1", "Why", "eve", NOON, "c1", signed))));
    }

    @ParameterizedTest
    @MethodSource("commandsAndTheirEvents")
    void an_event_gives_the_form_of_the_command_that_led_to_it(CommandForm ofCommand, CommandForm ofEvent) {
        assertThat(ofEvent).isNotNull().isEqualTo(ofCommand);
    }

    @Test
    void what_nobody_signed_has_no_form() {
        SignedCommand signed = new SignedCommand("k", NOON, ByteBuffer.allocate(64));

        assertThat(CommandForms.of(event(new VersionApproved("h1", 1, 0), null)))
                .isNull();
        assertThat(CommandForms.of(event(new ReviewVoided("h1", "Why"), signed)))
                .isNull();
        assertThat(CommandForms.of(new PublicationEventEnvelope(
                        "e1", "s1", "fr", "eve", NOON, "c1", new VersionReleased(1L, "h1", 1, "e0", null), signed)))
                .isNull();
        assertThat(CommandForms.of(new StoryKilled("e1", "s1", "Why", "eve", NOON, "c1", null)))
                .isNull();
    }

    @Test
    void what_lets_a_text_out_or_takes_it_back_needs_a_signature() {
        assertThat(Stream.of(
                        new Deed.ApproveVersion("h"),
                        new Deed.SignOff("h"),
                        new Deed.BreakGlass("h", "r"),
                        new Deed.Countersign("h"),
                        new Deed.TakeDownVersion("r"),
                        new Deed.KillStory("r")))
                .allMatch(Deed::needsSignature);
    }

    private Vouching signedAt(Instant issuedAt) {
        return Signatory.of(signed(approve("c1", "s1", "fr", "eve", issuedAt, "h1"), EVES), directory, issuedAt)
                .actor()
                .vouching();
    }

    private Vouching vouching(ReviewCommandEnvelope command) {
        return Signatory.of(command, directory, NOON).actor().vouching();
    }

    private void trust(Trust trust) {
        entries.put(
                "newsroom",
                new DirectoryEntry(
                        NOON, new Newsroom("n", "N", "en", 2, null, null, null, trust, null, List.of(), null, null)));
    }

    private void person(String id, PersonKey key) {
        entries.put(
                "person/" + id,
                new DirectoryEntry(
                        NOON, new Person(id, id, List.of(Role.EDITOR), List.of("fr"), null, null, List.of(key))));
    }

    private static PersonKey key(KeyPair pair, Instant from, @Nullable Instant until, @Nullable Instant revokedAt) {
        return new PersonKey(id(pair), ByteBuffer.wrap(Ed25519.bytes(pair.getPublic())), from, until, revokedAt);
    }

    private static String id(KeyPair pair) {
        return Ed25519.keyId(Ed25519.bytes(pair.getPublic()));
    }

    private static ReviewCommandEnvelope approve(
            String commandId, String storyId, String language, String actor, Instant issuedAt, String hash) {
        return new ReviewCommandEnvelope(commandId, storyId, language, actor, issuedAt, new ApproveVersion(hash), null);
    }

    private static ReviewCommandEnvelope review(SpecificRecord body, @Nullable CommandSignature signature) {
        return new ReviewCommandEnvelope("c1", "s1", "FR", "eve", NOON, body, signature);
    }

    private static ReviewEventEnvelope event(SpecificRecord body, @Nullable SignedCommand signed) {
        return new ReviewEventEnvelope("e1", "s1", "fr", "eve", NOON.plusSeconds(1), "c1", body, signed);
    }

    private static ReviewCommandEnvelope signed(ReviewCommandEnvelope command, KeyPair pair) {
        return with(command, signature(CommandForms.of(command), pair));
    }

    private static ReviewCommandEnvelope with(ReviewCommandEnvelope command, CommandSignature signature) {
        return new ReviewCommandEnvelope(
                command.getCommandId(),
                command.getStoryId(),
                command.getLanguage(),
                command.getActor(),
                command.getIssuedAt(),
                command.getBody(),
                signature);
    }

    private static CommandSignature signature(@Nullable CommandForm form, KeyPair pair) {
        assertThat(form).isNotNull();
        return new CommandSignature(id(pair), ByteBuffer.wrap(Ed25519.sign(pair.getPrivate(), form.bytes())));
    }
}
