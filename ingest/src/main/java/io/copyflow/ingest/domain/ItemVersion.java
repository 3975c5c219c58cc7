package io.copyflow.ingest.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of the versions that providers give their items. Source: docs/semantics.md, rule 4.
 *
 * <ul>
 *   <li>Two times of ISO 8601 with a zone are compared as times.
 *   <li>Everything else part by part: runs of digits as numbers of any size ({@code 9} before {@code 10}, {@code 007}
 *       is {@code 7}), what is between them as text without case; a part that is missing comes first.
 *   <li>A {@code v} before the first digit, and {@code .0} at the end, count for nothing.
 * </ul>
 */
final class ItemVersion {

    static final Comparator<String> ORDER = ItemVersion::compare;

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");
    private static final Pattern PREFIX = Pattern.compile("^[vV]\\.?\\s*(?=\\d)");
    private static final Pattern NAUGHTS = Pattern.compile("(?<=\\d)(\\.0{1,9}){1,9}$");

    private ItemVersion() {}

    private static int compare(String one, String other) {
        Instant oneTime = time(one);
        Instant otherTime = time(other);
        if (oneTime != null && otherTime != null) {
            return oneTime.compareTo(otherTime);
        }
        List<String> ones = parts(one);
        List<String> others = parts(other);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int order = comparePart(ones.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    private static int comparePart(String one, String other) {
        if (isNumber(one) && isNumber(other)) {
            String a = withoutZeros(one);
            String b = withoutZeros(other);
            int length = Integer.compare(a.length(), b.length());
            return length != 0 ? length : a.compareTo(b);
        }
        return one.compareToIgnoreCase(other);
    }

    private static List<String> parts(String version) {
        String bare = NAUGHTS.matcher(PREFIX.matcher(version.strip()).replaceFirst(""))
                .replaceFirst("");
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(bare);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }

    /** ASCII digits only: nobody counts versions in others. */
    private static boolean isNumber(String part) {
        char first = part.charAt(0);
        return first >= '0' && first <= '9';
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static @Nullable Instant time(String version) {
        try {
            return OffsetDateTime.parse(version.strip()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
