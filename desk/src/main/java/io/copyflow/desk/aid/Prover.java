package io.copyflow.desk.aid;

import io.copyflow.runtime.StageFailure;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Proves from the log alone that what was published of a story is what was cleared. Source: docs/semantics.md, rule 26. */
@FunctionalInterface
public interface Prover {

    /**
     * Reads the story's partition of each topic, which takes seconds in a long log.
     *
     * @throws StageFailure when the log cannot be read
     */
    Verdict prove(String storyId);

    /**
     * The same, one at a time: each reads the whole log.
     *
     * @return fails with {@code proof-underway} while another is under way
     */
    default Prover oneAtATime() {
        Semaphore proving = new Semaphore(1);
        return storyId -> {
            if (!proving.tryAcquire()) {
                throw new StageFailure(
                        "proof-underway",
                        "Expected nobody else to have a story proved now, but somebody does, and each proof reads the"
                                + " whole log. Ask again in a moment.");
            }
            try {
                return prove(storyId);
            } finally {
                proving.release();
            }
        };
    }

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
