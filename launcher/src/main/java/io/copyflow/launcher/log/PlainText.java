package io.copyflow.launcher.log;

import java.util.Locale;

/** Text from the log, fit for a line on a screen, and how many columns it takes there. */
public final class PlainText {

    static final char FIRST_STRONG_ISOLATE = '\u2068';
    static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private static final String ELLIPSIS = "…";

    private PlainText() {}

    /**
     * One line without anything that steers a screen: white space becomes a space, other controls the replacement
     * character; what embeds, overrides or isolates directions is dropped.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\t' || point == '\n' || point == '\r' || point == '\u2028' || point == '\u2029') {
                clean.append(' ');
            } else if (Character.isISOControl(point)) {
                clean.append('\ufffd');
            } else if (!steersDirection(point)) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }

    /** Clean, and isolated when it has right-to-left letters, so that it cannot move what stands around it. */
    public static String isolated(String text) {
        String clean = clean(text);
        return clean.codePoints().anyMatch(PlainText::isRightToLeft)
                ? FIRST_STRONG_ISOLATE + clean + POP_DIRECTIONAL_ISOLATE
                : clean;
    }

    static String withoutIsolates(String text) {
        return text.replace(String.valueOf(FIRST_STRONG_ISOLATE), "")
                .replace(String.valueOf(POP_DIRECTIONAL_ISOLATE), "");
    }

    /** At most so many columns; what is cut ends in an ellipsis, with its isolates closed. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        int open = 0;
        for (int point : text.codePoints().toArray()) {
            used += width(point);
            if (used > columns - 1) {
                break;
            }
            open += point == FIRST_STRONG_ISOLATE ? 1 : point == POP_DIRECTIONAL_ISOLATE ? -1 : 0;
            cut.appendCodePoint(point);
        }
        return cut + String.valueOf(POP_DIRECTIONAL_ISOLATE).repeat(Math.max(0, open)) + ELLIPSIS;
    }

    /** Columns a terminal gives the text: two for wide letters, none for what combines. */
    static int width(String text) {
        return text.codePoints().map(PlainText::width).sum();
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    /** East Asian wide and full-width letters, and emoji: Unicode TR 11, in ranges as terminals take them. */
    private static boolean isWide(int point) {
        return point >= 0x1100
                && (point <= 0x115f
                        || (point >= 0x2e80 && point <= 0x303e)
                        || (point >= 0x3041 && point <= 0xa4cf)
                        || (point >= 0xa960 && point <= 0xa97c)
                        || (point >= 0xac00 && point <= 0xd7a3)
                        || (point >= 0xf900 && point <= 0xfaff)
                        || (point >= 0xfe30 && point <= 0xfe6f)
                        || (point >= 0xff00 && point <= 0xff60)
                        || (point >= 0xffe0 && point <= 0xffe6)
                        || (point >= 0x1f300 && point <= 0x1f64f)
                        || (point >= 0x1f680 && point <= 0x1f6ff)
                        || (point >= 0x1f900 && point <= 0x1f9ff)
                        || (point >= 0x20000 && point <= 0x3fffd));
    }

    private static boolean steersDirection(int point) {
        return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    }

    private static boolean isRightToLeft(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
            default -> false;
        };
    }

    /** A count with its noun: {@code 1 thread}, {@code 2 threads}. */
    public static String counted(int count, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
