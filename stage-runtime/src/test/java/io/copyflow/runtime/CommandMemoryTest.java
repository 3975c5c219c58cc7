package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.state.RememberedCommand;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class CommandMemoryTest {

    private static final int BOUND = 3;

    private final CommandMemory memory = new CommandMemory(BOUND);

    @Test
    void an_accepted_command_is_found_with_its_events() {
        List<RememberedCommand> remembered = memory.with(List.of(), "c1", "amina", new ClaimTranslation(), 7, 2, null);

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
                "c1",
                "amina",
                new ClaimTranslation(),
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
            remembered = memory.with(remembered, "c" + n, "amina", new ClaimTranslation(), n, 1, null);
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
            remembered = memory.with(remembered, "c" + n, "amina", new ClaimTranslation(), n, 1, null);
        }

        assertThat(new CommandMemory(1).with(remembered, "c9", "amina", new ClaimTranslation(), 9, 1, null))
                .extracting(RememberedCommand::getFirstEvent)
                .containsExactly(9L);
    }

    @Test
    void the_same_is_told_from_something_else_and_from_somebody_else() {
        RememberedCommand claim = memory.with(List.of(), "c1", "amina", new ClaimTranslation(), 1, 1, null)
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
        RememberedCommand claim =
                memory.with(List.of(), "c1", "amina", small, 1, 1, null).getFirst();

        assertThat(memory.askedTheSame(claim, "amina", grown)).isTrue();
        grown.put(1, "why");
        assertThat(memory.askedTheSame(claim, "amina", grown)).isFalse();
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
