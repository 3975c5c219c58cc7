package io.copyflow.translate.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and by when.
 *
 * @param sourceLanguage BCP 47 tag of the source
 * @param urgency 1 (flash) to 8 (least urgent)
 * @param arrival when it was queued; of what came back after it was submitted, when it came back
 * @param deadline when it is due; null without a deadline
 * @param overdueTold whether it was told that the deadline has passed
 * @param leaseMillis how long a claim lasts without activity
 */
public record Task(
        String sourceLanguage,
        int urgency,
        Instant arrival,
        @Nullable Instant deadline,
        boolean overdueTold,
        long leaseMillis) {

    static final Task NONE = new Task("", 0, Instant.EPOCH, null, false, 0);

    Task overdue() {
        return new Task(sourceLanguage, urgency, arrival, deadline, true, leaseMillis);
    }

    /** Asked for again. */
    Task again(Instant newArrival, @Nullable Instant newDeadline) {
        return new Task(sourceLanguage, urgency, newArrival, newDeadline, false, leaseMillis);
    }
}
