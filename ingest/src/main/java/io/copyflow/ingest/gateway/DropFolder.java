package io.copyflow.ingest.gateway;

import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * Takes stories from a folder: each {@code *.json} file that has stopped growing is handed in and moved to {@code done/},
 * or to {@code failed/} with a {@code .reason.txt} beside it.
 *
 * <p>No file is lost or taken twice: one is moved only after it was answered, and a file whose move was prevented is the
 * same submission when it is read again, and so the same story. While no answer comes, a file stays where it is, and
 * those after it are handed in all the same: in the order of their names, each moved when its own answer comes.
 */
public final class DropFolder implements AutoCloseable {

    private static final String REASON = ".reason.txt";
    private static final int LONGEST_NAME = 255;

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    /** Files that wait for their answers at once; each is in memory meanwhile. */
    private static final int MOST_IN_HAND = 16;

    private static final Executor ANSWERED =
            task -> Thread.ofVirtual().name("drop-folder-answer").start(task);

    private final Path folder;
    private final StoryDesk desk;
    private final SubmissionFormats formats;
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
        this.desk = desk;
        this.formats = formats;
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
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> here = Files.newDirectoryStream(folder, "*.json")) {
            here.forEach(files::add);
        }
        seen.keySet().retainAll(files);
        unanswered.retainAll(files);
        Set<Path> again = Set.copyOf(unanswered);
        files.sort(Comparator.<Path, Boolean>comparing(again::contains).thenComparing(Comparator.naturalOrder()));
        for (Path file : files) {
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
            notTaken(file, e);
            return false;
        }
        inHand.add(file);
        handIn(file, stamp.size()).whenCompleteAsync((answer, failure) -> settle(file, answer, failure), ANSWERED);
        return true;
    }

    /** Whatever goes wrong is in what it gives: no file may end the watching of the others. */
    private CompletableFuture<StoryDesk.Answer> handIn(Path file, long size) {
        try {
            if (size > StoriesApi.MOST_BYTES) {
                throw new UnreadableInputException(
                        "body-too-large",
                        "Expected a file of at most " + StoriesApi.MOST_BYTES + " bytes, but it has " + size
                                + ". Split the story in two.");
            }
            SubmissionDraft draft = formats.read(Files.readAllBytes(file), null);
            Submission submission = Submission.of(draft, null, null, null, desk.wireDefaults());
            return desk.submit(submission).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** One file after the other, so that no two take one name in {@code done/}. */
    private synchronized void settle(Path file, StoryDesk.@Nullable Answer answer, @Nullable Throwable failure) {
        try {
            if (answer != null) {
                answered(file, answer);
            } else if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                failed(file, cause == null ? failure : cause);
            }
        } catch (NoSuchFileException e) {
            // somebody took it back
        } catch (IOException | RuntimeException e) {
            notTaken(file, e);
        } finally {
            inHand.remove(file);
            room.release();
        }
    }

    private void answered(Path file, StoryDesk.Answer answer) throws IOException {
        switch (answer) {
            case StoryDesk.Answer.Taken taken -> {
                move(file, "done");
                LOG.info("event=file_taken file={} story={}", Logfmt.value(file.getFileName()), taken.storyId());
            }
            case StoryDesk.Answer.Refused refused -> fail(file, refused.code(), refused.sentence());
        }
    }

    private void failed(Path file, Throwable failure) throws IOException {
        switch (failure) {
            case UnreadableInputException unreadable -> fail(file, unreadable.code(), unreadable.sentence());
            case IOException unread -> throw unread;
            // no fault of the file's
            case NoAnswerException _, TimeoutException _, StageFailure _ -> {
                unanswered.add(file);
                LOG.warn(
                        "event=no_answer file={} reason={} next=\"tried again soon\"",
                        Logfmt.value(file.getFileName()),
                        Logfmt.value(failure.getMessage()));
            }
            default ->
                fail(
                        file,
                        "internal-error",
                        "Expected ingest to read the file, but it failed: " + failure
                                + ". See its log, then drop the file again.");
        }
    }

    private static void notTaken(Path file, Exception e) {
        LOG.warn("event=file_not_taken file={} reason={}", Logfmt.value(file.getFileName()), Logfmt.value(e));
    }

    /** The reason is written first: a file in failed/ is never without one. */
    private void fail(Path file, String code, String sentence) throws IOException {
        Path failed = Files.createDirectories(folder.resolve("failed"));
        Path target = free(failed, file);
        Files.writeString(
                failed.resolve(reasonName(target.getFileName().toString())),
                code + "\n" + sentence + "\nCorrect the file, then put it back into " + folder.getFileName() + ".\n");
        moveTo(file, target);
        LOG.warn("event=file_refused file={} code={}", Logfmt.value(file.getFileName()), code);
    }

    private void move(Path file, String into) throws IOException {
        moveTo(file, free(Files.createDirectories(folder.resolve(into)), file));
    }

    private void moveTo(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(file, target);
        }
        seen.remove(file);
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
        String stem = name.substring(0, name.length() - ".json".length());
        Path target = in.resolve(name);
        for (int n = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
            target = in.resolve(stem + "." + n + ".json");
        }
        return target;
    }

    /** Stops watching. A file at hand is finished, or taken up again at the next start. */
    @Override
    public void close() {
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private record Seen(long size, FileTime modified) {}
}
