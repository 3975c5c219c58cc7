package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a story's release waits for besides its clearings.
 *
 * @param embargo null for none
 * @param said the embargo that came last with the source text: said again, it is no news; null for none
 * @param scheduledFor before when nothing is released; null for no such time
 * @param withheld whether nothing is released until further notice
 * @param policy null when each language goes by itself
 * @param targets with a policy, the languages it is to be translated into
 * @param beforeSource the languages that do not wait for the source
 */
public record Terms(
        @Nullable Embargo embargo,
        @Nullable Said said,
        @Nullable Instant scheduledFor,
        boolean withheld,
        @Nullable Policy policy,
        Set<String> targets,
        Set<String> beforeSource) {

    /** Each language as soon as it is cleared, a translation not before its source. */
    public static final Terms NONE = new Terms(null, null, null, false, null, Set.of(), Set.of());

    public Terms {
        targets = Collections.unmodifiableSet(new TreeSet<>(targets));
        beforeSource = Collections.unmodifiableSet(new TreeSet<>(beforeSource));
    }

    Terms withEmbargo(@Nullable Embargo other) {
        return new Terms(other, said, scheduledFor, withheld, policy, targets, beforeSource);
    }

    Terms withEmbargoSaid(Said newest) {
        return new Terms(embargo, newest, scheduledFor, withheld, policy, targets, beforeSource);
    }

    Terms scheduled(@Nullable Instant time) {
        return new Terms(embargo, said, time, withheld, policy, targets, beforeSource);
    }

    Terms withheld(boolean now) {
        return new Terms(embargo, said, scheduledFor, now, policy, targets, beforeSource);
    }

    Terms by(@Nullable Policy other, Set<String> wanted) {
        return new Terms(embargo, said, scheduledFor, withheld, other, other == null ? Set.of() : wanted, beforeSource);
    }

    Terms notWaitingForSource(Set<String> languages) {
        return new Terms(embargo, said, scheduledFor, withheld, policy, targets, languages);
    }

    /** What is left when the time is reached. */
    Terms at(Instant time) {
        return new Terms(
                embargo != null && embargo.holdsAt(time) ? embargo : null,
                said,
                scheduledFor != null && time.isBefore(scheduledFor) ? scheduledFor : null,
                withheld,
                policy != null && policy.isOverAt(time) ? null : policy,
                policy != null && policy.isOverAt(time) ? Set.of() : targets,
                beforeSource);
    }

    /** What is left when nothing more is ever released. */
    Terms ended() {
        return NONE.withheld(withheld);
    }
}
