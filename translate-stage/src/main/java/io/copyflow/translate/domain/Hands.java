package io.copyflow.translate.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who worked on the texts of a translation: each draft saved since it was submitted, and each submitted segment whose
 * text the first translator did not make alone. So mostly there is nothing to keep. Source: docs/semantics.md, rule 17.
 */
public record Hands(List<SegmentHands> segments) {

    /** Nobody worked on anything yet. */
    public static final Hands NONE = new Hands(List.of());

    public Hands {
        segments = List.copyOf(segments);
    }

    /** What is told of the text submitted last; null when the first translator made it alone, or no person. */
    @Nullable
    List<Hand> submitted(String segmentId) {
        return segments.stream()
                .filter(segment ->
                        segment.draftHash() == null && segment.segmentId().equals(segmentId))
                .map(SegmentHands::hands)
                .findFirst()
                .orElse(null);
    }

    /** The draft saved last; null when none was since it was submitted. */
    @Nullable
    SegmentHands draft(String segmentId) {
        return segments.stream()
                .filter(segment ->
                        segment.draftHash() != null && segment.segmentId().equals(segmentId))
                .findFirst()
                .orElse(null);
    }

    /** With these drafts in place of those of the same segments. */
    Hands with(Map<String, SegmentHands> drafts) {
        List<SegmentHands> all = new ArrayList<>(segments);
        all.removeIf(segment -> segment.draftHash() != null && drafts.containsKey(segment.segmentId()));
        all.addAll(drafts.values());
        return new Hands(all);
    }

    /** Without those of segments that are gone. */
    Hands of(Collection<String> segmentIds) {
        return new Hands(segments.stream()
                .filter(segment -> segmentIds.contains(segment.segmentId()))
                .toList());
    }
}
