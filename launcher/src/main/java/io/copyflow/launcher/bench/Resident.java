package io.copyflow.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much memory a process has resident, as Linux tells it (proc(5), {@code status}). */
final class Resident {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MOST = "VmHWM:";
    private static final String ALL = "VmRSS:";
    private static final List<String> FILES = List.of("RssFile:", "RssShmem:");

    /**
     * What is resident now, in bytes.
     *
     * @param files of it, pages of mapped files: they can be dropped and read again
     */
    record Now(long all, long files) {}

    private Resident() {}

    /** The most of this process so far, in bytes; 0 on other systems. */
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

    /** What a process has now; null where that cannot be told, on other systems and of a process that ended. */
    static @Nullable Now now(long pid) {
        try {
            return parseNow(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) {
            return null;
        }
    }

    /** @param lines such as {@code VmRSS:   123456 kB}; a process that just ends has none */
    static @Nullable Now parseNow(List<String> lines) {
        long all = bytes(lines, ALL);
        return all == 0
                ? null
                : new Now(
                        all,
                        FILES.stream().mapToLong(name -> bytes(lines, name)).sum());
    }

    /** @param lines such as {@code VmHWM:   123456 kB} */
    static long parse(List<String> lines) {
        return bytes(lines, MOST);
    }

    private static long bytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split(" ", 2)[0])
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findFirst()
                .orElse(0);
    }
}
