package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One language of a story.
 *
 * @param text the newest text, unless it was released
 * @param textNumber of the newest fact noted of its text: of the source the revision, of a translation the number
 *     translate-stage gave it; 0 for none
 * @param cancelled whether its translation is not wanted any more
 * @param waiting cleared and not yet released
 * @param hold what it was last said that it waits for; null when nothing was said of what waits now
 * @param reviewNumber of the newest fact noted of its review, the number review-stage gave it; 0 for none
 * @param live what is live
 * @param withdrawn what was live when it was withheld or taken down; null when something is live
 * @param kept whether the text of what is live or was withdrawn is kept, to be released again
 * @param voided whether what is live or was withdrawn is not cleared any more
 * @param releaseSequence of the newest release or withdrawal; 0 before the first
 * @param firstReleasedAt when it was first released
 * @param takenDown hash of what was taken down last; null when nothing was, or it was restored
 * @param scheduledFor before when its next release does not happen; null for no such time
 * @param correction the newest correction that came while it was out; null for none
 */
public record Version(
        @Nullable HeldText text,
        long textNumber,
        boolean cancelled,
        @Nullable Clearing waiting,
        @Nullable Hold hold,
        long reviewNumber,
        @Nullable Clearing live,
        @Nullable Clearing withdrawn,
        boolean kept,
        boolean voided,
        long releaseSequence,
        @Nullable Instant firstReleasedAt,
        @Nullable String takenDown,
        @Nullable Instant scheduledFor,
        @Nullable Correction correction) {

    /** Nothing is known of it. */
    public static final Version NONE =
            new Version(null, 0, false, null, null, 0, null, null, false, false, 0, null, null, null, null);

    /** Whether it was live and is not now. */
    boolean isDown() {
        return live == null && releaseSequence > 0;
    }

    boolean isLive(String hash) {
        return live != null && live.contentHash().equals(hash);
    }

    /** What readers saw last; null before the first release. */
    public @Nullable Clearing lastReleased() {
        return live != null ? live : withdrawn;
    }

    /** Whether readers saw this text last, so that it lies on the shelf already. */
    public boolean lastReleased(String hash) {
        Clearing last = lastReleased();
        return last != null && last.contentHash().equals(hash);
    }

    /** The same with another text, or none, ready. */
    Version withText(@Nullable HeldText newest, long number) {
        return with(version -> {
            version.text = newest;
            version.textNumber = number;
            version.cancelled = false;
        });
    }

    Version notWanted(long number) {
        return with(version -> {
            version.text = null;
            version.textNumber = number;
            version.cancelled = true;
        });
    }

    /** The same with another clearing waiting. */
    Version waitingFor(Clearing clearing, long number) {
        return with(version -> {
            version.waiting = clearing;
            version.hold = null;
            version.reviewNumber = number;
            version.voided = version.lastReleased() != null;
        });
    }

    /** The same text that was released last is cleared once more. */
    Version clearedAnew(Clearing clearing, long number) {
        return with(version -> {
            if (version.live != null) {
                version.live = clearing;
            } else {
                version.withdrawn = clearing;
            }
            version.waiting = null;
            version.hold = null;
            version.voided = false;
            version.reviewNumber = number;
        });
    }

    Version notCleared(long number) {
        return with(version -> {
            version.waiting = null;
            version.hold = null;
            version.voided = version.lastReleased() != null;
            version.reviewNumber = number;
        });
    }

    Version heldFor(Hold said) {
        return with(version -> version.hold = said);
    }

    Version released(Clearing clearing, long sequence, Instant at) {
        return with(version -> {
            version.text = null;
            version.waiting = null;
            version.hold = null;
            version.live = clearing;
            version.withdrawn = null;
            version.kept = true;
            version.voided = false;
            version.releaseSequence = sequence;
            version.firstReleasedAt = version.firstReleasedAt == null ? at : version.firstReleasedAt;
            version.scheduledFor = null;
            if (version.correction != null
                    && version.correction.carriedBy() == 0
                    && clearing.sourceRevision() >= version.correction.revision()) {
                version.correction = new Correction(
                        version.correction.revision(),
                        version.correction.openedAt(),
                        version.correction.dueAt(),
                        sequence);
            }
        });
    }

    /** No longer live, or, when it was withheld, not to come back with the others. */
    Version down(@Nullable String taken, long sequence) {
        return with(version -> {
            version.withdrawn = version.lastReleased();
            version.live = null;
            version.releaseSequence = sequence;
            version.takenDown = taken == null ? version.takenDown : taken;
            if (version.waiting == null) {
                // that it is down was told by this
                version.hold = Hold.of(taken == null ? HoldReason.WITHHELD : HoldReason.TAKEN_DOWN);
            }
        });
    }

    Version restored() {
        return with(version -> {
            version.takenDown = null;
        });
    }

    Version scheduled(@Nullable Instant time) {
        return with(version -> version.scheduledFor = time);
    }

    Version toCorrect(Correction newest) {
        return with(version -> version.correction = newest);
    }

    /** Nothing more is to be released of it. */
    Version dropped() {
        return with(version -> {
            version.text = null;
            version.waiting = null;
            version.hold = null;
            version.scheduledFor = null;
            version.kept = false;
        });
    }

    private Version with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.version();
    }

    /** A version while it changes. */
    private static final class Draft {
        private @Nullable HeldText text;
        private long textNumber;
        private boolean cancelled;
        private @Nullable Clearing waiting;
        private @Nullable Hold hold;
        private long reviewNumber;
        private @Nullable Clearing live;
        private @Nullable Clearing withdrawn;
        private boolean kept;
        private boolean voided;
        private long releaseSequence;
        private @Nullable Instant firstReleasedAt;
        private @Nullable String takenDown;
        private @Nullable Instant scheduledFor;
        private @Nullable Correction correction;

        Draft(Version from) {
            text = from.text;
            textNumber = from.textNumber;
            cancelled = from.cancelled;
            waiting = from.waiting;
            hold = from.hold;
            reviewNumber = from.reviewNumber;
            live = from.live;
            withdrawn = from.withdrawn;
            kept = from.kept;
            voided = from.voided;
            releaseSequence = from.releaseSequence;
            firstReleasedAt = from.firstReleasedAt;
            takenDown = from.takenDown;
            scheduledFor = from.scheduledFor;
            correction = from.correction;
        }

        @Nullable
        Clearing lastReleased() {
            return live != null ? live : withdrawn;
        }

        Version version() {
            return new Version(
                    text,
                    textNumber,
                    cancelled,
                    waiting,
                    hold,
                    reviewNumber,
                    live,
                    withdrawn,
                    kept,
                    voided,
                    releaseSequence,
                    firstReleasedAt,
                    takenDown,
                    scheduledFor,
                    correction);
        }
    }
}
