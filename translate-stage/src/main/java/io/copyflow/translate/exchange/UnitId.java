package io.copyflow.translate.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Segment ids as XLIFF can hold them: an NMTOKEN of ASCII. A character it cannot hold is its code point in hexadecimal
 * between underscores; an ordinary id such as {@code b12} stays as it is.
 */
final class UnitId {

    private static final Pattern ESCAPED = Pattern.compile("_([0-9a-f]{1,6})_");

    private UnitId() {}

    static String of(String segmentId) {
        StringBuilder id = new StringBuilder();
        segmentId.codePoints().forEach(c -> {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.') {
                id.appendCodePoint(c);
            } else {
                id.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return id.toString();
    }

    /** The segment id a unit id stands for; an id that no segment id gives stays as it is. */
    static String segmentId(String unitId) {
        Matcher escaped = ESCAPED.matcher(unitId);
        StringBuilder id = new StringBuilder();
        int from = 0;
        while (escaped.find()) {
            int c = Integer.parseInt(escaped.group(1), 16);
            id.append(unitId, from, escaped.start());
            if (!Character.isValidCodePoint(c)) {
                return unitId;
            }
            id.appendCodePoint(c);
            from = escaped.end();
        }
        String segmentId = id.append(unitId.substring(from)).toString();
        return of(segmentId).equals(unitId) ? segmentId : unitId;
    }
}
