package io.copyflow.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory a process has, and has had, resident. */
final class Resident {

    private static final String MOST = "VmHWM:";
    private static final String NOW = "VmRSS:";

    /**
     * In bytes; 0 where the system does not tell.
     *
     * @param now what is resident
     * @param most the most that ever was
     */
    record Bytes(long now, long most) {}

    private Resident() {}

    /** This process', as Linux tells it (proc(5), VmRSS and VmHWM). */
    static Bytes bytes() {
        return of("self");
    }

    /** Another process' of the same user. */
    static Bytes of(long pid) {
        return of(Long.toString(pid));
    }

    private static Bytes of(String process) {
        Path status = Path.of("/proc", process, "status");
        if (!Files.isReadable(status)) {
            return new Bytes(0, 0);
        }
        try {
            return parse(Files.readAllLines(status));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines such as {@code VmHWM:   123456 kB} */
    static Bytes parse(List<String> lines) {
        return new Bytes(bytes(lines, NOW), bytes(lines, MOST));
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
