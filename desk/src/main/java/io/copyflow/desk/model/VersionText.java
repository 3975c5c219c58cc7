package io.copyflow.desk.model;

import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.translation.TranslationWarning;
import java.time.Instant;
import java.util.List;

/**
 * A text of one language, as it was handed in.
 *
 * @param contentHash what decisions on it name
 * @param sourceRevision the revision it is, or rests on
 * @param at when it was handed in
 * @param by id of who did
 * @param lines in reading order
 * @param warnings what the checks of a translation found; none of a source
 */
public record VersionText(
        String contentHash,
        int sourceRevision,
        Instant at,
        String by,
        List<Line> lines,
        List<TranslationWarning> warnings) {

    public VersionText {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** The headline's text; empty where there is none. */
    public String headline() {
        return text(SegmentKind.HEADLINE);
    }

    /** The text of the first segment of a kind; empty where there is none. */
    public String text(SegmentKind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .map(Line::text)
                .findFirst()
                .orElse("");
    }
}
