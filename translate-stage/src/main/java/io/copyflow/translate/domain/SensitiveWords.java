package io.copyflow.translate.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words by which a language negates and counts, as {@code sensitive-words.properties} lists them: each the whole of
 * a word, its beginning, its end or its inside.
 */
final class SensitiveWords {

    private static final Map<String, SensitiveWords> BY_LANGUAGE = load();

    private final Set<String> scripts;
    private final Forms negations;
    private final Forms numbers;

    private SensitiveWords(Set<String> scripts, Forms negations, Forms numbers) {
        this.scripts = scripts;
        this.negations = negations;
        this.numbers = numbers;
    }

    /** The words of a language; null when none are known, or not in the tag's script. */
    static @Nullable SensitiveWords of(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        SensitiveWords words = BY_LANGUAGE.get(locale.getLanguage());
        return words == null || locale.getScript().isEmpty() || words.scripts.contains(locale.getScript())
                ? words
                : null;
    }

    /** BCP 47 tags of the languages of which words are known. */
    static Set<String> languages() {
        return BY_LANGUAGE.keySet();
    }

    boolean isNegation(Token token) {
        return token.kind() == Token.Kind.WORD && negations.match(token.folded());
    }

    boolean isNumber(Token token) {
        return token.kind() == Token.Kind.WORD && numbers.match(token.folded());
    }

    /** How often letters negate whose words cannot be told apart. */
    int negationsInside(String letters) {
        int found = 0;
        for (String negation : negations.insides) {
            for (int at = letters.indexOf(negation); at >= 0; at = letters.indexOf(negation, at + 1)) {
                found++;
            }
        }
        return found;
    }

    private static Map<String, SensitiveWords> load() {
        Properties lists = new Properties();
        try (InputStream in = SensitiveWords.class.getResourceAsStream("sensitive-words.properties")) {
            lists.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, SensitiveWords> byLanguage = new HashMap<>();
        for (String key : lists.stringPropertyNames()) {
            String language = key.substring(0, key.indexOf('.'));
            byLanguage.computeIfAbsent(
                    language,
                    of -> new SensitiveWords(
                            Set.copyOf(words(lists, of + ".scripts")),
                            Forms.of(words(lists, of + ".negations")),
                            Forms.of(words(lists, of + ".numbers"))));
        }
        return Map.copyOf(byLanguage);
    }

    private static List<String> words(Properties lists, String key) {
        String words = lists.getProperty(key, "");
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    /** Forms that words can have: whole, or by beginning, end or inside. */
    private record Forms(Set<String> whole, List<String> beginnings, List<String> ends, List<String> insides) {

        static Forms of(List<String> forms) {
            Set<String> whole = new HashSet<>();
            List<String> beginnings = new ArrayList<>();
            List<String> ends = new ArrayList<>();
            List<String> insides = new ArrayList<>();
            for (String form : forms) {
                boolean goesOn = form.endsWith("-");
                boolean began = form.startsWith("-");
                String stem = form.substring(began ? 1 : 0, form.length() - (goesOn ? 1 : 0));
                if (goesOn && began) {
                    insides.add(stem);
                } else if (goesOn) {
                    beginnings.add(stem);
                } else if (began) {
                    ends.add(stem);
                } else {
                    whole.add(stem);
                }
            }
            return new Forms(Set.copyOf(whole), List.copyOf(beginnings), List.copyOf(ends), List.copyOf(insides));
        }

        boolean match(String word) {
            return whole.contains(word)
                    || beginnings.stream().anyMatch(word::startsWith)
                    || ends.stream().anyMatch(word::endsWith)
                    || insides.stream().anyMatch(word::contains);
        }
    }
}
