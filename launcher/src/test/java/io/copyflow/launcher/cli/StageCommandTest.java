package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StageCommandTest {

    @Test
    void aStageThatDoesNotExistIsAnErrorOfUsage() {
        assertThat(RootCommand.run("stage", "print-stage")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
