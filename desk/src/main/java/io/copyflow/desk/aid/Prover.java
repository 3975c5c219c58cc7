package io.copyflow.desk.aid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proves from the log alone that what was published of a story is what was cleared. Source: docs/semantics.md, rule 26. */
@FunctionalInterface
public interface Prover {

    /**
     * Reads the story's partition of each topic, which takes seconds in a long log.
     *
     * @throws io.copyflow.runtime.StageFailure when the log cannot be read
     */
    Verdict prove(String storyId);

    /**
     * What came of it.
     *
     * @param facts how many records were looked at
     * @param versions how many languages were published
     * @param findings what is wrong; none when all is proved
     */
    record Verdict(long facts, long versions, List<Finding> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Something that is wrong.
     *
     * @param code of the fault
     * @param language null when it is about the whole story
     * @param place of the record in the log
     * @param sentence for a person, in English
     */
    record Finding(String code, @Nullable String language, String place, String sentence) {}
}
