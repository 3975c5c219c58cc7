package io.copyflow.translate.exchange;

import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An XLIFF document, of whatever story, or why it is none. */
public sealed interface XliffDocument {

    /** It keeps the rules that are checked here; see docs/reference/exchange-formats.md for those that are not. */
    record Read(List<File> files) implements XliffDocument {
        public Read {
            files = List.copyOf(files);
        }
    }

    /** It is not well-formed, too large, of another format or version, or breaks its version's rules. */
    record Refused(Refusal refusal) implements XliffDocument {}

    /**
     * One original document in it.
     *
     * @param original what the tool that made the file calls the original document
     * @param sourceLanguage as written in the file
     * @param targetLanguage as written in the file; null when it names none
     * @param units in the file's order
     */
    record File(
            @Nullable String original,
            String sourceLanguage,
            @Nullable String targetLanguage,
            List<Unit> units) {
        public File {
            units = List.copyOf(units);
        }
    }

    /**
     * One text to translate, however a tool divided it further.
     *
     * @param source its id, which in a task of Copyflow is its segment's, and its text in the source language
     * @param target null when it is not translated, or only in part
     * @param sourceHash as Copyflow wrote it; null when there is none
     * @param codesLeftOut how many inline codes of the target have no meaning here
     * @param removed characters taken out of the target, as no text has them or they could disguise it, such as {@code U+202E}
     * @param line where it begins
     */
    record Unit(
            Passage source,
            @Nullable Passage target,
            SegmentState state,
            @Nullable String sourceHash,
            int codesLeftOut,
            Set<String> removed,
            int line) {
        public Unit {
            removed = Set.copyOf(removed);
        }
    }
}
