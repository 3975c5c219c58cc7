package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing could be looked at is no fault: docs/reference/proof.md, exit codes. */
class VerifyCommandTest {

    @Test
    void r26_a_bundle_that_is_not_there_or_is_none_is_no_fault_of_the_log(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no bundle");

        assertThat(RootCommand.run(
                        "verify", "--export", folder.resolve("none.zip").toString()))
                .isEqualTo(RootCommand.UNREADABLE);
        assertThat(RootCommand.run("verify", "--export", text.toString())).isEqualTo(RootCommand.UNREADABLE);
        assertThat(RootCommand.run("verify", "--export", folder.toString())).isEqualTo(RootCommand.UNREADABLE);
        assertThat(RootCommand.run("verify", "--export", text.toString(), "--from-topics"))
                .isEqualTo(2);
    }
}
