package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passed over where disks cannot be mounted. */
class SmallDiskTest {

    @TempDir
    Path folder;

    private SmallDisk mounted(Path under) {
        try {
            return SmallDisk.under(under, 1);
        } catch (StageFailure e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    private boolean isMounted(Path under) throws IOException {
        return Files.readString(Path.of("/proc/mounts")).contains(" " + under + " ");
    }

    @Test
    void whatLiesOnOneIsInItsFolderOnceItIsKept() throws IOException {
        Path under = folder.resolve("broker-1");
        SmallDisk disk = mounted(under);
        Files.createDirectories(under.resolve("topic-0"));
        Files.writeString(under.resolve("topic-0").resolve("0.log"), "a record");
        disk.fill();

        assertThat(disk.keep()).isEmpty();

        assertThat(isMounted(under)).isFalse();
        assertThat(under.resolve("topic-0").resolve("0.log")).hasContent("a record");
        assertThat(under)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("filler"));
        assertThat(folder).isDirectoryNotContaining("glob:**-kept");
    }

    @Test
    void nothingOfItIsLeftOnceItIsClosed() throws IOException {
        Path under = folder.resolve("broker-1");
        SmallDisk disk = mounted(under);
        Files.writeString(under.resolve("0.log"), "a record");

        disk.close();

        assertThat(isMounted(under)).isFalse();
        assertThat(under).isEmptyDirectory();
    }
}
