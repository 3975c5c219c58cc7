package io.copyflow.launcher.log;

import java.util.Arrays;
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
        int whole = edits(text, candidate);
        return candidate.length() <= text.length()
                ? whole
                : Math.min(whole, edits(text, candidate.substring(0, text.length())));
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
