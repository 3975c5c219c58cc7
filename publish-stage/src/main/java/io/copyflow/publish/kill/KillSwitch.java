package io.copyflow.publish.kill;

import io.copyflow.catalogue.Topics;
import io.copyflow.publish.kill.domain.KillCommand;
import io.copyflow.publish.kill.domain.KillDecider;
import io.copyflow.publish.kill.domain.KillEvent;
import io.copyflow.publish.kill.domain.Switch;
import io.copyflow.publish.kill.wire.KillWire;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.state.KillState;
import java.util.List;

/** The kill switch. It reads nothing but kill commands, so that no backlog of anything else is before them. */
public final class KillSwitch {

    private KillSwitch() {}

    public static Stage<Switch, KillCommand, KillEvent> stage() {
        return new Stage<>(
                Topics.KILL_SWITCH,
                "kill",
                List.of(Topics.KILL_COMMANDS),
                List.of(Topics.KILLS),
                new KillDecider(),
                new KillWire(),
                KillState.class,
                List.of());
    }
}
