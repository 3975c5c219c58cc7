package io.copyflow.ingest.gateway;

import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a drop folder: which are to be read, where they go, and what is told of those that stay. Each thing is
 * told once for as long as it is so.
 */
final class DroppedFiles {

    private static final Set<String> ENDINGS = Set.of(
            "json", "ninjs", "xml", "nitf", "newsml", "rss", "atom", "html", "htm", "xhtml", "md", "markdown", "txt");
    private static final Set<String> OURS = Set.of("done", "failed");
    private static final String REASON = ".reason.txt";
    private static final int LONGEST_NAME = 255;

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    private final Path folder;
    private final Map<Path, String> told = new ConcurrentHashMap<>();
    /** Answered, but not moved yet. */
    private final Map<Path, Settled> settled = new ConcurrentHashMap<>();

    DroppedFiles(Path folder) {
        this.folder = folder;
    }

    /** What is gone may be told of anew when it comes again. */
    void forgetAllBut(Collection<Path> here) {
        told.keySet().retainAll(here);
        settled.keySet().retainAll(here);
    }

    /** Whether a file is to be read; of what stays for good it is told why. */
    boolean isForUs(Path file) {
        String name = file.getFileName().toString();
        if (Files.isSymbolicLink(file)) {
            tellLeft(file, "it is a link, and what it leads to may be outside the folder");
            return false;
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!OURS.contains(name)) {
                tellLeft(file, "it is a folder; only files in " + folder.getFileName() + " itself are read");
            }
            return false;
        }
        // what is being written under a passing name
        if (name.startsWith(".") || name.endsWith("~")) {
            return false;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean isKnown = name.indexOf('.') > 0 && ENDINGS.contains(ending) && !name.endsWith(REASON);
        if (!isKnown) {
            tellLeft(
                    file,
                    "its ending is none of "
                            + String.join(", ", ENDINGS.stream().sorted().toList()));
        }
        return isKnown;
    }

    /** Moves a file that was answered; one that cannot be moved is moved later, without being read again. */
    void settle(Path file, DropFolder.Seen stamp, DropOutcome outcome) {
        settled.put(file, new Settled(stamp, outcome));
        movesSettled(file, stamp);
    }

    /** Whether a file was answered as it is; tries again to move it then. */
    synchronized boolean movesSettled(Path file, DropFolder.Seen stamp) {
        Settled before = settled.get(file);
        if (before == null || !before.stamp.equals(stamp)) {
            return false;
        }
        try {
            String code = before.outcome.code();
            if (code == null) {
                moveTo(file, free(Files.createDirectories(folder.resolve("done")), file));
                LOG.info(
                        "event=file_taken file={} stories={}",
                        Logfmt.value(file.getFileName()),
                        before.outcome.stories().size() == 1
                                ? before.outcome.stories().getFirst()
                                : before.outcome.stories().size());
            } else {
                fail(file, code, before.outcome);
            }
            settled.remove(file);
            told.remove(file);
        } catch (NoSuchFileException e) {
            // somebody took it back
            settled.remove(file);
        } catch (IOException e) {
            tellNotTaken(file, e);
        }
        return true;
    }

    void tellNotTaken(Path file, Exception e) {
        tell(
                file,
                String.valueOf(e),
                () -> LOG.warn(
                        "event=file_not_taken file={} reason={}", Logfmt.value(file.getFileName()), Logfmt.value(e)));
    }

    private void tellLeft(Path file, String why) {
        tell(
                file,
                why,
                () -> LOG.warn(
                        "event=file_left file={} reason={}", Logfmt.value(file.getFileName()), Logfmt.value(why)));
    }

    private void tell(Path file, String what, Runnable line) {
        if (!what.equals(told.put(file, what))) {
            line.run();
        }
    }

    /** The reason is written first: a file in failed/ is never without one. */
    private void fail(Path file, String code, DropOutcome outcome) throws IOException {
        Path failed = Files.createDirectories(folder.resolve("failed"));
        Path target = free(failed, file);
        Files.writeString(
                failed.resolve(reasonName(target.getFileName().toString())),
                code + "\n" + String.join("\n", outcome.reason()) + "\nCorrect the file, then put it back into "
                        + folder.getFileName() + ".\n");
        moveTo(file, target);
        LOG.warn("event=file_refused file={} code={}", Logfmt.value(file.getFileName()), code);
    }

    private static void moveTo(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(file, target);
        }
    }

    /** Most systems take no name of more than 255 bytes. */
    private static String reasonName(String name) {
        String kept = name;
        while (kept.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - REASON.length()) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + REASON;
    }

    /** A name that is not taken there: {@code a.json}, else {@code a.2.json}, {@code a.3.json} … */
    private static Path free(Path in, Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        Path target = in.resolve(name);
        for (int n = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
            target = in.resolve(name.substring(0, dot) + "." + n + name.substring(dot));
        }
        return target;
    }

    private record Settled(DropFolder.Seen stamp, DropOutcome outcome) {}
}
