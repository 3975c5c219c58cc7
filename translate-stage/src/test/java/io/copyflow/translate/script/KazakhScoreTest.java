package io.copyflow.translate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.ULocale;
import io.copyflow.runtime.EditDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How near the scripts come to what people wrote. The figures in docs/reference/kazakh-transliteration.md are what this
 * prints.
 */
class KazakhScoreTest {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}]+");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Path CASES = Path.of(System.getProperty("cases", "../../shared/cases"));

    @Test
    void on_the_names_of_countries_and_languages_in_cldr() {
        LocaleDisplayNames cyrillic = LocaleDisplayNames.getInstance(new ULocale("kk"));
        LocaleDisplayNames arabic = LocaleDisplayNames.getInstance(new ULocale("kk-Arab"));
        List<Pair> names = Stream.concat(
                        Arrays.stream(ULocale.getISOCountries())
                                .map(code ->
                                        new Pair(cyrillic.regionDisplayName(code), arabic.regionDisplayName(code))),
                        Arrays.stream(ULocale.getISOLanguages())
                                .map(code ->
                                        new Pair(cyrillic.languageDisplayName(code), arabic.languageDisplayName(code))))
                .filter(pair -> !pair.cyrillic().equals(pair.expected()))
                .toList();

        Score ours = score(names, KazakhScript.ARABIC::write);
        Score icu = score(names, Transliterator.getInstance("kk-ar")::transliterate);
        System.out.println("CLDR names, arabic:              " + ours);
        System.out.println("CLDR names, ICU's kk-ar instead: " + icu);

        assertThat(ours.words()).isGreaterThan(1_000);
        assertThat(ours.rightWords()).isGreaterThan(ours.words() * 9 / 10);
    }

    @Test
    void on_parallel_messages() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "no outside examples at " + CASES + "; skipped");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(CASES)) {
            files = walk.filter(file -> file.endsWith("kk-cyrl.json")).sorted().toList();
        }
        assumeTrue(!files.isEmpty(), "no kk-cyrl.json with kk-latn.json or kk-arab.json in " + CASES + "; skipped");

        List<Pair> latin = new ArrayList<>();
        List<Pair> arabic = new ArrayList<>();
        for (Path file : files) {
            latin.addAll(pairs(file, file.resolveSibling("kk-latn.json")));
            arabic.addAll(pairs(file, file.resolveSibling("kk-arab.json")));
        }
        for (KazakhScript script : KazakhScript.values()) {
            System.out.println(files.size() + " files of messages, " + script.label() + ": "
                    + score(script == KazakhScript.ARABIC ? arabic : latin, script::write));
        }
        System.out.println("messages, arabic, any hamza: " + score(withOneHamza(arabic), KazakhScript.ARABIC::write));
    }

    @Test
    void agrees_with_another_table_and_leaves_no_cyrillic_letter_of_running_text() throws IOException {
        Path news = CASES.resolve("multilingual/ntrex/public/kaz.txt");
        Path rules = CASES.resolve("kazakh/turkic-translit/kk_lat.rules");
        assumeTrue(Files.exists(news) && Files.exists(rules), "no Kazakh texts in " + CASES + "; skipped");
        List<String> lines = Files.readAllLines(news);

        for (KazakhScript script : KazakhScript.values()) {
            List<String> left = lines.stream()
                    .map(script::write)
                    .flatMap(line -> CYRILLIC.matcher(line).results().map(found -> found.group()))
                    .distinct()
                    .toList();
            System.out.println(
                    script.label() + " leaves these Cyrillic letters of " + lines.size() + " lines: " + left);
        }
        Transliterator other = Transliterator.createFromRules("other", Files.readString(rules), Transliterator.FORWARD);
        List<Pair> pairs = lines.stream()
                .map(line -> new Pair(line, other.transliterate(line)))
                .toList();
        System.out.println(
                "agreement of latin-2021 with the other table: " + score(pairs, KazakhScript.LATIN_2021::write));
    }

    private static List<Pair> pairs(Path cyrillicFile, Path otherFile) throws IOException {
        if (!Files.exists(otherFile)) {
            return List.of();
        }
        ObjectMapper json = new ObjectMapper();
        JsonNode cyrillic = json.readTree(cyrillicFile.toFile());
        JsonNode other = json.readTree(otherFile.toFile());
        List<Pair> pairs = new ArrayList<>();
        cyrillic.properties().forEach(message -> {
            JsonNode same = other.get(message.getKey());
            if (message.getValue().isTextual() && same != null && same.isTextual()) {
                pairs.add(new Pair(withoutMarkup(message.getValue().asText()), withoutMarkup(same.asText())));
            }
        });
        return pairs;
    }

    /** Links, templates, tags and parameters are not written anew. */
    private static String withoutMarkup(String message) {
        return message.replaceAll("\\{\\{[^|}]*\\||<[^>]*>|\\[\\[[^|\\]]*\\||\\[https?:\\S+|https?:\\S+|\\$\\d", " ");
    }

    /** Some write the high hamza. */
    private static List<Pair> withOneHamza(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> new Pair(pair.cyrillic(), pair.expected().replace('\u0674', '\u0621')))
                .toList();
    }

    private record Pair(String cyrillic, String expected) {}

    /**
     * @param pairs with as many words in both
     * @param leftOut pairs without, which are other words rather than other letters
     * @param distance edits to come from what was written to what was expected
     */
    private record Score(int pairs, int leftOut, int words, int rightWords, int letters, int distance) {
        @Override
        public String toString() {
            return "%d pairs (%d left out), %d of %d words right = %.1f %%, character error rate %.1f %%"
                    .formatted(
                            pairs, leftOut, rightWords, words, 100.0 * rightWords / words, 100.0 * distance / letters);
        }
    }

    private static Score score(List<Pair> pairs, UnaryOperator<String> script) {
        int compared = 0;
        int words = 0;
        int right = 0;
        int letters = 0;
        int distance = 0;
        for (Pair pair : pairs) {
            List<String> written = words(script.apply(pair.cyrillic()));
            List<String> expected = words(pair.expected());
            if (written.size() != expected.size()) {
                continue;
            }
            compared++;
            for (int i = 0; i < written.size(); i++) {
                words++;
                right += written.get(i).equals(expected.get(i)) ? 1 : 0;
                letters += expected.get(i).length();
                distance += EditDistance.between(written.get(i), expected.get(i));
            }
        }
        return new Score(compared, pairs.size() - compared, words, right, letters, distance);
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }
}
