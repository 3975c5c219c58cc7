package io.copyflow.publish.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One language of a story.
 *
 * @param text the newest text, unless it was released
 * @param textNumber of the newest fact noted of its text: of the source the revision, of a translation the number
 *     translate-stage gave it; 0 for none
 * @param waiting cleared and not yet released
 * @param held whether it was announced that the waiting one is held
 * @param reviewNumber of the newest fact noted of its review, the number review-stage gave it; 0 for none
 * @param live what is live
 * @param releaseSequence of the newest release or withdrawal; 0 before the first
 * @param firstReleasedAt when it was first released
 * @param takenDown hash of what was taken down last; null when nothing was
 */
public record Version(
        @Nullable HeldText text,
        long textNumber,
        @Nullable Clearing waiting,
        boolean held,
        long reviewNumber,
        @Nullable Clearing live,
        long releaseSequence,
        @Nullable Instant firstReleasedAt,
        @Nullable String takenDown) {

    /** Nothing is known of it. */
    static final Version NONE = new Version(null, 0, null, false, 0, null, 0, null, null);

    /** Whether it was live and was taken down. */
    boolean isTakenDown() {
        return live == null && releaseSequence > 0;
    }

    boolean isLive(String hash) {
        return live != null && live.contentHash().equals(hash);
    }

    /** The same with another text, or none, ready. */
    Version withText(@Nullable HeldText newest, long number) {
        return new Version(
                newest, number, waiting, held, reviewNumber, live, releaseSequence, firstReleasedAt, takenDown);
    }

    /** The same with another clearing, or none, waiting. */
    Version waitingFor(@Nullable Clearing clearing, long number) {
        return new Version(
                text, textNumber, clearing, false, number, live, releaseSequence, firstReleasedAt, takenDown);
    }

    Version announcedAsHeld() {
        return new Version(
                text, textNumber, waiting, true, reviewNumber, live, releaseSequence, firstReleasedAt, takenDown);
    }

    Version released(Clearing clearing, long sequence, Instant at) {
        return new Version(
                null,
                textNumber,
                null,
                false,
                reviewNumber,
                clearing,
                sequence,
                firstReleasedAt == null ? at : firstReleasedAt,
                takenDown);
    }

    Version takenDown(String hash, long sequence) {
        return new Version(text, textNumber, waiting, held, reviewNumber, null, sequence, firstReleasedAt, hash);
    }

    /** Nothing more is to be released of it. */
    Version dropped() {
        return new Version(
                null, textNumber, null, false, reviewNumber, live, releaseSequence, firstReleasedAt, takenDown);
    }
}
