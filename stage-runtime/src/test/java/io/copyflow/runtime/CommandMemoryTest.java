package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.state.RememberedCommand;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import java.util.List;
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
}
