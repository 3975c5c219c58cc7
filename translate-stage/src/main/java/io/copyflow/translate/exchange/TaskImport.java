package io.copyflow.translate.exchange;

import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came back of a task, or why it cannot be taken. */
public sealed interface TaskImport {

    /**
     * It belongs to the task asked for and can be read. Whether its segments are those of the source, all of them and
     * up to date, is for the decider.
     *
     * @param sourceRevision the revision the file says it rests on
     * @param segments those that have a translation, in the file's order
     * @param untranslated ids of those that have none
     * @param notes sentences about what was left out while reading; empty when nothing was
     */
    record Imported(int sourceRevision, List<Segment> segments, List<String> untranslated, List<String> notes)
            implements TaskImport {
        public Imported {
            segments = List.copyOf(segments);
            untranslated = List.copyOf(untranslated);
            notes = List.copyOf(notes);
        }
    }

    /** It cannot be taken, no part of it. */
    record Refused(Refusal refusal) implements TaskImport {}

    /**
     * A segment that came back.
     *
     * @param target its id and translation
     * @param state as the tool says
     * @param sourceHash of the source text it was made from, as it left; null when the tool lost it
     */
    record Segment(
            Passage target, SegmentState state, @Nullable String sourceHash) {}
}
