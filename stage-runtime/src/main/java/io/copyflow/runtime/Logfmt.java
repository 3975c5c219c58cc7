package io.copyflow.runtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values for log lines of {@code key=value} pairs: whatever stands in them, they stay one value on one line. */
public final class Logfmt {

    private Logfmt() {}

    /**
     * The value as it is when it is plain; else in quotes, with a backslash before quotes and backslashes, and control
     * characters, line ends and invisible characters written as escapes.
     */
    public static String value(@Nullable Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty() && text.codePoints().allMatch(Logfmt::isPlain)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int point) {
        return isShown(point) && !Character.isWhitespace(point) && point != '"' && point != '\\' && point != '=';
    }

    /** Whether it is neither a control character nor one that moves, hides or ends what is shown. */
    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isShown(point)) {
                    quoted.appendCodePoint(point);
                } else {
                    quoted.append(String.format(Locale.ROOT, "\\u{%x}", point));
                }
            }
        }
    }
}
