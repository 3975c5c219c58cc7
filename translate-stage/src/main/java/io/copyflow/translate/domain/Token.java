package io.copyflow.translate.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The smallest piece of a text that a change is told in.
 *
 * @param text as written
 */
record Token(Kind kind, String text) {

    enum Kind {
        /** Letters of a script with capitals, such as {@code don't}, {@code example.org}. */
        WORD,
        /** What has a digit of any script in it, such as {@code 1,5}, {@code G7}, {@code ½}. */
        NUMBER,
        /** One letter of a script without capitals: its words cannot be told apart, or its names not from other words. */
        LETTER,
        /** Such as {@code €}, {@code %}, {@code +}, {@code #}. */
        SIGN,
        PUNCTUATION
    }

    /** Between two letters or digits these belong to the word: {@code 10:30}, {@code l'eau}, {@code a@b.org}. */
    private static final String JOINING = "'’-‐‑.,:/@_&·";

    private static final String INSIDE_NAMES = ".:/@_&";

    private static final String SIGNS = "%‰‱#@&§*/\\";

    /** The text in pieces; space, controls and invisible characters are none. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        int at = 0;
        while (at < points.length) {
            if (isOfWord(points[at])) {
                int end = at + 1;
                while (end < points.length && goesOn(points, end)) {
                    end++;
                }
                String word = new String(points, at, end - at);
                tokens.add(new Token(word.codePoints().anyMatch(Token::isDigit) ? Kind.NUMBER : Kind.WORD, word));
                at = end;
            } else if (Character.isLetter(points[at])) {
                int end = at + 1;
                while (end < points.length && isMark(points[end])) {
                    end++;
                }
                tokens.add(new Token(Kind.LETTER, new String(points, at, end - at)));
                at = end;
            } else {
                Kind kind = kindOfOther(points[at]);
                if (kind != null) {
                    tokens.add(new Token(kind, Character.toString(points[at])));
                }
                at++;
            }
        }
        return tokens;
    }

    /** In lower case, with the typewriter's apostrophe. */
    String folded() {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'');
    }

    /** Whether it may be of a name: by a capital, or by what no plain word has inside, such as {@code example.org}. */
    boolean mayBeName() {
        return switch (kind) {
            case LETTER -> true;
            case WORD -> text.codePoints().anyMatch(point -> isCapital(point) || INSIDE_NAMES.indexOf(point) >= 0);
            case NUMBER -> text.codePoints().anyMatch(Token::isCapital);
            case SIGN, PUNCTUATION -> false;
        };
    }

    private static boolean isCapital(int point) {
        return Character.isUpperCase(point) || Character.isTitleCase(point);
    }

    private static boolean goesOn(int[] points, int at) {
        return isOfWord(points[at])
                || isMark(points[at])
                || Character.getType(points[at]) == Character.FORMAT
                || (JOINING.indexOf(points[at]) >= 0 && at + 1 < points.length && isOfWord(points[at + 1]));
    }

    private static boolean isOfWord(int point) {
        return isDigit(point)
                || Character.isUpperCase(point)
                || Character.isLowerCase(point)
                || Character.isTitleCase(point)
                || Character.getType(point) == Character.MODIFIER_LETTER;
    }

    private static boolean isDigit(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** What is neither letter nor digit; null where it is nothing to see. */
    private static @Nullable Kind kindOfOther(int point) {
        if (SIGNS.indexOf(point) >= 0) {
            return Kind.SIGN;
        }
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> null;
            case Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> Kind.PUNCTUATION;
            default -> Kind.SIGN;
        };
    }
}
