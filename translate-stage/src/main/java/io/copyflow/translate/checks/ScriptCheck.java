package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link CheckKind#SCRIPT} */
final class ScriptCheck implements Check {

    private static final int FEWEST_LETTERS = 8;
    private static final double LEAST_SHARE = 0.5;
    private static final int LONGEST_ACRONYM = 5;

    /** Characters of the other way to write Chinese: a text in order has hardly any. */
    private static final double MOST_OF_OTHER_CHINESE = 0.15;

    private final UnicodeSet traditional =
            Transliterator.getInstance("Traditional-Simplified").getSourceSet().freeze();
    private final UnicodeSet simplified =
            Transliterator.getInstance("Simplified-Traditional").getSourceSet().freeze();

    @Override
    public List<Warning> look(Pair pair) {
        Language language = pair.target().language();
        if (language.script().isEmpty()) {
            return List.of();
        }
        Set<Integer> wanted = language.scripts();
        Map<Integer, Integer> letters = letters(pair, wanted);
        int all = 0;
        int right = 0;
        for (Map.Entry<Integer, Integer> script : letters.entrySet()) {
            all += script.getValue();
            right += wanted.contains(script.getKey()) ? script.getValue() : 0;
        }
        if (all < FEWEST_LETTERS) {
            return List.of();
        }
        if (right < all * LEAST_SHARE) {
            int most = letters.entrySet().stream()
                    .filter(entry -> !wanted.contains(entry.getKey()))
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElseThrow();
            return wrong(pair, name(language.script()), name(UScript.getShortName(most)));
        }
        return switch (language.script()) {
            case "Hans" -> chinese(pair, traditional, simplified, "Traditional Han");
            case "Hant" -> chinese(pair, simplified, traditional, "Simplified Han");
            default -> List.of();
        };
    }

    private static List<Warning> wrong(Pair pair, String expected, String found) {
        return pair.warn(
                CheckKind.SCRIPT,
                "Expected text in " + expected + " script, as "
                        + pair.target().language().tag() + " asks for, but most" + " of it is in " + found
                        + ". Make sure that it is the right text for this language.",
                expected,
                found);
    }

    /** Letters of each script, without words that the source has too and acronyms of another script. */
    private static Map<Integer, Integer> letters(Pair pair, Set<Integer> wanted) {
        Map<Integer, Integer> letters = new HashMap<>();
        for (Word word : pair.target().words().inOrder()) {
            int script = script(word.written());
            boolean isForeignName =
                    !wanted.contains(script) && (pair.shared().contains(word.folded()) || isAcronym(word.written()));
            if (script != UScript.COMMON && !isForeignName) {
                letters.merge(
                        script, word.written().codePointCount(0, word.written().length()), Integer::sum);
            }
        }
        return letters;
    }

    private static int script(String word) {
        for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
            int script = UScript.getScript(word.codePointAt(i));
            if (script != UScript.COMMON && script != UScript.INHERITED) {
                return script;
            }
        }
        return UScript.COMMON;
    }

    private static boolean isAcronym(String word) {
        return word.length() <= LONGEST_ACRONYM && word.codePoints().allMatch(UCharacter::isUUppercase);
    }

    private static List<Warning> chinese(Pair pair, UnicodeSet wrong, UnicodeSet right, String found) {
        int all = 0;
        int others = 0;
        String text = pair.target().text();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (UScript.getScript(c) == UScript.HAN) {
                all++;
                others += wrong.contains(c) && !right.contains(c) ? 1 : 0;
            }
        }
        return all >= FEWEST_LETTERS && others > all * MOST_OF_OTHER_CHINESE
                ? wrong(pair, name(pair.target().language().script()), found)
                : List.of();
    }

    private static String name(String script) {
        return ULocale.getDisplayScript("und-" + script, ULocale.ENGLISH);
    }
}
