package io.copyflow.translate.checks;

import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;

/** {@link CheckKind#LENGTH} */
final class LengthCheck implements Check {

    /** What a translation may differ from the expected length, as a natural logarithm: of a long text, and more of short ones. */
    private static final double LEAST_TOLERANCE = 0.3;

    private static final double TOLERANCE_OF_SHORT = 1.8;
    private static final int FEWEST_CHARACTERS = 10;

    @Override
    public List<Warning> look(Pair pair) {
        Lengths from = Lengths.of(pair.source().language().name());
        Lengths to = Lengths.of(pair.target().language().name());
        int source = characters(pair.source(), pair.shared());
        int found = characters(pair.target(), pair.shared());
        if (source == 0 || found == 0) {
            return List.of();
        }
        double inEnglish = source / from.ratio();
        double expected = inEnglish * to.ratio();
        double tolerance =
                Math.max(from.spread(), to.spread()) * (LEAST_TOLERANCE + TOLERANCE_OF_SHORT / Math.sqrt(inEnglish));
        if (Math.abs(Math.log(found / expected)) <= tolerance || Math.abs(found - expected) < FEWEST_CHARACTERS) {
            return List.of();
        }
        boolean isLong = found > expected;
        String usual = "about " + Math.round(expected) + " characters";
        return pair.warn(
                CheckKind.LENGTH,
                "The translation has " + found + " characters where " + usual + " are usual. Make sure that nothing "
                        + (isLong ? "is in it twice or was added." : "is missing."),
                usual,
                found + " characters");
    }

    /** As readers see them: letters with their marks are one. Words that both texts have, such as names, do not count. */
    private static int characters(Side side, Set<String> shared) {
        int count = side.characters();
        if (shared.isEmpty()) {
            return count;
        }
        for (Word word : side.words().inOrder()) {
            if (shared.contains(word.folded())) {
                count -= Characters.in(word.written());
            }
        }
        return count;
    }
}
