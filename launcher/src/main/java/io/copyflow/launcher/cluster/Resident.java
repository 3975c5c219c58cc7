package io.copyflow.launcher.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much memory a process has resident, as Linux tells it (proc(5), {@code status}). */
public final class Resident {

    private static final String MOST = "VmHWM:";
    private static final String OWN = "RssAnon:";
    private static final List<String> FILES = List.of("RssFile:", "RssShmem:");

    /**
     * What is resident now, in bytes.
     *
     * @param own memory that the process took for itself: it is in the way of others until it is given back
     * @param files pages of mapped files: they can be dropped and read again
     */
    public record Now(long own, long files) {

        public long all() {
            return own + files;
        }
    }

    private Resident() {}

    /** The most of this process so far, in bytes; 0 on other systems. */
    public static long mostBytes() {
        return mostBytes(ProcessHandle.current().pid());
    }

    /** The most of a process so far, in bytes; 0 where that cannot be told, on other systems and of one that ended. */
    public static long mostBytes(long pid) {
        return parse(status(pid));
    }

    /** What a process has now; null where that cannot be told, on other systems and of a process that ended. */
    public static @Nullable Now now(long pid) {
        return parseNow(status(pid));
    }

    private static List<String> status(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @param lines such as {@code RssAnon:   123456 kB}; a process that just ends has none */
    static @Nullable Now parseNow(List<String> lines) {
        Now now = new Now(
                bytes(lines, OWN),
                FILES.stream().mapToLong(name -> bytes(lines, name)).sum());
        return now.all() == 0 ? null : now;
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
