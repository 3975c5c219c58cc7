package io.copyflow.launcher.log;

import io.copyflow.runtime.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known texts somebody may have meant. */
final class Nearness {

    private Nearness() {}

    /** At most so many of the known texts that are near or begin nearly so, nearest first. */
    static List<String> nearest(String text, Collection<String> known, int most) {
        int far = Math.max(2, text.length() / 3);
        return known.stream()
                .filter(candidate -> distance(text, candidate) <= far)
                .sorted(Comparator.comparingInt((String candidate) -> distance(text, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Edits from one to the other, or to the other's beginning when it is longer. */
    private static int distance(String text, String candidate) {
        int whole = EditDistance.between(text, candidate);
        return candidate.length() <= text.length()
                ? whole
                : Math.min(whole, EditDistance.between(text, candidate.substring(0, text.length())));
    }
}
