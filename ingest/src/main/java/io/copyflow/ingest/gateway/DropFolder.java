package io.copyflow.ingest.gateway;

import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes stories from a folder: each file of a known format that has stopped growing is handed in and moved to
 * {@code done/}, or to {@code failed/} with a {@code .reason.txt} beside it.
 *
 * <p>No file is lost or taken twice: one is moved only after it was answered, and a file whose move was prevented is the
 * same submission when it is read again, and so the same story. While no answer comes, a file stays where it is, and
 * those after it are handed in all the same: in the order of their names, each moved when its own answer comes.
 */
public final class DropFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    /** Files that wait for their answers at once; each is in memory meanwhile. */
    private static final int MOST_IN_HAND = 16;

    private static final Executor ANSWERED =
            task -> Thread.ofVirtual().name("drop-folder-answer").start(task);

    private final Path folder;
    private final Intake intake;
    private final DroppedFiles files;
    private final Duration pause;
    private final Duration patience;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
    private final Set<Path> inHand = ConcurrentHashMap.newKeySet();
    private final Set<Path> unanswered = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_IN_HAND);
    private @Nullable Thread watcher;

    /**
     * @param folder where files are dropped; made when it is missing
     * @param pause between two looks; a file must be unchanged for one
     * @param patience how long to wait for an answer
     */
    public DropFolder(Path folder, StoryDesk desk, SubmissionFormats formats, Duration pause, Duration patience) {
        this.folder = folder;
        this.intake = new Intake(formats, desk);
        this.files = new DroppedFiles(folder);
        this.pause = pause;
        this.patience = patience;
    }

    /** Starts watching. */
    public void start() {
        watcher = Thread.ofVirtual().name("drop-folder").start(this::watch);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
                Thread.sleep(pause);
            } catch (IOException | RuntimeException e) {
                LOG.warn("event=drop_folder_unusable folder={}", Logfmt.value(folder), e);
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException interrupted) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Looks once: files unchanged since the last look are handed in. Their answers come later. */
    void look() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<Path> here = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(here::add);
        }
        files.forgetAllBut(here);
        here.removeIf(file -> !files.isForUs(file));
        seen.keySet().retainAll(here);
        unanswered.retainAll(here);
        Set<Path> again = Set.copyOf(unanswered);
        here.sort(Comparator.<Path, Boolean>comparing(again::contains).thenComparing(Comparator.naturalOrder()));
        for (Path file : here) {
            if (!inHand.contains(file) && hasRoom(again.contains(file)) && !takesInHand(file)) {
                room.release();
            }
        }
    }

    /** Waits for room, but not for a file that had no answer before: others may have come meanwhile. */
    private boolean hasRoom(boolean again) throws InterruptedException {
        if (again) {
            return room.tryAcquire();
        }
        room.acquire();
        return true;
    }

    /** Hands a file in that has stopped growing; false when it has not. */
    private boolean takesInHand(Path file) {
        Seen stamp;
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            stamp = new Seen(now.size(), now.lastModifiedTime());
            if (!now.isRegularFile() || !stamp.equals(seen.put(file, stamp))) {
                return false;
            }
        } catch (NoSuchFileException e) {
            // somebody took it back
            return false;
        } catch (IOException e) {
            files.tellNotTaken(file, e);
            return false;
        }
        if (files.movesSettled(file, stamp)) {
            return false;
        }
        inHand.add(file);
        handIn(file, stamp.size())
                .whenCompleteAsync((answer, failure) -> settle(file, stamp, answer, failure), ANSWERED);
        return true;
    }

    /** Whatever goes wrong is in what it gives: no file may end the watching of the others. */
    private CompletableFuture<DropOutcome> handIn(Path file, long size) {
        try {
            if (size > StoriesApi.MOST_BYTES) {
                throw new UnreadableInputException(
                        "body-too-large",
                        "Expected a file of at most " + StoriesApi.MOST_BYTES + " bytes, but it has " + size
                                + ". Split the story in two.");
            }
            String name = file.getFileName().toString();
            List<Intake.HandedIn> items =
                    intake.handIn(Incoming.file(Files.readAllBytes(file), name), null, null, null);
            return CompletableFuture.allOf(
                            items.stream().map(Intake.HandedIn::answer).toArray(CompletableFuture[]::new))
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(all -> DropOutcome.of(items));
        } catch (IOException | RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** One file after the other, so that no two take one name in {@code done/}. */
    private synchronized void settle(
            Path file, Seen stamp, @Nullable DropOutcome outcome, @Nullable Throwable failure) {
        try {
            DropOutcome settled = outcome != null ? outcome : failed(file, failure);
            if (settled != null) {
                files.settle(file, stamp, settled);
                seen.remove(file);
            }
        } catch (IOException | RuntimeException e) {
            files.tellNotTaken(file, e);
        } finally {
            inHand.remove(file);
            room.release();
        }
    }

    /** What a failure means for the file; null when it is no fault of the file's, which stays. */
    private @Nullable DropOutcome failed(Path file, @Nullable Throwable failure) throws IOException {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case UnreadableInputException unreadable -> DropOutcome.failed(unreadable.code(), unreadable.sentence());
            case NoSuchFileException _ -> null; // somebody took it back
            case IOException unread -> throw unread;
            case NoAnswerException silent -> unanswered(file, silent);
            case TimeoutException silent -> unanswered(file, silent);
            case StageFailure silent -> unanswered(file, silent);
            case null, default ->
                DropOutcome.failed(
                        "internal-error",
                        "Expected ingest to read the file, but it failed: " + cause
                                + ". See its log, then drop the file again.");
        };
    }

    private @Nullable DropOutcome unanswered(Path file, Exception silent) {
        unanswered.add(file);
        LOG.warn(
                "event=no_answer file={} reason={} next=\"tried again soon\"",
                Logfmt.value(file.getFileName()),
                Logfmt.value(String.valueOf(silent.getMessage())));
        return null;
    }

    /** Stops watching. A file at hand is finished, or taken up again at the next start. */
    @Override
    public void close() {
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** How a file looked when it was read. */
    record Seen(long size, FileTime modified) {}
}
