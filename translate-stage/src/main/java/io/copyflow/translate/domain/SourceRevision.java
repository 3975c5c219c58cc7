package io.copyflow.translate.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A revision of the source text.
 *
 * @param number 1 for the first; they rise
 * @param segments in reading order
 * @param authors ids of everybody who wrote any of it
 */
public record SourceRevision(int number, List<SourceSegment> segments, List<String> authors) {

    /** Stands for the source while no revision is known. */
    public static final SourceRevision NONE = new SourceRevision(0, List.of(), List.of());

    public SourceRevision {
        segments = List.copyOf(segments);
        authors = List.copyOf(authors);
    }

    /** Ids of all segments, in reading order. */
    public List<String> segmentIds() {
        return segments.stream().map(SourceSegment::id).toList();
    }

    /**
     * Ids of the segments that are open when work on an older revision goes on with this one: those that were open, and
     * those that are new or whose text changed. In reading order. Source: docs/semantics.md, rule 8.
     *
     * @param before the revision worked on until now
     * @param openBefore ids that were open in it
     */
    public List<String> openAfter(SourceRevision before, List<String> openBefore) {
        Set<String> open = new HashSet<>(openBefore);
        Map<String, String> hashes = new HashMap<>();
        before.segments.forEach(segment -> hashes.put(segment.id(), segment.hash()));
        return segments.stream()
                .filter(segment ->
                        open.contains(segment.id()) || !segment.hash().equals(hashes.get(segment.id())))
                .map(SourceSegment::id)
                .toList();
    }
}
