package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import io.copyflow.translate.domain.Warning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@link CheckKind#NUMBERS} */
final class NumbersCheck implements Check {

    /** So many numbers are looked up in words; more that differ cannot change that the editor must look. */
    private static final int MOST_LOOKED_UP = 12;

    @Override
    public List<Warning> look(Pair pair) {
        if (pair.source().figures().runs().isEmpty()
                && pair.target().figures().runs().isEmpty()) {
            return List.of();
        }
        Set<String> missing = unmatched(pair.source(), pair.target());
        Set<String> added = unmatched(pair.target(), pair.source());
        if (missing.isEmpty() && added.isEmpty()) {
            return List.of();
        }
        String expected = Pair.namedIfAny(missing);
        String found = Pair.namedIfAny(added);
        String sentence;
        if (found == null) {
            sentence = "The source has " + expected + ", which is not in the translation. Add it, or make sure that it"
                    + " is said in words.";
        } else if (expected == null) {
            sentence = "The translation has " + found + ", which is not in the source. Check where it comes from.";
        } else {
            sentence = "The source has " + expected + ", the translation " + found + ". Make them agree.";
        }
        return pair.warn(CheckKind.NUMBERS, sentence, expected, found);
    }

    /** The numbers of one text that the other lacks, as written. */
    private static Set<String> unmatched(Side own, Side other) {
        Figures figures = own.figures();
        Set<String> unmatched = new LinkedHashSet<>();
        NumberMatch match = new NumberMatch(own, other);
        int lookedUp = 0;
        for (int run = 0; run < figures.runs().size(); run++) {
            if (!isOne(figures, run)
                    && !match.isInDigits(run)
                    && (lookedUp++ >= MOST_LOOKED_UP || !match.isOtherwise(run))) {
                unmatched.add(figures.written(run));
            }
        }
        return unmatched;
    }

    /** A lone 1 is said in too many ways, or not at all, as in the 1st of May or a year; but HER1 is a name. */
    private static boolean isOne(Figures figures, int run) {
        String before = figures.before(run);
        return figures.runs().get(run).digits().equals("1")
                && figures.readings(run).size() == 1
                && (before.isEmpty() || !UCharacter.isUUppercase(before.codePointBefore(before.length())));
    }
}
