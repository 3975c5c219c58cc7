package io.copyflow.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettableClockTest {

    @TempDir
    Path folder;

    @Test
    void theLibraryIsFoundInTheFolderOfAnArchitecture() throws IOException {
        Path library = folder.resolve("lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
        Files.createDirectories(library.getParent());
        Files.createFile(library);

        assertThat(SettableClock.findLibrary(List.of(folder.resolve("nowhere"), folder.resolve("lib"))))
                .isEqualTo(library);
    }

    @Test
    void withoutTheLibraryItIsSaidHowToGetIt() {
        StageFailure refused =
                catchThrowableOfType(StageFailure.class, () -> SettableClock.findLibrary(List.of(folder)));

        assertThat(refused.code()).isEqualTo("faketime-missing");
        assertThat(refused).hasMessageContaining("the package faketime on Debian");
    }

    @Test
    void aClockIsSetAheadAndBehind() throws IOException {
        SettableClock clock = new SettableClock(folder.resolve("library"), folder.resolve("clocks/broker-1"));

        clock.ahead(Duration.ofMillis(12_500));
        assertThat(clock.file()).hasContent("+12.500");
        clock.ahead(Duration.ofSeconds(-40));
        assertThat(clock.file()).hasContent("-40.000");
        clock.ahead(Duration.ZERO);
        assertThat(clock.file()).hasContent("+0.000");
    }
}
