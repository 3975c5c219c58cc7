package io.copyflow.runtime;

import java.util.Arrays;

/** How near a misspelt word is to a known one. */
public final class EditDistance {

    private EditDistance() {}

    /** How many letters to insert, drop or replace to come from one to the other (Levenshtein). */
    public static int between(String a, String b) {
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
