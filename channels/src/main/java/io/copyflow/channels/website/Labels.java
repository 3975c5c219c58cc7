package io.copyflow.channels.website;

import com.ibm.icu.util.ULocale;
import io.copyflow.contract.LanguageTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The site's own words in one language, from {@code labels/<tag>.properties}. A language without such a file gets the
 * English words, marked as English: the site's words only, never a story's.
 */
public final class Labels {

    private static final String ENGLISH = "en";

    private final String language;
    private final Properties words;

    private Labels(String language, Properties words) {
        this.language = language;
        this.words = words;
    }

    /** The labels of the nearest language that is written in the same script, else the English ones. */
    static Labels of(String tag) {
        for (String candidate : candidates(tag)) {
            Properties words = read(candidate);
            if (words != null) {
                return new Labels(candidate, words);
            }
        }
        Properties english = read(ENGLISH);
        if (english == null) {
            throw new IllegalStateException("The English labels are missing from this build");
        }
        return new Labels(ENGLISH, english);
    }

    /** The language these words are in, which may be another than the page's. */
    public String language() {
        return language;
    }

    /** The direction of {@link #language()}. */
    public String direction() {
        return LanguageTag.direction(language);
    }

    /** The words of a key. */
    public String get(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("labels/" + language + ".properties lacks '" + key + "'");
        }
        return word;
    }

    /** What stands before the gap of a pattern such as {@code Translated by {0}}. */
    public String before(String key) {
        String pattern = get(key);
        return pattern.substring(0, pattern.indexOf("{0}"));
    }

    /** What stands after the gap. */
    public String after(String key) {
        String pattern = get(key);
        return pattern.substring(pattern.indexOf("{0}") + 3);
    }

    /** What stands between two names. */
    public String betweenNames() {
        String pattern = get("names");
        return pattern.substring(pattern.indexOf("{0}") + 3, pattern.indexOf("{1}"));
    }

    /** A language's name in itself, such as {@code Қазақша} for {@code kk-Cyrl}. */
    public static String ownName(String tag) {
        Labels labels = of(tag);
        if (isExactly(labels.language, tag)) {
            return labels.get("language");
        }
        String name = ULocale.forLanguageTag(tag).getDisplayName(ULocale.forLanguageTag(tag));
        return name.isEmpty() ? tag : name;
    }

    private static boolean isExactly(String language, String tag) {
        ULocale ours = ULocale.addLikelySubtags(ULocale.forLanguageTag(language));
        ULocale theirs = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag));
        return ours.getLanguage().equals(theirs.getLanguage())
                && ours.getScript().equals(theirs.getScript())
                && ours.getCountry().equals(theirs.getCountry());
    }

    private static List<String> candidates(String tag) {
        ULocale full = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag));
        List<String> candidates = new ArrayList<>();
        for (String start : List.of(tag, full.toLanguageTag())) {
            for (String part = start;
                    !part.isEmpty();
                    part = part.contains("-") ? part.substring(0, part.lastIndexOf('-')) : "") {
                // zh-Hant must not get the labels of zh-Hans, nor Malay in Arabic script the Latin ones
                if (ULocale.addLikelySubtags(ULocale.forLanguageTag(part))
                        .getScript()
                        .equals(full.getScript())) {
                    candidates.add(part);
                }
            }
        }
        return candidates;
    }

    private static @Nullable Properties read(String tag) {
        try (InputStream in = Labels.class.getResourceAsStream("labels/" + tag + ".properties")) {
            if (in == null) {
                return null;
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
