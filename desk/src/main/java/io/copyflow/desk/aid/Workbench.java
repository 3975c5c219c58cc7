package io.copyflow.desk.aid;

import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What helps a translator: checks, the memory, the glossary, and files for other tools. Language tags are canonical BCP 47.
 * Safe for many threads; each question is answered within moments.
 */
public interface Workbench {

    /**
     * What an editor should look at. Passages are paired by their id; one without a partner, or a blank one, is passed
     * over. Source: docs/semantics.md, rule 11.
     */
    List<Warned> check(String sourceLanguage, List<Passage> source, String language, List<Passage> target);

    /** What the glossary has for a source text, in the order of the text. */
    List<Term> terms(String sourceLanguage, Passage source, String language);

    /** How a text was translated before, the best first; perhaps none. */
    List<Suggested> suggest(String sourceLanguage, String language, String text, int limit);

    /** A task as XLIFF 2.1. */
    Written write(Task task);

    /** What such a file says of a task when it comes back. Whether it is up to date is for the stage. */
    Read read(byte[] file, String storyId, String sourceLanguage, String language);

    /**
     * Something to look at.
     *
     * @param check id of the check, such as {@code numbers}
     * @param grave whether readers would be told something else, or get something broken
     * @param sentence what differs and what to do, in English
     */
    record Warned(String check, boolean grave, String segmentId, String sentence) {}

    /**
     * What has an agreed wording.
     *
     * @param term in the source's language
     * @param wordings in the translation's, the preferred one first
     */
    record Term(String term, List<String> wordings) {
        public Term {
            wordings = List.copyOf(wordings);
        }
    }

    /**
     * A translation of a text like this one.
     *
     * @param score 60 to 100; 100 exactly for the same text
     * @param source the text it was made for
     * @param target the translation
     * @param storyId the story it was cleared with; null when it comes from a file
     * @param file the imported file it comes from; null when it comes from a story
     * @param people ids of who translated it; none when it comes from a file
     * @param at when it was cleared or imported
     */
    record Suggested(
            int score,
            Passage source,
            Passage target,
            @Nullable String storyId,
            @Nullable String file,
            List<String> people,
            Instant at) {
        public Suggested {
            people = List.copyOf(people);
        }
    }

    /** A task with its texts, to be taken elsewhere. */
    record Task(String storyId, int sourceRevision, String sourceLanguage, String language, List<Row> rows) {
        public Task {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A segment of it.
     *
     * @param target what there is of its translation; null for nothing
     * @param open whether it is to be worked on
     * @param before how the source read before it moved away from the translation; null where it did not
     * @param terms what the glossary has for it
     */
    record Row(
            SegmentKind kind,
            Passage source,
            @Nullable Passage target,
            boolean open,
            @Nullable String before,
            List<Term> terms) {
        public Row {
            terms = List.copyOf(terms);
        }
    }

    /** A file, or why there is none. */
    sealed interface Written {
        record File(String xml) implements Written {}

        record Refused(Refusal refusal) implements Written {}
    }

    /** What a file says, or why it cannot be taken. */
    sealed interface Read {

        /**
         * @param sourceRevision the revision it was written for
         * @param segments those with a translation
         * @param notes sentences about what was left out, in English
         */
        record Work(int sourceRevision, List<Passage> segments, List<String> notes) implements Read {
            public Work {
                segments = List.copyOf(segments);
                notes = List.copyOf(notes);
            }
        }

        record Refused(Refusal refusal) implements Read {}
    }
}
