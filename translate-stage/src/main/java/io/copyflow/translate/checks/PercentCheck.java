package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link CheckKind#PERCENT} */
final class PercentCheck implements Check {

    private static final Pattern WITH_NUMBER = Pattern.compile("\\p{Nd}\\s?[%٪％﹪]|[%٪％﹪]\\s?\\p{Nd}");
    private static final String SIGNS = "%٪％﹪";

    @Override
    public List<Warning> look(Pair pair) {
        Side target = pair.target();
        Set<Wording> words = target.language().spelling().percent();
        if (words.isEmpty()
                || !hasSign(pair.source().prose())
                || hasSign(target.text())
                || !WITH_NUMBER.matcher(pair.source().prose()).find()
                || words.stream().anyMatch(target.words()::haveAll)) {
            return List.of();
        }
        return pair.warn(
                CheckKind.PERCENT,
                "The source speaks of percent, the translation does not. Add the sign or the word.",
                "%",
                null);
    }

    private static boolean hasSign(String text) {
        for (int i = 0; i < SIGNS.length(); i++) {
            if (text.indexOf(SIGNS.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
