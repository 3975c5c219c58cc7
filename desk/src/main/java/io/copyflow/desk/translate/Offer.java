package io.copyflow.desk.translate;

import io.copyflow.contract.Mark;
import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.web.Markup;
import io.copyflow.desk.web.RichText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text to begin with. Source: docs/semantics.md, rule 12.
 *
 * @param origin {@code machine} or {@code memory}
 * @param detail the engine, the file, or the story it was cleared with
 * @param story of a memory's suggestion; null otherwise
 * @param score how like its source is, 60 to 100; 0 where that is not told
 * @param source what it was made for, where that differs from the text at hand; null otherwise
 */
public record Offer(
        String origin,
        @Nullable String detail,
        @Nullable String story,
        int score,
        String text,
        List<Mark> marks,
        @Nullable String source) {

    public Offer {
        marks = List.copyOf(marks);
    }

    static Offer of(Line draft) {
        return new Offer(
                draft.origin() == null ? "unknown" : draft.origin().name().toLowerCase(Locale.ROOT),
                draft.detail(),
                null,
                0,
                draft.text(),
                draft.marks(),
                null);
    }

    static Offer of(Workbench.Suggested suggested) {
        return new Offer(
                "memory",
                suggested.storyId() == null ? suggested.file() : null,
                suggested.storyId(),
                suggested.score(),
                suggested.target().text(),
                suggested.target().marks(),
                suggested.score() == 100 ? null : suggested.source().text());
    }

    /** As it would be typed. */
    public String typed() {
        return Markup.write(text, marks);
    }

    public RichText rich() {
        return RichText.of(text, marks);
    }
}
