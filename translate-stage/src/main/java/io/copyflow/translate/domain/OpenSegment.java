package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import org.jspecify.annotations.Nullable;

/**
 * A segment that is to be worked on.
 *
 * @param wanted whether a text is wanted whatever the source does: it has none yet, or an editor asked for another
 * @param changedIn the first revision that changed its source since it was submitted or acknowledged last; 0 when none
 *     did, and for a segment that has no text yet
 * @param before its source as it was before that revision; null without one, or when nobody knows any more
 */
public record OpenSegment(
        String id, boolean wanted, int changedIn, @Nullable Passage before) {

    /** A segment that has no text yet, or of which an editor wants another. */
    public static OpenSegment wanted(String id) {
        return new OpenSegment(id, true, 0, null);
    }

    /** Whether it has a translation that the source has moved away from. */
    public boolean isChanged() {
        return changedIn > 0;
    }

    OpenSegment alsoWanted() {
        return new OpenSegment(id, true, changedIn, before);
    }
}
