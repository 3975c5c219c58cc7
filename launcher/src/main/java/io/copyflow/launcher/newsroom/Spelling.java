package io.copyflow.launcher.newsroom;

import io.copyflow.runtime.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant, and how to show what they wrote. */
final class Spelling {

    /** Longer words are not misspelt ones, and comparing them takes long. */
    private static final int LONGEST = 64;

    private static final int MOST_LISTED = 20;
    private static final int LONGEST_SHOWN = 60;

    private Spelling() {}

    /** The known word nearest to a wrong one, or null when none is near. */
    static @Nullable String nearest(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return null;
        }
        String lower = wrong.toLowerCase(Locale.ROOT);
        int near = Math.max(2, lower.length() / 3);
        String best = known.stream()
                .min(Comparator.comparingInt(
                                (String word) -> EditDistance.between(word.toLowerCase(Locale.ROOT), lower))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
        if (best == null) {
            return null;
        }
        int distance = EditDistance.between(best.toLowerCase(Locale.ROOT), lower);
        return distance <= near && distance < best.length() ? best : null;
    }

    /** A sentence that leads on from a wrong word: the nearest known one, or all when they are few, or nothing. */
    static String hint(String wrong, Collection<String> known) {
        String nearest = nearest(wrong, known);
        if (nearest != null) {
            return " Did you mean '" + nearest + "'?";
        }
        return known.isEmpty() || known.size() > MOST_LISTED ? "" : " Known are: " + list(known) + ".";
    }

    static String list(Collection<String> words) {
        return words.stream().collect(Collectors.joining(", "));
    }

    /** Text of the file in quotes, shortened, without characters that would disturb a terminal. */
    static String quoted(String text) {
        String shown = text.codePoints()
                .limit(LONGEST_SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "'" + shown + (text.codePointCount(0, text.length()) > LONGEST_SHOWN ? "…" : "") + "'";
    }
}
