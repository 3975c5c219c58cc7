package io.copyflow.translate.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.translate.memory.MemoryEntry;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * How the table of exact matches keeps the memory. A record lies once, under {@code # its key}. Each of its entries has a
 * place, {@code > source language, language, hash of the source, age, key} with spaces between, so that the entries for a
 * text lie side by side, the newest first; what stands there is {@link Located}. Beside it {@code = key} is its
 * {@link Pointer}, so that an entry that takes the place of another can take it away.
 *
 * <p>Whatever changes here, or in {@link MemoryEntry#sayingHash}, asks for other names of the stores, as {@link ExactTable}
 * says.
 */
final class ExactKeys {

    /** How many characters of age and the spaces around it stand between the hash and the key. */
    private static final int AGE = 17;

    private ExactKeys() {}

    /**
     * What stands in the place of an entry.
     *
     * @param saying hash of what it says, so that what was seen already need not be fetched
     * @param record key of the record that it came with
     */
    record Located(long saying, String record) {

        static Located of(byte[] bytes) {
            return new Located(
                    ByteBuffer.wrap(bytes).getLong(), new String(bytes, Long.BYTES, bytes.length - Long.BYTES, UTF_8));
        }

        byte[] bytes() {
            byte[] key = record.getBytes(UTF_8);
            return ByteBuffer.allocate(Long.BYTES + key.length)
                    .putLong(saying)
                    .put(key)
                    .array();
        }
    }

    /**
     * Where an entry lies.
     *
     * @param record key of the record that it came with
     */
    record Pointer(String record, String place) {

        static Pointer of(byte[] bytes) {
            String text = new String(bytes, UTF_8);
            int blank = text.indexOf(' ');
            int place = blank + 1 + Integer.parseInt(text, 0, blank, 10);
            return new Pointer(text.substring(blank + 1, place), text.substring(place));
        }

        byte[] bytes() {
            return (record.length() + " " + record + place).getBytes(UTF_8);
        }
    }

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
        return "# " + key;
    }
}
