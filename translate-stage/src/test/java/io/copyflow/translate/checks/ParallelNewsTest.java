package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copyflow.translate.checks.FaultCount.Count;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Measures the checks on news that people translated: how often they warn where they need not, and how many faults they
 * catch. Needs {@code -Dcases=} the folder with {@code multilingual/ntrex/public}; takes minutes. With
 * {@code -Ddocs.write=true} and all fifteen languages it writes its tables into docs/reference/translation-checks.md,
 * which otherwise must have them already.
 */
class ParallelNewsTest {

    private static final Path PAGE = Path.of("../docs/reference/translation-checks.md");
    private static final int MOST_WARNED_PERCENT = 5;
    private static final long SEED = 11;

    private final StandardChecks checks = new StandardChecks();
    private final ParallelNews news = new ParallelNews(Path.of(System.getProperty("cases", "no-cases")));

    @BeforeEach
    void needs_the_texts() {
        assumeTrue(news.isThere(), "no parallel news; -Dcases= names the folder that has multilingual/ntrex/public");
    }

    @Test
    void r11_of_translations_by_people_fewer_than_one_segment_in_twenty_is_warned_of() throws IOException {
        Map<String, Map<String, Integer>> byLanguage = new LinkedHashMap<>();
        Map<String, Integer> segments = new LinkedHashMap<>();
        Map<String, Integer> warned = new LinkedHashMap<>();
        for (String language : news.languages()) {
            Map<String, Integer> byKind = new TreeMap<>();
            for (Translated translated : news.translated(language)) {
                var kinds = translated.kinds(checks, Glossary.EMPTY);
                kinds.forEach(kind -> byKind.merge(kind, 1, Integer::sum));
                segments.merge(language, 1, Integer::sum);
                warned.merge(language, kinds.isEmpty() ? 0 : 1, Integer::sum);
            }
            byLanguage.put(language, byKind);
        }
        List<String> kinds = new ArrayList<>();
        for (CheckKind kind : CheckKind.values()) {
            if (byLanguage.values().stream().anyMatch(counts -> counts.containsKey(kind.id()))) {
                kinds.add(kind.id());
            }
        }
        StringBuilder table = new StringBuilder("| language | segments | with a warning | ")
                .append(String.join(" | ", kinds))
                .append(" |\n|---|---|---|")
                .append("---|".repeat(kinds.size()))
                .append('\n');
        byLanguage.forEach((language, counts) -> table.append("| `%s` | %d | %s | %s |%n"
                .formatted(
                        language,
                        segments.get(language),
                        percent(warned.get(language), segments.get(language)),
                        kinds.stream()
                                .map(kind -> String.valueOf(counts.getOrDefault(kind, 0)))
                                .collect(Collectors.joining(" | ")))));
        isOnThePage("warnings", table.toString());
        assertThat(warned)
                .allSatisfy((language, count) -> assertThat(count * 100)
                        .as("segments in %s with a warning", language)
                        .isLessThan(segments.get(language) * MOST_WARNED_PERCENT));
    }

    @Test
    void r11_faults_put_into_translations_by_people_are_caught() throws IOException {
        List<Translated> translations = new ArrayList<>();
        for (String language : news.languages()) {
            translations.addAll(news.translated(language));
        }
        FaultCount count = FaultCount.of(checks, translations, new Random(SEED));
        StringBuilder table =
                new StringBuilder("| fault | check | made | caught | caught least |\n|---|---|---|---|---|\n");
        for (Fault fault : Fault.values()) {
            Count of = count.of(fault);
            table.append("| %s | %s | %d | %s | %s |%n"
                    .formatted(
                            fault.what(),
                            fault.caughtBy().stream()
                                    .sorted()
                                    .map(kind -> "`" + kind.id() + "`")
                                    .collect(Collectors.joining(", ")),
                            of.made(),
                            percent(of.caught(), of.made()),
                            least(count.byFault().get(fault))));
        }
        isOnThePage("faults", table.toString());
        for (Fault fault : Fault.values()) {
            Count of = count.of(fault);
            assertThat(of.caught() * 100)
                    .as("percent of %d times that %s is caught", of.made(), fault)
                    .isGreaterThanOrEqualTo(of.made() * 80);
        }
    }

    @Test
    void r11_terms_are_found_in_the_forms_that_people_give_them() throws IOException {
        StringBuilder table = new StringBuilder("| language | segments with a term | warned of |\n|---|---|---|\n");
        Map<String, Count> counts = new LinkedHashMap<>();
        for (String language : news.languages()) {
            Glossary countries = news.countries(language);
            if (countries.terms().isEmpty()) {
                continue;
            }
            int with = 0;
            int warned = 0;
            Language from = new Language("en");
            PreparedGlossary prepared = new PreparedGlossary(countries, from, new Language(language));
            for (Translated translated : news.translated(language)) {
                if (!prepared.terms()
                        .in(new Side(from, translated.source()).words())
                        .isEmpty()) {
                    with++;
                    warned += translated.warnings(checks, countries).stream()
                                    .map(Warning::check)
                                    .anyMatch(CheckKind.GLOSSARY.id()::equals)
                            ? 1
                            : 0;
                }
            }
            counts.put(language, new Count(with, warned));
            table.append("| `%s` | %d | %s |%n".formatted(language, with, percent(warned, with)));
        }
        assumeTrue(!counts.isEmpty(), "no names of countries in multilingual/cldr-glossary");
        isOnThePage("terms", table.toString());
        // people who never saw this glossary chose its wordings most of the time
        assertThat(counts)
                .allSatisfy((language, count) -> assertThat(count.caught() * 2)
                        .as("segments in %s warned of", language)
                        .isLessThan(count.made()));
    }

    /** The language in which the smallest share is caught, of those with twenty faults or more. */
    private static String least(Map<String, Count> byLanguage) {
        return byLanguage.entrySet().stream()
                .filter(entry -> entry.getValue().made() >= 20)
                .min((a, b) -> Double.compare(
                        (double) a.getValue().caught() / a.getValue().made(),
                        (double) b.getValue().caught() / b.getValue().made()))
                .filter(entry -> entry.getValue().caught() < entry.getValue().made())
                .map(entry -> "`" + entry.getKey() + "` "
                        + percent(entry.getValue().caught(), entry.getValue().made()))
                .orElse("");
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "" : "%.1f %%".formatted(100.0 * part / whole);
    }

    /** Prints a table; where all languages were measured, the page has it, or gets it. */
    private void isOnThePage(String part, String table) throws IOException {
        System.out.println(table);
        if (news.languages().size() < ParallelNews.FILES.size()) {
            return;
        }
        String page = Files.readString(PAGE);
        Matcher between = Pattern.compile("(?s)(<!-- measured: " + part + " -->\\n).*?(<!-- end of " + part + " -->)")
                .matcher(page);
        assertThat(between.find()).as("%s has a part '%s'", PAGE, part).isTrue();
        String wanted = between.replaceFirst("$1" + Matcher.quoteReplacement(table) + "$2");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE)).as("%s, '%s'", PAGE, part).isEqualTo(wanted);
    }
}
