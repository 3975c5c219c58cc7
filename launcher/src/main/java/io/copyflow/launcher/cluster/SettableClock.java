package io.copyflow.launcher.cluster;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clock of a process, which can be set while it runs, by libfaketime: what it takes for the time of day, not how it
 * measures how long something takes. Source: https://github.com/wolfcw/libfaketime.
 *
 * @param library that is loaded into the process
 * @param file that says how far its clock is ahead
 */
record SettableClock(Path library, Path file) {

    private static final String NAME = "libfaketimeMT.so.1";
    private static final List<Path> PLACES =
            Stream.of("/usr/lib", "/usr/lib64", "/usr/local/lib").map(Path::of).toList();

    /** @throws StageFailure with code {@code faketime-missing} when libfaketime is nowhere where systems have it */
    static Path findLibrary() {
        return findLibrary(PLACES);
    }

    static Path findLibrary(List<Path> places) {
        return places.stream()
                .flatMap(SettableClock::in)
                .findFirst()
                .orElseThrow(() -> new StageFailure(
                        "faketime-missing",
                        "Expected libfaketime (" + NAME + ") in " + places
                                + " to set the clocks of processes with, but it is not there. Install it on Linux, which"
                                + " is the package faketime on Debian and Ubuntu, or leave out --clock-jumps."));
    }

    /** Beside the system's libraries, or in the folder of its architecture. */
    private static Stream<Path> in(Path place) {
        try (Stream<Path> inside = Files.isDirectory(place) ? Files.list(place) : Stream.empty()) {
            return Stream.concat(
                    Stream.of(place), inside.filter(Files::isDirectory).sorted())
                    .map(folder -> folder.resolve("faketime").resolve(NAME))
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** What the process is started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                // a JVM waits by this clock, which is to go on as it does; with the library's fix it would not wait at
                // all
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Within a second the process takes the time for that much later, or earlier where it is negative. */
    void ahead(Duration howMuch) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(next, String.format(Locale.ROOT, "%+.3f%n", howMuch.toMillis() / 1e3));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
