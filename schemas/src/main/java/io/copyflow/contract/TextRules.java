package io.copyflow.contract;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a text must be like, a source's like a translation's. Source: docs/semantics.md, rules 2, 3 and 11. */
public final class TextRules {

    /** The most bytes of UTF-8 in all texts and link targets of a version together. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int MOST_MARKS_IN_A_ROW = 30;

    /** Before it Unicode has no combining mark, so that most texts of Latin letters need not be looked up. */
    private static final int FIRST_MARK = 0x300;

    private TextRules() {}

    /**
     * Why a text cannot be accepted.
     *
     * @param where names the text in the sentence, such as {@code block 3 (paragraph)}
     * @return null when it can, else {@code text-invalid}
     */
    public static @Nullable Refusal refusal(String text, String where) {
        int forbidden = firstForbidden(text);
        if (forbidden >= 0) {
            return new Refusal(
                    "text-invalid",
                    "Expected text without control characters, line breaks and direction overrides, but " + where
                            + " contains " + String.format(Locale.ROOT, "U+%04X", forbidden)
                            + ". Remove it; a text is one line.");
        }
        Refusal piled = piledMarks(text, where);
        if (piled != null) {
            return piled;
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return new Refusal(
                    "text-invalid",
                    "Expected text in Unicode NFC, but " + where
                            + " is not. Normalise it, and count its marks on the normalised text.");
        }
        return null;
    }

    /** -1 when there is none. */
    private static int firstForbidden(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (isForbidden(codePoint)) {
                return codePoint;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    /**
     * Why a text cannot even be normalised: it has more combining marks in a row than any script needs, and normalising
     * takes time with the square of their number. The limit is that of Unicode's Stream-Safe Text Format (UAX 15).
     *
     * @param where names the text in the sentence
     * @return null when it can, else {@code text-invalid}
     */
    public static @Nullable Refusal piledMarks(String text, String where) {
        return hasPiledMarks(text)
                ? new Refusal(
                        "text-invalid",
                        "Expected at most " + MOST_MARKS_IN_A_ROW + " combining marks in a row, but " + where
                                + " has more. Leave out those that no script needs.")
                : null;
    }

    private static boolean hasPiledMarks(String text) {
        int inARow = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            inARow = isCombining(codePoint) ? inARow + 1 : 0;
            if (inARow > MOST_MARKS_IN_A_ROW) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCombining(int codePoint) {
        return codePoint >= FIRST_MARK && isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Whether nothing of the text can be seen: white space and invisible characters only. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || isInvisibleLetter(c));
    }

    /**
     * Whether a character never belongs into a text: control characters, line breaks, the embeddings, overrides and
     * isolates that can make a text read otherwise than it is stored, and what Unicode keeps for programs alone, which
     * no XML can hold. The plain direction marks are fine.
     */
    public static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0xFEFF
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || (codePoint & 0xFFFE) == 0xFFFE
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
                || (codePoint >= 0xFFF9 && codePoint <= 0xFFFB);
    }

    /** Letters and combining marks that Unicode lists as ignorable, and the Braille pattern without a dot. */
    private static boolean isInvisibleLetter(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (codePoint >= 0x180B && codePoint <= 0x180F)
                        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
        };
    }
}
