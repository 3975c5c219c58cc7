package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A revision of the source with its text.
 *
 * @param revision the same without its text
 * @param passages its segments in reading order
 */
public record SourceText(SourceRevision revision, List<Passage> passages) {

    /** Stands for the source while no revision is known. */
    public static final SourceText NONE = new SourceText(SourceRevision.NONE, List.of());

    public SourceText {
        passages = List.copyOf(passages);
    }

    /**
     * @param number 1 for the first; they rise
     * @param passages its segments in reading order
     * @param authors ids of everybody who wrote any of it
     */
    public static SourceText of(int number, List<Passage> passages, List<String> authors) {
        List<SourceSegment> segments = passages.stream().map(SourceSegment::of).toList();
        return new SourceText(new SourceRevision(number, segments, authors), passages);
    }

    public int number() {
        return revision.number();
    }

    /** Its passages by id, in reading order. */
    Map<String, Passage> byId() {
        Map<String, Passage> byId = new LinkedHashMap<>();
        passages.forEach(passage -> byId.put(passage.id(), passage));
        return byId;
    }
}
