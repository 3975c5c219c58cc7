package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@link CheckKind#CURRENCY} */
final class CurrencyCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        Set<String> expected = signs(pair.source().prose());
        if (expected.isEmpty()) {
            return List.of();
        }
        Set<String> found = signs(pair.target().prose());
        if (found.isEmpty() || !Collections.disjoint(expected, found)) {
            return List.of();
        }
        String wanted = Pair.named(expected);
        String got = Pair.named(found);
        return pair.warn(
                CheckKind.CURRENCY,
                "The source gives sums in " + wanted + ", the translation in " + got
                        + ". Put back the source's currency, or give both.",
                wanted,
                got);
    }

    private static Set<String> signs(String text) {
        Set<String> signs = new TreeSet<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSign(c)) {
                signs.add(c == '￥' ? "¥" : Character.toString(c));
            }
        }
        return signs;
    }

    private static boolean isSign(char c) {
        return c < Characters.FIRST_AFTER_ASCII ? c == '$' : Character.getType(c) == Character.CURRENCY_SYMBOL;
    }
}
