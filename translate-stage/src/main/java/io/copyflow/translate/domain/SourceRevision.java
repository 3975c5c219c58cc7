package io.copyflow.translate.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A revision of the source, without its text.
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

    /** Hashes of its segments by id. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        segments.forEach(segment -> hashes.put(segment.id(), segment.hash()));
        return hashes;
    }
}
