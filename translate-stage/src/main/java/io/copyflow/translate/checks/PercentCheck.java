package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link CheckKind#PERCENT} */
final class PercentCheck implements Check {

    private static final Pattern WITH_NUMBER = Pattern.compile("\\p{Nd}\\s?[%٪％﹪]|[%٪％﹪]\\s?\\p{Nd}");
    private static final Pattern SIGN = Pattern.compile("[%٪％﹪]");

    @Override
    public List<Warning> look(Pair pair) {
        Side target = pair.target();
        Set<String> words = target.language().spelling().percent();
        if (words.isEmpty()
                || !WITH_NUMBER.matcher(pair.source().prose()).find()
                || SIGN.matcher(target.text()).find()
                || words.stream().anyMatch(target.words()::haveAll)) {
            return List.of();
        }
        return pair.warn(
                CheckKind.PERCENT,
                "The source speaks of percent, the translation does not. Add the sign or the word.",
                "%",
                null);
    }
}
