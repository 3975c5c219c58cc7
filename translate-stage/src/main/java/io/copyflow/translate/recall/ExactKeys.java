package io.copyflow.translate.recall;

import io.copyflow.translate.memory.MemoryEntry;
import java.util.HexFormat;

/**
 * Under what the table of exact matches keeps an entry: {@code > source language, language, hash of the source, age, key}
 * with spaces between, so that the entries for a text lie side by side, the newest first; and beside it
 * {@code = key}, which says where that is, so that an entry that takes the place of another can take it away.
 */
final class ExactKeys {

    private ExactKeys() {}

    static String place(MemoryEntry entry) {
        String newestFirst =
                HexFormat.of().toHexDigits(Long.MAX_VALUE - entry.origin().at().toEpochMilli());
        return prefix(entry.sourceLanguage(), entry.language(), entry.sourceHash()) + newestFirst + " " + entry.key();
    }

    /** Of all entries with that source. */
    static String prefix(String sourceLanguage, String language, String sourceHash) {
        return "> " + sourceLanguage + " " + language + " " + sourceHash + " ";
    }

    static String pointer(String key) {
        return "= " + key;
    }
}
