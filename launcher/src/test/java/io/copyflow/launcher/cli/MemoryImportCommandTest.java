package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.runtime.StageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryImportCommandTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_is_refused_with_what_to_do() throws Exception {
        StageFailure refused = catchThrowableOfType(StageFailure.class, () -> MemoryImportCommand.requireFile(folder));

        assertThat(refused.code()).isEqualTo("file-unreadable");
        assertThat(refused)
                .hasMessage("Expected a TMX file, but " + folder
                        + " is a folder, a pipe or a device. Name a file, saved on a disk.");
        assertThatCode(() -> MemoryImportCommand.requireFile(Files.createFile(folder.resolve("a.tmx"))))
                .doesNotThrowAnyException();
    }
}
