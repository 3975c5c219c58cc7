package io.copyflow.launcher.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where signatures are trusted only, whoever can write every topic and make every chain anew is found by what they
 * cannot sign; and what is told of a broken glass must be what the facts tell.
 */
@ExtendWith(Seeds.Extension.class)
class SignatureTamperingTest {

    private static final int STORIES = 25;

    @TempDir
    static Path folder;

    private static Random random;
    private static MemoryLog untouched;

    private MemoryLog log;

    @BeforeAll
    static void invent(Seeds seeds) {
        random = seeds.random();
        try (InventedNewsroom newsroom = new InventedNewsroom(random, folder, Trust.SIGNED)) {
            untouched = newsroom.run(STORIES).log();
        }
    }

    @BeforeEach
    void begin() {
        log = untouched.copy();
    }

    @Test
    void r26_what_was_signed_as_it_must_be_is_proved() {
        assertThat(Proof.of(log, null).findings()).isEmpty();
        assertThat(places(Topics.REVIEW_EVENTS, GlassBroken.class)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {VersionApproved.class, SignedOff.class, GlassBroken.class, Countersigned.class})
    void r26_a_decision_without_its_signature_is_found(Class<? extends SpecificRecord> decision) {
        change(Topics.REVIEW_EVENTS, decision, event -> set(event, "signed", null));

        assertThat(faults()).containsOnly(Fault.UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(classes = {VersionApproved.class, SignedOff.class, GlassBroken.class, Countersigned.class})
    void r26_a_decision_with_the_signature_of_another_is_found(Class<? extends SpecificRecord> decision) {
        List<Integer> places = places(Topics.REVIEW_EVENTS, VersionApproved.class);
        SignedCommand other = ((ReviewEventEnvelope)
                        MemoryLog.value(log.records(Topics.REVIEW_EVENTS).get(places.getLast())))
                .getSigned();
        change(Topics.REVIEW_EVENTS, decision, event -> set(event, "signed", other));

        assertThat(faults()).containsOnly(Fault.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "issuedAt", "keyId"})
    void r26_a_signature_that_was_touched_is_found(String field) {
        change(Topics.REVIEW_EVENTS, SignedOff.class, event -> {
            SignedCommand signed = ((ReviewEventEnvelope) event).getSigned();
            set(event, "signed", touched(signed, field));
        });

        assertThat(faults()).containsOnly(Fault.SIGNATURE_WRONG);
    }

    @Test
    void r26_a_kill_without_its_signature_and_one_for_another_reason_are_found() {
        change(Topics.KILLS, StoryKilled.class, kill -> set(kill, "signed", null));
        assertThat(faults()).containsOnly(Fault.UNSIGNED);

        begin();
        change(Topics.KILLS, StoryKilled.class, kill -> set(kill, "reason", "another"));
        assertThat(faults()).contains(Fault.SIGNATURE_WRONG);
    }

    @Test
    void r26_what_a_person_asked_of_the_gate_without_a_signature_is_found() {
        Predicate<SpecificRecord> any = body -> body instanceof PublicationEventEnvelope;
        change(Topics.PUBLICATION_EVENTS, any, event -> {
            set(event, "body", new EmbargoLifted(null, "It is out elsewhere."));
            set(event, "signed", null);
        });

        assertThat(faults()).contains(Fault.UNSIGNED);
    }

    @Test
    void r26_what_a_withheld_story_took_down_needs_no_signature_of_its_own() {
        Predicate<SpecificRecord> any = body -> body instanceof PublicationEventEnvelope;
        change(Topics.PUBLICATION_EVENTS, any, event -> {
            set(event, "body", new VersionTakenDown(1L, "A lawyer is asked.", true));
            set(event, "signed", null);
        });

        assertThat(faults()).isNotEmpty().doesNotContain(Fault.UNSIGNED);
    }

    @Test
    void r26_a_revocation_that_is_dated_back_is_told_with_what_was_signed_between_and_is_no_fault() {
        List<ReviewEventEnvelope> approvals = places(Topics.REVIEW_EVENTS, VersionApproved.class).stream()
                .map(n -> (ReviewEventEnvelope)
                        MemoryLog.value(log.records(Topics.REVIEW_EVENTS).get(n)))
                .toList();
        ReviewEventEnvelope first = approvals.getFirst();
        String keyId = first.getSigned().getKeyId();
        Instant stolen = first.getSigned().getIssuedAt();
        assertThat(Proof.of(log, null).datedBack()).isEmpty();

        Instant end = revoke(first.getActor(), keyId, stolen);

        Proof.Verdict verdict = Proof.of(log, null);
        assertThat(verdict.findings()).isEmpty();
        DatedBack told = verdict.datedBack().getFirst();
        assertThat(verdict.datedBack()).hasSize(1);
        assertThat(told.keyId()).isEqualTo(keyId);
        assertThat(told.person()).isEqualTo(first.getActor());
        assertThat(told.revokedAt()).isEqualTo(stolen);
        assertThat(told.recordedAt()).isEqualTo(end);
        assertThat(told.signed())
                .extracting(DatedBack.Signed::at)
                .allMatch(at -> !at.isBefore(stolen))
                .contains(first.getOccurredAt());
        assertThat(told.signed()).hasSizeGreaterThanOrEqualTo((int) approvals.stream()
                .filter(each -> each.getSigned().getKeyId().equals(keyId))
                .filter(each -> !each.getSigned().getIssuedAt().isBefore(stolen))
                .count());
        assertThat(VerdictText.lines(verdict))
                .anyMatch(line -> line.startsWith("Note: the key " + keyId + " of " + first.getActor()
                        + " is revoked as of " + stolen + ", which the directory says since " + end
                        + ". Signed with it between: " + told.signed().size() + " decision"));
        assertThat(VerdictText.json(verdict)
                        .at("/revocationsDatedBack/0/signed/0/storyId")
                        .asText())
                .isEqualTo(told.signed().getFirst().storyId());
        assertThat(VerdictText.json(verdict).at("/proved").asBoolean()).isTrue();
    }

    @Test
    void r26_a_revocation_as_of_now_is_not_told() {
        ReviewEventEnvelope first = (ReviewEventEnvelope) MemoryLog.value(log.records(Topics.REVIEW_EVENTS)
                .get(places(Topics.REVIEW_EVENTS, VersionApproved.class).getFirst()));

        revoke(first.getActor(), first.getSigned().getKeyId(), end());

        assertThat(Proof.of(log, null).datedBack()).isEmpty();
    }

    /** Long after all that was decided. */
    private Instant end() {
        return Instant.ofEpochMilli(RawLog.TOPICS.stream()
                        .flatMap(topic -> log.records(topic).stream())
                        .mapToLong(RawRecord::timestamp)
                        .max()
                        .orElseThrow())
                .plusSeconds(3_600);
    }

    /** @return when the directory came to say so */
    private Instant revoke(String person, String keyId, Instant at) {
        RawRecord newest = log.records(Topics.DIRECTORY).stream()
                .filter(record -> record.keyText().equals("person/" + person))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        DirectoryEntry entry = (DirectoryEntry) MemoryLog.value(newest);
        Person before = (Person) entry.getBody();
        List<PersonKey> keys = before.getKeys().stream()
                .map(key -> key.getId().equals(keyId)
                        ? PersonKey.newBuilder(key).setRevokedAt(at).build()
                        : key)
                .toList();
        Instant end = end();
        log.add(
                Topics.DIRECTORY,
                "person/" + person,
                new DirectoryEntry(end, Person.newBuilder(before).setKeys(keys).build()),
                new RecordHeaders(),
                end.toEpochMilli());
        return end;
    }

    @Test
    void r16_a_clearing_that_hides_a_broken_glass_or_tells_another_reason_is_found() {
        Predicate<SpecificRecord> broken = body -> body instanceof VersionCleared e && e.getBreakGlass() != null;
        change(Topics.REVIEW_EVENTS, broken, event -> set(body(event), "breakGlass", null));
        assertThat(faults()).contains(Fault.GLASS_DIFFERS);

        begin();
        change(
                Topics.REVIEW_EVENTS,
                broken,
                event -> set(((VersionCleared) body(event)).getBreakGlass(), "reason", "another"));
        assertThat(faults()).containsOnly(Fault.GLASS_DIFFERS);
    }

    @Test
    void r16_a_glass_that_was_broken_where_it_was_not_allowed_is_found() {
        List<RawRecord> entries = log.records(Topics.DIRECTORY);
        for (int n = 0; n < entries.size(); n++) {
            SpecificRecord value = MemoryLog.value(entries.get(n));
            if (((DirectoryEntry) value).getBody() instanceof Edition edition) {
                set(edition, "breakGlass", false);
                entries.set(n, MemoryLog.with(entries.get(n), value));
            }
        }

        assertThat(faults()).containsOnly(Fault.GLASS_NOT_ALLOWED);
    }

    @Test
    void r16_a_countersignature_in_a_role_that_its_person_has_not_is_found() {
        change(Topics.REVIEW_EVENTS, Countersigned.class, event -> set(body(event), "role", Role.EDITOR));

        assertThat(faults()).contains(Fault.RIGHT_MISSING);
    }

    @Test
    void r17_a_clearing_told_twice_is_found() {
        List<RawRecord> records = log.records(Topics.REVIEW_EVENTS);
        int n = places(Topics.REVIEW_EVENTS, VersionCleared.class).getFirst();
        ReviewEventEnvelope again = (ReviewEventEnvelope) MemoryLog.value(records.get(n));
        String aggregate = again.getStoryId() + "/" + again.getLanguage();
        long count = records.stream()
                .map(record -> (ReviewEventEnvelope) MemoryLog.value(record))
                .filter(event -> aggregate.equals(event.getStoryId() + "/" + event.getLanguage()))
                .count();
        set(again, "eventId", "review-stage:" + aggregate + ":" + (count + 1));
        records.add(n + 1, MemoryLog.with(records.get(n), again));
        log.chainAnew(Topics.REVIEW_EVENTS);

        assertThat(faults()).contains(Fault.DECISION_UNFOUNDED);
    }

    private List<Fault> faults() {
        return Proof.of(log, null).findings().stream().map(Finding::fault).toList();
    }

    private static SignedCommand touched(SignedCommand signed, String field) {
        byte[] value = signed.getValue().array().clone();
        value[7] ^= 4;
        return switch (field) {
            case "value" -> new SignedCommand(signed.getKeyId(), signed.getIssuedAt(), ByteBuffer.wrap(value));
            case "issuedAt" ->
                new SignedCommand(signed.getKeyId(), signed.getIssuedAt().plusMillis(1), signed.getValue());
            default -> new SignedCommand("0123456789abcdef", signed.getIssuedAt(), signed.getValue());
        };
    }

    private void change(Topic<?> topic, Class<? extends SpecificRecord> type, Consumer<SpecificRecord> change) {
        change(topic, type::isInstance, change);
    }

    /** At a place that chance finds, with every chain of the topic made anew. */
    private void change(Topic<?> topic, Predicate<SpecificRecord> where, Consumer<SpecificRecord> change) {
        List<Integer> places = places(topic, where);
        assertThat(places).as("places to change").isNotEmpty();
        int n = places.get(random.nextInt(places.size() == 1 ? 1 : places.size() - 1));
        List<RawRecord> records = log.records(topic);
        SpecificRecord value = MemoryLog.value(records.get(n));
        change.accept(value);
        records.set(n, MemoryLog.with(records.get(n), value));
        if (topic.cleanup() == Topic.Cleanup.KEEP) {
            log.chainAnew(topic);
        }
    }

    private List<Integer> places(Topic<?> topic, Class<? extends SpecificRecord> type) {
        return places(topic, type::isInstance);
    }

    private List<Integer> places(Topic<?> topic, Predicate<SpecificRecord> where) {
        List<RawRecord> records = log.records(topic);
        List<Integer> places = new ArrayList<>();
        for (int n = 0; n < records.size(); n++) {
            if (where.test(body(MemoryLog.value(records.get(n))))) {
                places.add(n);
            }
        }
        return places;
    }

    private static SpecificRecord body(SpecificRecord value) {
        return value instanceof ReviewEventEnvelope event ? (SpecificRecord) event.getBody() : value;
    }

    private static void set(SpecificRecord record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }
}
