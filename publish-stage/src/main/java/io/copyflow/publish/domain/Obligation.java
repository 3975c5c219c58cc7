package io.copyflow.publish.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a correction still has to reach: docs/semantics.md, rule 21.
 *
 * @param language the language
 * @param channel the channel that shows the old text; null for the language as such, which is to be live
 * @param revision the source revision that corrects
 * @param openedAt when the correction was read
 * @param dueAt by when it is to be met
 * @param reminded whether somebody was reminded
 * @param overdue whether it was told that it is overdue
 * @param carriedBy of a channel: the release that carries the correction; 0 while there is none
 */
public record Obligation(
        String language,
        @Nullable String channel,
        int revision,
        Instant openedAt,
        Instant dueAt,
        boolean reminded,
        boolean overdue,
        long carriedBy) {

    static Obligation of(String language, @Nullable String channel, Correction correction) {
        return new Obligation(
                language,
                channel,
                correction.revision(),
                correction.openedAt(),
                correction.dueAt(),
                false,
                false,
                channel == null ? 0 : correction.carriedBy());
    }

    /** Unique in its story, such as {@code fr:r2} and {@code fr/web-fr:r2}. */
    public String place() {
        return language + (channel == null ? "" : "/" + channel) + ":r" + revision;
    }

    /** When half of its time is over. */
    Instant remindAt() {
        return openedAt.plus(Duration.between(openedAt, dueAt).dividedBy(2));
    }

    /** When something is to be told of it next; null when everything was. */
    @Nullable
    Instant nextAt() {
        return overdue ? null : reminded ? dueAt : remindAt();
    }

    boolean is(Obligation other) {
        return place().equals(other.place());
    }

    Obligation afterReminder() {
        return new Obligation(language, channel, revision, openedAt, dueAt, true, overdue, carriedBy);
    }

    Obligation afterDue() {
        return new Obligation(language, channel, revision, openedAt, dueAt, true, true, carriedBy);
    }

    Obligation carriedBy(long sequence) {
        return new Obligation(language, channel, revision, openedAt, dueAt, reminded, overdue, sequence);
    }
}
