package io.copyflow.desk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One language's version as it stands now.
 *
 * @param standing where it stands
 * @param since when it came to stand there
 * @param sourceRevision the source revision it rests on, or is to rest on; 0 when not known yet
 * @param texts all that were handed in, oldest first
 * @param arrivedAt when its translation was put into the queue, or came back to it; when it came to stand there otherwise
 * @param holder id of the translator who holds it; null when nobody does
 * @param leaseUntil when the claim runs out; null when nobody holds it
 * @param deadline when its translation is due; null without one
 * @param review of the newest text it was asked for; null while it was not
 * @param clearedHash of the text that was cleared last; null when none was
 * @param live what readers see now; null when nothing
 * @param receipts what channels did with its releases, oldest first
 */
public record VersionFile(
        String language,
        boolean isSource,
        Standing standing,
        Instant since,
        int sourceRevision,
        List<VersionText> texts,
        Instant arrivedAt,
        @Nullable String holder,
        @Nullable Instant leaseUntil,
        @Nullable Instant deadline,
        @Nullable ReviewFile review,
        @Nullable String clearedHash,
        @Nullable Release live,
        List<Receipt> receipts) {

    /** A release that readers see. */
    public record Release(long sequence, String contentHash, int sourceRevision, Instant at) {}

    /** What a channel did with a release. */
    public record Receipt(
            String channel,
            long sequence,
            String outcome,
            @Nullable String reference,
            Instant at) {}

    public VersionFile {
        texts = List.copyOf(texts);
        receipts = List.copyOf(receipts);
    }

    VersionFile withoutWords() {
        return new VersionFile(
                language,
                isSource,
                standing,
                since,
                sourceRevision,
                texts.stream().map(VersionText::withoutWords).toList(),
                arrivedAt,
                holder,
                leaseUntil,
                deadline,
                review == null ? null : review.withoutWords(),
                clearedHash,
                live,
                receipts);
    }

    /** The newest text; null while there is none. */
    public @Nullable VersionText text() {
        return texts.isEmpty() ? null : texts.getLast();
    }

    /** The newest text of that hash; null when there is none. */
    public @Nullable VersionText text(@Nullable String hash) {
        return texts.reversed().stream()
                .filter(text -> text.contentHash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    /** When its translation is due, while it is not handed in; else null. */
    public @Nullable Instant due() {
        return standing.isTranslators() ? deadline : null;
    }

    public boolean isLate(Instant now) {
        Instant due = due();
        return due != null && due.isBefore(now);
    }

    /** Whether readers see an older text than the newest. */
    public boolean isLiveBefore() {
        return live != null && standing != Standing.LIVE;
    }

    /** What a reviewer compares with: what readers see, else what was cleared last, else the text before. */
    public @Nullable VersionText baseline() {
        VersionText now = text();
        VersionText before = live == null ? null : text(live.contentHash());
        if (before == null) {
            before = text(clearedHash);
        }
        if (before == null && texts.size() > 1) {
            before = texts.get(texts.size() - 2);
        }
        return now == null || before == null || before.contentHash().equals(now.contentHash()) ? null : before;
    }
}
