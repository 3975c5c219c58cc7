package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link CheckKind#ENDING} */
final class EndingCheck implements Check {

    private static final Pattern ENDED = Pattern.compile("[.!?。！？؟۔।][\"”’'»)\\s]*$");

    /** They set no full stops. */
    private static final Set<String> WITHOUT_STOPS = Set.of("th", "lo");

    @Override
    public List<Warning> look(Pair pair) {
        String target = pair.target().text().strip();
        int last = target.codePointBefore(target.length());
        if (!UCharacter.isLetterOrDigit(last)
                || WITHOUT_STOPS.contains(pair.target().language().name())
                || !ENDED.matcher(pair.source().text()).find()) {
            return List.of();
        }
        String found = "…" + target.substring(Math.max(0, target.length() - 20));
        return pair.warn(
                CheckKind.ENDING,
                "The source ends a sentence here, the translation does not (“" + found
                        + "”). Make sure that nothing is missing, and end it.",
                null,
                found);
    }
}
