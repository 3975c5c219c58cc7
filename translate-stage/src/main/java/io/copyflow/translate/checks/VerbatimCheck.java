package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@link CheckKind#VERBATIM} */
final class VerbatimCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        Set<String> missing = new LinkedHashSet<>();
        for (String wording : pair.glossary().verbatim()) {
            if (isWordIn(pair.source().text(), wording) && !pair.target().text().contains(wording)) {
                missing.add(wording);
            }
        }
        if (missing.isEmpty()) {
            return List.of();
        }
        String expected = Pair.named(missing);
        return pair.warn(
                CheckKind.VERBATIM,
                "The glossary keeps " + expected + " as it is in every language. Put it in as it is.",
                expected,
                null);
    }

    private static boolean isWordIn(String text, String wording) {
        for (int at = text.indexOf(wording); at >= 0; at = text.indexOf(wording, at + 1)) {
            int end = at + wording.length();
            if ((at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))) {
                return true;
            }
        }
        return false;
    }
}
