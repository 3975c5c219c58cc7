package io.copyflow.launcher.bench;

import java.util.Arrays;

/**
 * The middle and the slow end of some durations, in milliseconds.
 *
 * @param p50 half are no longer
 * @param p99 99 of 100 are no longer
 */
record Spread(double p50, double p99) {

    /** @param nanos in any order; none gives zeros */
    static Spread of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.5), at(sorted, 0.99));
    }

    /** The smallest that is no shorter than this share of all. */
    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
