package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
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
        Set<String> found = signs(pair.target().prose());
        if (expected.isEmpty() || found.isEmpty() || !Collections.disjoint(expected, found)) {
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
        text.codePoints()
                .filter(c -> UCharacter.getType(c) == UCharacterCategory.CURRENCY_SYMBOL)
                .mapToObj(c -> c == '￥' ? "¥" : Character.toString(c))
                .forEach(signs::add);
        return signs;
    }
}
