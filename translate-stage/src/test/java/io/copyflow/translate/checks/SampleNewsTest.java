package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Glossary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checks on a small story in every language of the reference newsroom. {@link ParallelNewsTest} has much more. */
class SampleNewsTest {

    private static final StandardChecks CHECKS = new StandardChecks();

    /** Faults that cannot all be caught, and the share that is, in percent; all others are caught always. */
    private static final Map<Fault, Integer> LEAST_CAUGHT = new EnumMap<>(Map.of(
            Fault.DIGITS_SWAPPED, 95,
            Fault.DIGIT_CHANGED, 90,
            Fault.NUMBER_DROPPED, 80,
            Fault.HALVED, 90,
            Fault.LETTER_OF_OTHER_SCRIPT, 90));

    @Test
    void r11_sound_translations_between_any_two_of_sixteen_languages_are_not_warned_of() {
        List<String> warned = new ArrayList<>();
        for (String from : SampleNews.languages()) {
            for (String to : SampleNews.languages()) {
                for (Translated translated : SampleNews.translated(from, to)) {
                    if (!from.equals(to)) {
                        translated
                                .warnings(CHECKS, Glossary.EMPTY)
                                .forEach(warning -> warned.add(from + " " + to + " " + warning));
                    }
                }
            }
        }
        assertThat(warned).isEmpty();
    }

    @Test
    void r11_faults_are_caught_in_every_language() {
        long seed = Long.getLong("seed", 11);
        List<Translated> translations = SampleNews.languages().stream()
                .filter(language -> !language.equals("en"))
                .flatMap(language -> SampleNews.translated("en", language).stream())
                .toList();
        FaultCount count = FaultCount.of(CHECKS, translations, new Random(seed));
        for (Fault fault : Fault.values()) {
            FaultCount.Count of = count.of(fault);
            assertThat(of.made()).as("%s was made, seed %d", fault, seed).isPositive();
            assertThat(of.caught() * 100 / of.made())
                    .as("percent of %d times that %s is caught, seed %d", of.made(), fault, seed)
                    .isGreaterThanOrEqualTo(LEAST_CAUGHT.getOrDefault(fault, 100));
        }
    }

    @Test
    void r11_a_story_of_600_words_takes_a_few_milliseconds() {
        List<Passage> source = new ArrayList<>();
        List<Passage> target = new ArrayList<>();
        int words = 0;
        for (int copy = 0; words < 600; copy++) {
            for (Translated translated : SampleNews.translated("en", "kk-Cyrl")) {
                source.add(
                        Passage.plain("b" + source.size(), translated.source().text()));
                target.add(
                        Passage.plain("b" + target.size(), translated.target().text()));
                words += translated.source().text().split(" ").length;
            }
        }
        double fastest = Double.MAX_VALUE;
        for (int run = 0; run < 50; run++) {
            long start = System.nanoTime();
            CHECKS.check("en", source, "kk-Cyrl", target, Glossary.EMPTY);
            fastest = Math.min(fastest, (System.nanoTime() - start) / 1e6);
        }
        System.out.printf("%d words in %d segments: %.2f ms%n", words, source.size(), fastest);
        assertThat(fastest).as("milliseconds for %d words", words).isLessThan(50);
    }
}
