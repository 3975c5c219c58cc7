package io.copyflow.translate.checks;

import com.ibm.icu.lang.UScript;
import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@link CheckKind#LETTERS} */
final class LettersCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        Set<String> mixed = new LinkedHashSet<>();
        for (Word word : pair.target().words().inOrder()) {
            if (isMixed(word.written())) {
                mixed.add(word.written());
            }
        }
        if (mixed.isEmpty()) {
            return List.of();
        }
        String found = Pair.named(mixed);
        return pair.warn(
                CheckKind.LETTERS,
                "Letters of another script that look alike are in " + found
                        + ", so searches and screen readers will not know the word. Type it anew.",
                null,
                found);
    }

    /** Whether scripts take turns, or one letter of another begins or ends the word; SMSке is a word and its ending. */
    private static boolean isMixed(String word) {
        int turns = 0;
        int shortest = Integer.MAX_VALUE;
        int length = 0;
        int before = UScript.COMMON;
        for (int i = 0; i < word.length(); i++) {
            int script = script(word.charAt(i));
            if (script != UScript.LATIN && script != UScript.CYRILLIC && script != UScript.GREEK) {
                return false;
            }
            if (script != before && before != UScript.COMMON) {
                turns++;
                shortest = Math.min(shortest, length);
                length = 0;
            }
            length++;
            before = script;
        }
        return turns > 1 || turns == 1 && Math.min(shortest, length) == 1;
    }

    /** A letter's script, of most letters at a glance; none for what is no letter. */
    private static int script(char c) {
        if (c >= 'a' && c <= 'z') {
            return UScript.LATIN;
        }
        if (c >= 'А' && c <= 'я') {
            return UScript.CYRILLIC;
        }
        return Character.isLetter(c) ? UScript.getScript(c) : UScript.COMMON;
    }
}
