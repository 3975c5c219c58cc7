package io.copyflow.launcher.chaos;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of memory under a process's folder, small enough to be filled to the last byte. Making one needs Linux and the
 * right to mount.
 */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /**
     * @param folder made where it is missing
     * @throws StageFailure with code {@code disk-not-made}
     */
    static SmallDisk under(Path folder, int mebibytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String said = run(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "copyflow-chaos", folder.toString()));
        if (!said.isEmpty()) {
            throw new StageFailure(
                    "disk-not-made",
                    "Expected a disk of memory to be mounted at " + folder + ", but: " + said
                            + ". Run it on Linux as a user who may mount, or leave out --full-disks.");
        }
        return new SmallDisk(folder);
    }

    /** Writes until nothing more goes in. */
    void fill() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // it is full, which is what was wanted; a last part of a block may still be free
            fillRest();
        }
    }

    private void fillRest() {
        byte[] byteByByte = new byte[1];
        try (OutputStream out = Files.newOutputStream(folder.resolve("filler-rest"))) {
            while (true) {
                out.write(byteByByte);
            }
        } catch (IOException e) {
            // full to the last byte
        }
    }

    /** Gives it all back. */
    void free() {
        try {
            Files.deleteIfExists(filler);
            Files.deleteIfExists(folder.resolve("filler-rest"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Closes it, and leaves what lies on it in its folder.
     *
     * @return why not, and then it stays mounted; empty when it was done
     */
    String keep() {
        free();
        Path copy = folder.resolveSibling(folder.getFileName() + "-kept");
        // a broker's files have many holes: as Java copies them they would fill a disk
        String said = run(List.of("cp", "-a", "--sparse=always", folder.toString(), copy.toString()));
        if (!said.isEmpty()) {
            return said;
        }
        close();
        try {
            Files.delete(folder);
            Files.move(copy, folder);
            return "";
        } catch (IOException e) {
            return "it lies in " + copy + ", as " + e;
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "-l", folder.toString()));
    }

    /** What the command said, and nothing where it did what it was to. */
    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said.strip().isEmpty() ? "it failed" : said.strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while a disk was made.", e);
        }
    }
}
