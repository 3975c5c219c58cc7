package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.state.RememberedCommand;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.signature.Signatory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class CommandMemoryTest {

    private static final int BOUND = 3;
    private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");

    private final CommandMemory memory = new CommandMemory(BOUND);

    @Test
    void an_accepted_command_is_found_with_its_events() {
        List<RememberedCommand> remembered =
                memory.with(List.of(), ask("c1", "amina", new ClaimTranslation()), NOW, 7, 2, null);

        RememberedCommand found = memory.find(remembered, "c1");
        assertThat(found.getFirstEvent()).isEqualTo(7);
        assertThat(found.getEvents()).isEqualTo(2);
        assertThat(found.getCode()).isNull();
        assertThat(memory.find(remembered, "c2")).isNull();
        assertThat(memory.find(List.of(), "c1")).isNull();
    }

    @Test
    void a_refused_command_is_found_with_code_and_sentence() {
        List<RememberedCommand> remembered = memory.with(
                List.of(),
                ask("c1", "amina", new ClaimTranslation()),
                NOW,
                0,
                0,
                new Decision.Refused<>("taken", "It is taken."));

        assertThat(memory.find(remembered, "c1").getCode()).isEqualTo("taken");
        assertThat(memory.find(remembered, "c1").getSentence()).isEqualTo("It is taken.");
    }

    @Test
    void the_oldest_is_forgotten_when_there_are_too_many() {
        List<RememberedCommand> remembered = List.of();
        for (int n = 1; n <= BOUND + 2; n++) {
            remembered = memory.with(remembered, ask("c" + n, "amina", new ClaimTranslation()), NOW, n, 1, null);
        }

        assertThat(remembered).hasSize(BOUND);
        assertThat(remembered).extracting(RememberedCommand::getFirstEvent).containsExactly(3L, 4L, 5L);
        assertThat(memory.find(remembered, "c2")).isNull();
        assertThat(memory.find(remembered, "c3")).isNotNull();
    }

    @Test
    void a_bound_that_was_lowered_holds_for_what_is_remembered_already() {
        List<RememberedCommand> remembered = List.of();
        for (int n = 1; n <= BOUND; n++) {
            remembered = memory.with(remembered, ask("c" + n, "amina", new ClaimTranslation()), NOW, n, 1, null);
        }

        assertThat(new CommandMemory(1).with(remembered, ask("c9", "amina", new ClaimTranslation()), NOW, 9, 1, null))
                .extracting(RememberedCommand::getFirstEvent)
                .containsExactly(9L);
    }

    @Test
    void the_same_is_told_from_something_else_and_from_somebody_else() {
        RememberedCommand claim = memory.with(List.of(), ask("c1", "amina", new ClaimTranslation()), NOW, 1, 1, null)
                .getFirst();

        assertThat(memory.askedTheSame(claim, "amina", new ClaimTranslation())).isTrue();
        assertThat(memory.askedTheSame(claim, "amina", new ReleaseClaim())).isFalse();
        assertThat(memory.askedTheSame(claim, "bela", new ClaimTranslation())).isFalse();
    }

    /** A command sent again after an upgrade, by a client that knows nothing of the new fields. */
    @Test
    void the_same_is_known_again_when_its_schema_has_grown() {
        SpecificRecord small = new VersionedClaim(SMALL);
        SpecificRecord grown = new VersionedClaim(GROWN);
        RememberedCommand claim = memory.with(List.of(), ask("c1", "amina", small), NOW, 1, 1, null)
                .getFirst();

        assertThat(memory.askedTheSame(claim, "amina", grown)).isTrue();
        grown.put(1, "why");
        assertThat(memory.askedTheSame(claim, "amina", grown)).isFalse();
    }

    /** Rule 16: a signature would be taken again, so what it was for is not forgotten. */
    @Test
    void r16_what_was_signed_outlasts_any_number_of_later_commands_until_its_signature_is_too_old() {
        List<RememberedCommand> remembered = memory.with(List.of(), signed("c0", "amina", NOW), NOW, 1, 1, null);
        Instant last = NOW.plus(Signatory.LEEWAY);
        for (int n = 1; n <= 3 * BOUND; n++) {
            remembered = memory.with(remembered, ask("c" + n, "bela", new ClaimTranslation()), last, n, 1, null);
        }
        assertThat(memory.find(remembered, "c0")).isNotNull();
        assertThat(remembered).hasSize(BOUND + 1);

        remembered =
                memory.with(remembered, ask("c99", "bela", new ClaimTranslation()), last.plusSeconds(61), 99, 1, null);
        assertThat(memory.find(remembered, "c0")).isNull();
        assertThat(remembered).hasSize(BOUND);
    }

    @Test
    void r16_so_many_signed_commands_of_one_person_are_held_and_others_still_have_room() {
        List<RememberedCommand> remembered = List.of();
        for (int n = 0; n < CommandMemory.SIGNED_AT_ONCE; n++) {
            assertThat(memory.roomFrom(remembered, "amina", NOW.plusSeconds(n))).isNull();
            Instant at = NOW.plusSeconds(n);
            remembered = memory.with(remembered, signed("c" + n, "amina", at), at, n + 1, 1, null);
        }

        Instant first = NOW.plus(Signatory.LEEWAY).plusSeconds(60);
        assertThat(memory.roomFrom(remembered, "amina", NOW.plusSeconds(64))).isEqualTo(first);
        assertThat(memory.roomFrom(remembered, "bela", NOW.plusSeconds(64))).isNull();
        assertThat(memory.roomFrom(remembered, "amina", first.plusMillis(1))).isNull();
        assertThat(remembered).hasSize(CommandMemory.SIGNED_AT_ONCE);
    }

    private static Ask<String> ask(String commandId, String actor, SpecificRecord asked) {
        return new Ask<>(Subject.of("s1"), commandId, actor, asked, "");
    }

    private static Ask<String> signed(String commandId, String actor, Instant at) {
        return new Ask<>(
                Subject.of("s1"),
                commandId,
                actor,
                new ClaimTranslation(),
                "",
                new SignedCommand("0123456789abcdef", at, ByteBuffer.allocate(64)));
    }

    private static final Schema SMALL = new Schema.Parser().parse("""
            {"type": "record", "name": "Claim", "fields": [{"name": "language", "type": "string"}]}""");
    private static final Schema GROWN = new Schema.Parser().parse("""
            {"type": "record", "name": "Claim", "fields": [
              {"name": "language", "type": "string"},
              {"name": "note", "type": ["null", "string"], "default": null}]}""");

    /** A generated class as it is before or after its schema has grown. */
    private static final class VersionedClaim extends SpecificRecordBase {
        private final Schema schema;
        private final Object[] values;

        VersionedClaim(Schema schema) {
            this.schema = schema;
            this.values = new Object[schema.getFields().size()];
            values[0] = "fr";
        }

        @Override
        public Schema getSchema() {
            return schema;
        }

        @Override
        public Object get(int field) {
            return values[field];
        }

        @Override
        public void put(int field, Object value) {
            values[field] = value;
        }
    }
}
