package io.copyflow.translate.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.translate.memory.MemoryEntry;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Under what the table of exact matches keeps an entry: {@code > source language, language, hash of the source, age, key}
 * with spaces between, so that the entries for a text lie side by side, the newest first; and beside it
 * {@code = key}, which says where that is, so that an entry that takes the place of another can take it away.
 *
 * <p>A record that is one entry lies in that place itself, as in the tables of earlier builds. One of several lies once
 * under {@code # its key}, and that is what stands in the place of each of its entries.
 */
final class ExactKeys {

    /** How many characters of age and the spaces around it stand between the hash and the key. */
    private static final int AGE = 17;

    private static final char RECORD = '#';

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

    /** The key of the entry that has that place. */
    static String entry(String place, String prefix) {
        return place.substring(prefix.length() + AGE);
    }

    static String pointer(String key) {
        return "= " + key;
    }

    static String record(String key) {
        return RECORD + " " + key;
    }

    /** Under what the record lies whose entry has a place with that value, or null when it lies there itself. */
    static @Nullable String record(byte[] value) {
        // a record begins with the zero byte of its framing
        return value.length > 0 && value[0] == RECORD ? new String(value, UTF_8) : null;
    }
}
