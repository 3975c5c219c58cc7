package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.runtime.StageFailure;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CommandSenderTest {

    @Test
    void aCommandThatWasNotTakenIsToldToWhoWaitsForWhatComesOfIt() {
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:9", "max.block.ms", 1);
        try (CommandSender commands = new CommandSender(nobody, new SchemaCatalogue(), Clock.systemUTC())) {
            commands.demandTaken();

            commands.send("topic", "story", "command", "SubmitStory", new byte[0]);

            assertThatThrownBy(commands::demandTaken)
                    .isInstanceOfSatisfying(
                            StageFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("bench-stalled"))
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }
}
