package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;

/** {@link CheckKind#ENDING} */
final class EndingCheck implements Check {

    private static final String STOPS = ".!?。！？؟۔।";
    private static final String BEHIND_STOPS = "\"”’'»)";

    /** They set no full stops. */
    private static final Set<String> WITHOUT_STOPS = Set.of("th", "lo");

    @Override
    public List<Warning> look(Pair pair) {
        String target = pair.target().text().strip();
        int last = target.codePointBefore(target.length());
        if (!UCharacter.isLetterOrDigit(last)
                || WITHOUT_STOPS.contains(pair.target().language().name())
                || !isEnded(pair.source().text())) {
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

    private static boolean isEnded(String text) {
        int last = text.length() - 1;
        while (last >= 0
                && (BEHIND_STOPS.indexOf(text.charAt(last)) >= 0 || Character.isWhitespace(text.charAt(last)))) {
            last--;
        }
        return last >= 0 && STOPS.indexOf(text.charAt(last)) >= 0;
    }
}
