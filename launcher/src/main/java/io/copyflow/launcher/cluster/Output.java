package io.copyflow.launcher.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process says, in a file that is added to at each start. Any number of threads. */
final class Output {

    private static final int LINES_TOLD = 6;

    private final Path file;
    private volatile long before;

    Output(Path file) {
        this.file = file;
    }

    /** Whatever is there now was said before, by a process that is no more. */
    ProcessBuilder.Redirect begin() throws IOException {
        before = Files.exists(file) ? Files.size(file) : 0;
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** What it said since it was started last, in lines. */
    List<String> said() {
        long from = before;
        try (RandomAccessFile reading = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, reading.length() - from)];
            reading.seek(from);
            reading.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The last lines, on one, for a person. */
    String told() {
        List<String> lines = said();
        return lines.isEmpty()
                ? "It said nothing."
                : "It said: " + String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }
}
