package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RootCommandTest {

    private final RootCommand root = new RootCommand();
    private final CommandLine line = new CommandLine(root);

    @Test
    void ofAKafkaThatACommandStartedForItselfNoAddressIsTold() {
        CommandLine bench = line.getSubcommands().get("bench");

        assertThat(root.kafkaTold(bench.getSubcommands().get("next-task"), "too slow"))
                .startsWith("The Kafka that 'copyflow bench next-task' started for itself does not answer")
                .contains("too slow")
                .doesNotContain("127.0.0.1", "copyflow up");
        assertThat(root.kafkaTold(line.getSubcommands().get("chaos"), "too slow"))
                .startsWith("The Kafka that 'copyflow chaos' started for itself");
    }

    @Test
    void ofAnyOtherItsAddressIs() {
        assertThat(root.kafkaTold(line.getSubcommands().get("stories"), "too slow"))
                .startsWith("Kafka at 127.0.0.1:19092 does not answer as it should: too slow")
                .contains("./copyflow up");
    }
}
