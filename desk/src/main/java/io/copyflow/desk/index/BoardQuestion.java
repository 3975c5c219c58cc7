package io.copyflow.desk.index;

import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants on their board.
 *
 * @param desk only stories of that desk; null for all
 * @param language only stories that are written in it or wanted in it; null for all
 * @param standing only stories with a version that stands so, in that language where one is named; null for all
 * @param urgency only stories at least that urgent: 1 to 8; 8 for all
 * @param late only stories with a translation that is late
 * @param phase more of that section, and nothing else; null for the beginning of each
 * @param now what late is measured by
 */
public record BoardQuestion(
        @Nullable String desk,
        @Nullable String language,
        @Nullable Standing standing,
        int urgency,
        boolean late,
        @Nullable Phase phase,
        Instant now) {

    /** Everything. */
    public static BoardQuestion all(Instant now) {
        return new BoardQuestion(null, null, null, 8, false, null, now);
    }
}
