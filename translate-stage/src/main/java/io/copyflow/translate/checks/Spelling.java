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
    private final Set<Wording> percent;

    private Spelling(RuleBasedNumberFormat format, NumberWords words, Set<Wording> percent) {
        this.format = format;
        this.words = words;
        this.percent = percent;
    }

    static Spelling of(Language language) {
        NumberWords words = NumberWords.of(language.name());
        Set<Wording> percent = new LinkedHashSet<>(words.of(PERCENT));
        for (double count : new double[] {1, 1.5, 2, 5}) {
            String named = NumberFormatter.withLocale(language.locale())
                    .unit(MeasureUnit.PERCENT)
                    .unitWidth(UnitWidth.FULL_NAME)
                    .format(count)
                    .toString()
                    .replaceAll("[^\\p{L}\\p{M} ]", "")
                    .strip();
            if (!named.isEmpty()) {
                percent.add(Wording.of(named));
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
    Set<Wording> percent() {
        return percent;
    }

    private synchronized Set<Wording> forms(long value) {
        Set<Wording> forms = new LinkedHashSet<>();
        for (String rules : format.getRuleSetNames()) {
            forms.add(Wording.of(format.format(value, rules)));
        }
        return forms;
    }
}
