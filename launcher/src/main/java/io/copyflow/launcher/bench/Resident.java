package io.copyflow.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory this process has had resident. */
final class Resident {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MOST = "VmHWM:";

    private Resident() {}

    /** The most so far, in bytes, as Linux tells it (proc(5), VmHWM); 0 on other systems. */
    static long mostBytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return parse(Files.readAllLines(STATUS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines such as {@code VmHWM:   123456 kB} */
    static long parse(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(MOST))
                .map(line -> line.substring(MOST.length()).strip().split(" ", 2)[0])
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findFirst()
                .orElse(0);
    }
}
