package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link CheckKind#TOKENS} */
final class TokensCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        if (pair.source().tokens().isEmpty() && pair.target().tokens().isEmpty()) {
            return List.of();
        }
        Set<String> missing = missing(pair.source().tokens(), pair.target().tokens());
        Set<String> added = missing(pair.target().tokens(), pair.source().tokens());
        if (missing.isEmpty() && added.isEmpty()) {
            return List.of();
        }
        String expected = Pair.namedIfAny(missing);
        String found = Pair.namedIfAny(added);
        String sentence;
        if (found == null) {
            sentence = "The source has " + expected + ", the translation does not. Put it in as it is.";
        } else if (expected == null) {
            sentence = "The translation has " + found + ", the source does not. Check where it comes from.";
        } else {
            sentence =
                    "The source has " + expected + ", the translation " + found + ". Keep it as it is in the source.";
        }
        return pair.warn(CheckKind.TOKENS, sentence, expected, found);
    }

    /** Those that others have not, or fewer of. */
    private static Set<String> missing(List<Token> tokens, List<Token> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(token -> left.merge(key(token), 1, Integer::sum));
        Set<String> missing = new LinkedHashSet<>();
        for (Token token : tokens) {
            if (left.merge(key(token), -1, Integer::sum) < 0) {
                missing.add(token.text());
            }
        }
        return missing;
    }

    /** Spaces inside braces are nobody's concern. */
    private static String key(Token token) {
        return token.text().replace(" ", "");
    }
}
