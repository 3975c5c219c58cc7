package io.copyflow.translate.checks;

import com.ibm.icu.text.Bidi;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link CheckKind#DIRECTION} */
final class DirectionCheck implements Check {

    /** Groups of digits with spaces between, or with dashes after a plus sign; seven digits or more. */
    private static final Pattern GROUPS = Pattern.compile("\\+?\\p{Nd}{1,4}+(?:[ \\u00A0-]\\(?\\p{Nd}{2,4}+\\)?){2,6}");

    private static final int FEWEST_GROUPS = 3;
    private static final int FEWEST_DIGITS = 7;

    @Override
    public List<Warning> look(Pair pair) {
        List<Warning> warnings = new ArrayList<>();
        String control = control(pair.target().text());
        if (control != null) {
            warnings.add(pair.warning(
                    CheckKind.DIRECTION,
                    "The text has " + control
                            + ". Take it out; marks that are needed must be closed in their paragraph.",
                    null,
                    control));
        }
        if (pair.target().language().isRightToLeft()) {
            String reversed = reversed(pair.target());
            if (reversed != null) {
                warnings.add(pair.warning(
                        CheckKind.DIRECTION,
                        "In text from right to left " + reversed + " shows with its groups in reverse order. Put the"
                                + " marks U+2066 before and U+2069 after it.",
                        null,
                        reversed));
            }
        }
        return warnings;
    }

    /** What is wrong with the marks of direction; null when nothing is. */
    private static @Nullable String control(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u202D', '\u202E' -> {
                    return "an override of direction (" + name(c) + ")";
                }
                case '\u202A', '\u202B' -> open.push(0x202C);
                case '\u2066', '\u2067', '\u2068' -> open.push(0x2069);
                case '\u202C', '\u2069' -> {
                    if (open.isEmpty() || open.pop() != c) {
                        return "a mark that ends a direction which was not begun (" + name(c) + ")";
                    }
                }
                default -> {}
            }
        }
        return open.isEmpty() ? null : "a mark of direction that is never ended";
    }

    private static String name(char c) {
        return "U+" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    }

    /** A telephone number or the like that would show from right to left; null when there is none. */
    private static @Nullable String reversed(Side side) {
        if (side.figures().runs().size() < FEWEST_GROUPS) {
            return null;
        }
        String text = side.prose();
        Matcher groups = GROUPS.matcher(text);
        int[] places = null;
        while (groups.find()) {
            String group = groups.group();
            boolean isSpaced = group.indexOf('-') < 0;
            long digits = group.chars().filter(Character::isDigit).count();
            if (digits < FEWEST_DIGITS || !isSpaced && !group.startsWith("+")) {
                continue;
            }
            if (places == null) {
                places = new Bidi(text, Bidi.RTL).getLogicalMap();
            }
            if (places[groups.start()] > places[groups.end() - 1]) {
                return group;
            }
        }
        return null;
    }
}
