package io.copyflow.desk.model;

import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.translation.TranslationWarning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of one language, as it was handed in.
 *
 * @param contentHash what decisions on it name
 * @param sourceRevision the revision it is, or rests on
 * @param at when it was handed in
 * @param by id of who did
 * @param lines in reading order
 * @param warnings what the checks of a translation found; none of a source
 * @param made who made it, and what is published with it
 */
public record VersionText(
        String contentHash,
        int sourceRevision,
        Instant at,
        String by,
        List<Line> lines,
        List<TranslationWarning> warnings,
        Made made) {

    /**
     * Who made a text.
     *
     * @param metadata what its hash binds beside the text; null in facts from before that
     * @param authors ids of who wrote the source up to that revision
     * @param translators ids of who translated it; none of a source
     */
    public record Made(@Nullable PublishedMetadata metadata, List<String> authors, List<String> translators) {

        public Made {
            authors = List.copyOf(authors);
            translators = List.copyOf(translators);
        }
    }

    public VersionText {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** That it was handed in, and nothing of what it said. */
    VersionText withoutWords() {
        return new VersionText(contentHash, sourceRevision, at, by, List.of(), List.of(), made);
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
