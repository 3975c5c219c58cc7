package io.copyflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    sealed interface Command {
        record Push(int times) implements Command {}

        record Lock() implements Command {}
    }

    sealed interface Event {
        record Pushed() implements Event {}

        record Locked() implements Event {}
    }

    sealed interface Decision {
        record Accepted(List<Event> events) implements Decision {}

        record Refused(String code) implements Decision {}
    }

    record Door(int pushes, boolean locked) {
        static Decision decide(Door door, Command command) {
            if (door.locked()) {
                return new Decision.Refused("locked");
            }
            return new Decision.Accepted(
                    switch (command) {
                        case Command.Push(int times) -> Collections.<Event>nCopies(times, new Event.Pushed());
                        case Command.Lock() -> List.of(new Event.Locked());
                    });
        }

        Door evolve(Event event) {
            return switch (event) {
                case Event.Pushed() -> new Door(pushes + 1, locked);
                case Event.Locked() -> new Door(pushes, true);
            };
        }
    }

    private final Scenario<Door, Command, Decision, Event> door = Scenario.of(
            () -> new Door(0, false),
            Door::decide,
            Door::evolve,
            decision -> decision instanceof Decision.Accepted(var events) ? Optional.of(events) : Optional.empty(),
            decision -> decision instanceof Decision.Refused(var code) ? code : "");

    @Test
    void comparesEventsAndTheStateAfterThem() {
        door.given(new Event.Pushed())
                .when(new Command.Push(2))
                .then(new Event.Pushed(), new Event.Pushed())
                .thenState(state -> assertThat(state).isEqualTo(new Door(3, false)));
    }

    @Test
    void tellsNothingNewFromARefusal() {
        door.when(new Command.Push(0)).then();

        assertThatThrownBy(() ->
                        door.given(new Event.Locked()).when(new Command.Push(0)).then())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Refused[code=locked]");
    }

    @Test
    void comparesTheCodeOfARefusal() {
        var refused = door.given(new Event.Locked()).when(new Command.Lock());

        refused.thenRefused("locked");
        assertThatThrownBy(() -> refused.thenRefused("stuck"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("locked");
    }

    @Test
    void failsWhereARefusalWasExpectedButNotGiven() {
        assertThatThrownBy(() -> door.when(new Command.Lock()).thenRefused("locked"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Locked[]");
    }

    @Test
    void failsOnOtherEvents() {
        assertThatThrownBy(() -> door.when(new Command.Push(1)).then(new Event.Locked()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void keepsTheScenarioItStartedFrom() {
        var locked = door.given(new Event.Locked());

        door.when(new Command.Push(1)).then(new Event.Pushed());
        locked.when(new Command.Push(1)).thenRefused("locked");
    }
}
