package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A revision of the source with its text.
 *
 * @param number 1 for the first; they rise
 * @param passages its segments in reading order
 * @param authors ids of everybody who wrote any of it
 */
public record SourceText(int number, List<Passage> passages, List<String> authors) {

    /** Stands for the source while no revision is known. */
    public static final SourceText NONE = new SourceText(0, List.of(), List.of());

    public SourceText {
        passages = List.copyOf(passages);
        authors = List.copyOf(authors);
    }

    /** Its passages by id, in reading order. */
    Map<String, Passage> byId() {
        Map<String, Passage> byId = new LinkedHashMap<>();
        passages.forEach(passage -> byId.put(passage.id(), passage));
        return byId;
    }

    /** The same without its text. */
    public SourceRevision revision() {
        return new SourceRevision(
                number, passages.stream().map(SourceSegment::of).toList(), authors);
    }
}
