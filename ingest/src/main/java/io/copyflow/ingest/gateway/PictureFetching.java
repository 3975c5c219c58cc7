package io.copyflow.ingest.gateway;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.ItemStatus;
import io.copyflow.runtime.UnreadableInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Fetches the pictures of wire items and documents, several at once, and puts them between the blocks of their texts. One
 * that cannot be had, or lacks what it must have, is left out and noted, with its caption and credit: a wire's text does
 * not wait for its pictures. Where the newsroom wants none without, the item is refused instead. For many threads.
 */
final class PictureFetching {

    private static final int MOST_OF_AN_ITEM = 50;
    private static final int MOST_ADDRESSES = 3;
    private static final int AT_ONCE = 8;

    /** What is smaller, one way or the other, is an ornament or counts readers. */
    private static final int SMALLEST = 50;

    /** Of what a later try may have. */
    private static final Set<String> PASSING = Set.of("media-fetch-failed", "media-unavailable");

    private final PictureBlocks pictures;
    private final boolean refuse;
    private final Duration patience;

    /**
     * @param refuse whether an item is refused for a picture that cannot be had
     * @param patience for all pictures that come together
     */
    PictureFetching(PictureBlocks pictures, boolean refuse, Duration patience) {
        this.pictures = pictures;
        this.refuse = refuse;
        this.patience = patience;
    }

    /** Whether a later try may go better. */
    static boolean mayPass(String code) {
        return PASSING.contains(code);
    }

    /**
     * The items, with their pictures in them.
     *
     * @param right whoever lacks it has nothing fetched, and is refused
     * @throws InterruptedException when this process ends meanwhile; nothing may be handed in then
     */
    List<ReadItem> whole(List<ReadItem> items, HandingRight right) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Semaphore room = new Semaphore(AT_ONCE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Coming> coming = items.stream()
                    .map(item -> coming(permitted(item, right), room, threads))
                    .toList();
            List<ReadItem> whole = new ArrayList<>();
            for (Coming each : coming) {
                whole.add(
                        each.item instanceof ReadItem.Draft(SubmissionDraft draft)
                                ? whole(draft, each.media, end)
                                : each.item);
            }
            return whole;
        } finally {
            // what is too late is not waited for
            threads.shutdownNow();
        }
    }

    private static ReadItem permitted(ReadItem item, HandingRight right) {
        if (item instanceof ReadItem.Draft(SubmissionDraft draft)
                && isForUse(draft)
                && !draft.pictures().isEmpty()) {
            Refusal refusal = right.refusal(draft.author());
            if (refusal != null) {
                return new ReadItem.Unreadable(draft.clientId(), refusal.code(), refusal.sentence());
            }
        }
        return item;
    }

    private record Coming(ReadItem item, List<Future<MediaReference>> media) {}

    private Coming coming(ReadItem item, Semaphore room, ExecutorService threads) {
        List<Future<MediaReference>> media = new ArrayList<>();
        if (item instanceof ReadItem.Draft(SubmissionDraft draft) && isForUse(draft)) {
            draft.pictures().stream()
                    .limit(MOST_OF_AN_ITEM)
                    .forEach(picture -> media.add(threads.submit(() -> fetched(picture, room))));
        }
        return new Coming(item, media);
    }

    private static boolean isForUse(SubmissionDraft draft) {
        return draft.sourceItem() == null || draft.sourceItem().status() != ItemStatus.CANCELED;
    }

    private MediaReference fetched(WantedPicture picture, Semaphore room) throws InterruptedException {
        UnreadableInputException best = null;
        for (String address : picture.addresses().stream().limit(MOST_ADDRESSES).toList()) {
            room.acquire();
            try {
                return requireLarge(pictures.fetched(address));
            } catch (UnreadableInputException e) {
                best = best == null ? e : best;
            } finally {
                room.release();
            }
        }
        throw best != null
                ? best
                : new UnreadableInputException(
                        "media-not-named",
                        "Expected an address with a type that is taken, but there is none. Add one.");
    }

    private static MediaReference requireLarge(MediaReference media) {
        Integer width = media.width();
        Integer height = media.height();
        if (!media.isVideo() && width != null && height != null && Math.min(width, height) < SMALLEST) {
            throw new UnreadableInputException(
                    "media-too-small",
                    "Expected a picture of at least " + SMALLEST + " × " + SMALLEST + " pixels, but it has " + width
                            + " × " + height + ", as ornaments have. Name a larger one.");
        }
        return media;
    }

    private ReadItem whole(SubmissionDraft draft, List<Future<MediaReference>> media, long end)
            throws InterruptedException {
        if (draft.pictures().isEmpty() || !isForUse(draft)) {
            return new ReadItem.Draft(draft.with(draft.blocks(), draft.notes()));
        }
        Notes notes = new Notes();
        List<Block> blocks = new ArrayList<>();
        int next = 0;
        for (int at = 0; at <= draft.blocks().size(); at++) {
            for (; next < media.size() && draft.pictures().get(next).at() <= at; next++) {
                WantedPicture picture = draft.pictures().get(next);
                try {
                    blocks.addAll(pictures.blocks(
                            came(media.get(next), end),
                            picture.alternativeText(),
                            picture.caption(),
                            picture.credit(),
                            picture.path(),
                            notes));
                } catch (UnreadableInputException e) {
                    if (refuse) {
                        return ReadItem.Unreadable.of(draft.clientId(), e);
                    }
                    notes.add("Left out " + picture.path() + ": " + e.sentence().replaceFirst("\\.$", ""));
                }
            }
            if (at < draft.blocks().size()) {
                blocks.add(draft.blocks().get(at));
            }
        }
        if (draft.pictures().size() > media.size()) {
            notes.add("Left out the pictures after the " + media.size() + "th");
        }
        return new ReadItem.Draft(draft.with(
                blocks,
                Stream.concat(draft.notes().stream(), notes.all().stream())
                        .limit(Notes.MOST)
                        .toList()));
    }

    private MediaReference came(Future<MediaReference> media, long end) throws InterruptedException {
        try {
            return media.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnreadableInputException(
                    "media-fetch-failed",
                    "Expected it within " + patience.toSeconds() + " s, but it was not there by then. Send it again"
                            + " later.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
