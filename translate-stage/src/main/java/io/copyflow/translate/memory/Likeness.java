package io.copyflow.translate.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How like one text others are, from 0 to 100: 100 · (1 − distance ÷ length of the longer), rounded down. The distance
 * is Levenshtein's, over the code points of the {@linkplain SourceText#folded() folded} texts. Texts that differ only by
 * what folding takes away have 99, and 100 is left to texts that are the same. Where the numbers in the texts differ,
 * {@value #NUMBERS_DIFFER} are taken off: a sentence about another year is nearly the same, and wrong.
 *
 * <p>Code points serve every script alike: words would find nothing in Chinese or Thai, and little in Kazakh, where a
 * word carries its grammar in its endings.
 */
final class Likeness {

    /** Points off where the numbers differ. */
    static final int NUMBERS_DIFFER = 10;

    /** Longer texts are like none but themselves, so that time has an end. In code points. */
    static final int LONGEST = 4096;

    private static final int BITS = Long.SIZE;

    private final SourceText text;
    private final int blocks;
    /** Where in the text each code point stands, 64 places in each number. */
    private final Map<Integer, long[]> places = new HashMap<>();

    Likeness(SourceText text) {
        this.text = text;
        int[] folded = text.folded();
        this.blocks = (folded.length + BITS - 1) / BITS;
        for (int i = 0; i < folded.length; i++) {
            places.computeIfAbsent(folded[i], _ -> new long[blocks])[i / BITS] |= 1L << (i % BITS);
        }
    }

    int to(SourceText other) {
        if (text.plain().equals(other.plain())) {
            return 100;
        }
        if (Arrays.equals(text.folded(), other.folded())) {
            return 99;
        }
        int longer = Math.max(text.folded().length, other.folded().length);
        if (longer > LONGEST) {
            return 0;
        }
        int score = 100 * (longer - distanceTo(other.folded())) / longer;
        return text.numbers().equals(other.numbers()) ? score : Math.max(0, score - NUMBERS_DIFFER);
    }

    /**
     * Levenshtein's distance by bit vectors: a column of the table is kept as its differences, 64 rows in each number
     * (Myers 1999, in the blocks of Hyyrö 2003).
     */
    private int distanceTo(int[] other) {
        int length = text.folded().length;
        if (length == 0) {
            return other.length;
        }
        long[] rises = new long[blocks];
        long[] falls = new long[blocks];
        Arrays.fill(rises, -1L);
        long[] nowhere = new long[blocks];
        long last = 1L << ((length - 1) % BITS);
        int distance = length;
        for (int codePoint : other) {
            long[] equal = places.getOrDefault(codePoint, nowhere);
            long riseIn = 1;
            long fallIn = 0;
            for (int block = 0; block < blocks; block++) {
                long rise = rises[block];
                long vertical = equal[block] | falls[block];
                long same = equal[block] | fallIn;
                long horizontal = (((same & rise) + rise) ^ rise) | same;
                long riseOut = falls[block] | ~(horizontal | rise);
                long fallOut = rise & horizontal;
                if (block == blocks - 1) {
                    distance += (riseOut & last) != 0 ? 1 : 0;
                    distance -= (fallOut & last) != 0 ? 1 : 0;
                }
                long shiftedRise = riseOut << 1 | riseIn;
                long shiftedFall = fallOut << 1 | fallIn;
                riseIn = riseOut >>> (BITS - 1);
                fallIn = fallOut >>> (BITS - 1);
                rises[block] = shiftedFall | ~(vertical | shiftedRise);
                falls[block] = shiftedRise & vertical;
            }
        }
        return distance;
    }
}
