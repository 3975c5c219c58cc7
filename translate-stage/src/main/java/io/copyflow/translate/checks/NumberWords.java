package io.copyflow.translate.checks;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that stand for numbers and that Unicode's data lacks, such as {@code dozen}, {@code half} or {@code bn}; those
 * for percent stand for 0.01.
 */
final class NumberWords {

    private final Map<BigDecimal, List<String>> byValue;
    private final Map<BigDecimal, List<Wording>> wordings = new HashMap<>();

    private NumberWords(Map<BigDecimal, List<String>> byValue) {
        this.byValue = byValue;
        byValue.forEach((value, words) ->
                wordings.put(value, words.stream().map(Wording::of).toList()));
    }

    /** Those of a language, given without script and region. */
    static NumberWords of(String language) {
        Map<BigDecimal, List<String>> found = new HashMap<>();
        for (LanguageTable.Row row : LanguageTable.rows("number-words.tsv", language)) {
            found.put(Figures.plain(new BigDecimal(row.thing())), row.words());
        }
        return new NumberWords(found);
    }

    List<Wording> of(BigDecimal value) {
        return wordings.getOrDefault(value, List.of());
    }

    Map<BigDecimal, List<String>> all() {
        return byValue;
    }
}
