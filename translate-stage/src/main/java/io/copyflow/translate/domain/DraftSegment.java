package io.copyflow.translate.domain;

import io.copyflow.contract.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The translation of one source segment as somebody handed it in: nothing of it is checked yet.
 *
 * @param origin null when it is none this program knows
 * @param originDetail the story of the memory or the engine of the machine
 */
public record DraftSegment(
        String id,
        String text,
        List<DraftMark> marks,
        @Nullable Origin origin,
        @Nullable String originDetail) {

    public DraftSegment {
        marks = List.copyOf(marks);
    }

    /**
     * An inline mark as handed in.
     *
     * @param kind null when it is none this program knows
     * @param start where it begins, in Unicode code points from the start of the text
     * @param end where it ends, exclusive, in Unicode code points
     * @param target the address of a link
     */
    public record DraftMark(
            Mark.@Nullable Kind kind,
            int start,
            int end,
            @Nullable String target) {}
}
