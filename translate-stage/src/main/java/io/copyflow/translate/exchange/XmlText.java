package io.copyflow.translate.exchange;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What XML 1.0 can hold as text. */
final class XmlText {

    private XmlText() {}

    /** The first character that cannot be written, such as {@code U+0001}; null when all can. */
    static @Nullable String unwritable(String text) {
        return text.codePoints()
                .filter(c -> !isWritable(c))
                .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
                .findFirst()
                .orElse(null);
    }

    /** Control characters XML would allow are no text either; a line break or tab is. */
    private static boolean isWritable(int c) {
        if (Character.isISOControl(c)) {
            return c == '\t' || c == '\n';
        }
        return c < Character.MIN_SURROGATE || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
    }
}
