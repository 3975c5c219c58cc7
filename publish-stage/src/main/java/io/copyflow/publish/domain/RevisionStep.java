package io.copyflow.publish.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision that was more than minor.
 *
 * @param revision its number
 * @param change how it was meant
 * @param note what was changed; null where nobody said
 */
public record RevisionStep(
        int revision, Change change, @Nullable String note) {

    /** The weightiest of those after a revision up to another, the newest where two weigh the same; null for none. */
    static @Nullable RevisionStep between(List<RevisionStep> steps, int after, int upTo) {
        RevisionStep weightiest = null;
        for (RevisionStep step : steps) {
            if (step.revision > after
                    && step.revision <= upTo
                    && (weightiest == null || step.change.compareTo(weightiest.change) >= 0)) {
                weightiest = step;
            }
        }
        return weightiest;
    }
}
