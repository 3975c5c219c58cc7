package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    private Path folder;

    @Test
    void one_that_can_be_written_is_left_as_it_was() throws IOException {
        assertThat(TemporaryFolder.fault(folder.toString())).isNull();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void one_that_is_not_there_is_named_with_what_to_do() {
        String none = folder.resolve("none").toString();

        assertThat(TemporaryFolder.fault(none)).satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("temp-dir-unusable");
            assertThat(fault)
                    .hasMessageContaining(none)
                    .hasMessageContaining("There is no such folder.")
                    .hasMessageContaining("COPYFLOW_JAVA_OPTS=-Djava.io.tmpdir=");
        });
    }
}
