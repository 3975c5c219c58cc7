package io.copyflow.publish.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One language of a story.
 *
 * @param text the newest text, unless it was released
 * @param waiting cleared and not yet released
 * @param held whether it was announced that the waiting one is held
 * @param live what is live
 * @param releaseSequence of the newest release or withdrawal; 0 before the first
 * @param firstReleasedAt when it was first released
 */
public record Version(
        @Nullable HeldText text,
        @Nullable Clearing waiting,
        boolean held,
        @Nullable Clearing live,
        long releaseSequence,
        @Nullable Instant firstReleasedAt) {

    /** Nothing is known of it. */
    static final Version NONE = new Version(null, null, false, null, 0, null);

    /** Whether it was live and was taken down. */
    public boolean isTakenDown() {
        return live == null && releaseSequence > 0;
    }

    boolean isLive(String hash) {
        return live != null && live.contentHash().equals(hash);
    }

    boolean isWaiting(String hash) {
        return waiting != null && waiting.contentHash().equals(hash);
    }

    Version with(@Nullable HeldText newest) {
        return new Version(newest, waiting, held, live, releaseSequence, firstReleasedAt);
    }

    Version waitingFor(@Nullable Clearing clearing) {
        return new Version(text, clearing, false, live, releaseSequence, firstReleasedAt);
    }

    Version announcedAsHeld() {
        return new Version(text, waiting, true, live, releaseSequence, firstReleasedAt);
    }

    Version released(Clearing clearing, long sequence, Instant at) {
        return new Version(null, null, false, clearing, sequence, firstReleasedAt == null ? at : firstReleasedAt);
    }

    Version takenDown(long sequence) {
        return new Version(text, waiting, held, null, sequence, firstReleasedAt);
    }
}
