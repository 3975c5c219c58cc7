package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the source went from one revision to the next.
 *
 * @param changes of the segments that are new or whose text or marks changed, in reading order
 */
public record SourceMove(RevisionStep step, List<SourceChange> changes) {

    public SourceMove {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two revisions.
     *
     * @param language BCP 47 tag of the source
     * @param meant how the newer is meant
     * @param by id of the person who revised
     */
    public static SourceMove between(
            String language, SourceText before, SourceText after, RevisionClass meant, String by) {
        Map<String, Passage> old = before.byId();
        Map<String, Passage> now = after.byId();
        Map<String, String> hashes = before.revision().hashes();
        List<SourceChange> changes = new ArrayList<>();
        Set<Touch> touches = EnumSet.noneOf(Touch.class);
        for (SourceSegment segment : after.revision().segments()) {
            String id = segment.id();
            Passage passage = now.get(id);
            if (passage != null && !segment.hash().equals(hashes.get(id))) {
                SourceChange change = SourceChange.of(language, old.get(id), passage);
                changes.add(change);
                touches.addAll(change.touches());
            }
        }
        boolean keepsSegments = old.keySet().equals(now.keySet());
        return new SourceMove(
                new RevisionStep(before.number(), after.number(), meant, by, touches, keepsSegments), changes);
    }
}
