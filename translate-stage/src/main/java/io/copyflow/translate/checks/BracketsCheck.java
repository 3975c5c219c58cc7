package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CheckKind#BRACKETS} */
final class BracketsCheck implements Check {

    private static final String OPENING = "([{（［｛";
    private static final String CLOSING = ")]}）］｝";
    private static final char LAST_NARROW = '}';
    private static final char FIRST_WIDE = '（';

    @Override
    public List<Warning> look(Pair pair) {
        String found = unmatched(pair.target().prose());
        if (found == null || unmatched(pair.source().prose()) != null) {
            return List.of();
        }
        return pair.warn(
                CheckKind.BRACKETS,
                "The bracket " + found + " has no partner. Add the other one, or take it out.",
                null,
                found);
    }

    /** The first bracket without a partner; null when all have one. */
    private static @Nullable String unmatched(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char bracket = text.charAt(i);
            if (isOther(bracket)) {
                continue;
            }
            int opening = OPENING.indexOf(bracket);
            int closing = CLOSING.indexOf(bracket);
            if (opening >= 0) {
                open.push(opening);
            } else if (closing >= 0) {
                // wide and narrow ones are often mixed, which reads well enough
                if (open.isEmpty() ? !isListMark(text, i) : open.pop() % 3 != closing % 3) {
                    return Character.toString(bracket);
                }
            }
        }
        return open.isEmpty() ? null : OPENING.substring(open.peekLast(), open.peekLast() + 1);
    }

    /** Most characters, told at a glance. */
    private static boolean isOther(char c) {
        return c == ' ' || c >= 'a' && c <= 'z' || c > LAST_NARROW && c < FIRST_WIDE;
    }

    /** a) or 12) at the beginning. */
    private static boolean isListMark(String text, int bracket) {
        String before = text.substring(0, Math.min(bracket, 4)).strip();
        return bracket <= 4 && !before.isEmpty() && before.chars().allMatch(Character::isLetterOrDigit);
    }
}
