package io.copyflow.translate.checks;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.MeasureUnit;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;

/** How a language writes numbers in words. Safe for threads. */
final class Spelling {

    private static final BigDecimal LARGEST = new BigDecimal("1e12");
    static final BigDecimal PERCENT = new BigDecimal("0.01");

    private final RuleBasedNumberFormat format;
    private final NumberWords words;
    private final Set<String> percent;

    private Spelling(RuleBasedNumberFormat format, NumberWords words, Set<String> percent) {
        this.format = format;
        this.words = words;
        this.percent = percent;
    }

    static Spelling of(Language language) {
        NumberWords words = NumberWords.of(language.name());
        Set<String> percent = new LinkedHashSet<>(words.of(PERCENT));
        for (double count : new double[] {1, 1.5, 2, 5}) {
            String named = NumberFormatter.withLocale(language.locale())
                    .unit(MeasureUnit.PERCENT)
                    .unitWidth(UnitWidth.FULL_NAME)
                    .format(count)
                    .toString()
                    .replaceAll("[^\\p{L}\\p{M} ]", "")
                    .strip();
            if (!named.isEmpty()) {
                percent.add(named);
            }
        }
        return new Spelling(
                new RuleBasedNumberFormat(language.locale(), RuleBasedNumberFormat.SPELLOUT), words, percent);
    }

    /** Whether a text has the number in words, cardinal or ordinal, in whatever form. */
    boolean isIn(BigDecimal value, Words text) {
        return words.of(value).stream().anyMatch(text::haveAll)
                || value.scale() <= 0
                        && value.compareTo(LARGEST) <= 0
                        && forms(value.longValueExact()).stream().anyMatch(text::haveAll);
    }

    /** Words for percent; empty where none is known. */
    Set<String> percent() {
        return percent;
    }

    private synchronized Set<String> forms(long value) {
        Set<String> forms = new LinkedHashSet<>();
        for (String rules : format.getRuleSetNames()) {
            forms.add(format.format(value, rules));
        }
        return forms;
    }
}
