package io.copyflow.translate.exchange;

import io.copyflow.contract.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Where an inline code begins or ends.
 *
 * @param of whose edge it is
 * @param place in code points
 */
record InlineEdge<T>(T of, int place, boolean opens) {

    /**
     * All edges in the order they are written: at one place ends come first, the inner one before the outer one.
     *
     * @param codes in reading order of their marks
     */
    static <T> List<InlineEdge<T>> of(List<T> codes, Function<T, Mark> mark) {
        List<InlineEdge<T>> edges = new ArrayList<>();
        for (T code : codes.reversed()) {
            edges.add(new InlineEdge<>(code, mark.apply(code).end(), false));
        }
        for (T code : codes) {
            edges.add(new InlineEdge<>(code, mark.apply(code).start(), true));
        }
        // stable: what is equal keeps the order above
        edges.sort(Comparator.comparingInt(InlineEdge::place));
        return edges;
    }
}
