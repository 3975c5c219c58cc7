package io.copyflow.channels.social;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The accounts' own few words, in each language; English where a language has none yet. */
final class Words {

    private static final Properties WORDS = read();

    private Words() {}

    /** Before the headline of a correction. */
    static String correction(String language) {
        return word("correction", language);
    }

    /** In place of what was withdrawn and cannot be removed. */
    static String withdrawn(String language) {
        return word("withdrawn", language);
    }

    private static String word(String key, String language) {
        return WORDS.getProperty(key + "." + language, WORDS.getProperty(key + ".en", ""));
    }

    private static Properties read() {
        try (InputStream in = Words.class.getResourceAsStream("words.properties")) {
            Properties words = new Properties();
            words.load(new InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
