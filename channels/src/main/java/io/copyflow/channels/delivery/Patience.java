package io.copyflow.channels.delivery;

import java.time.Duration;

/**
 * How patient a channel is that calls others.
 *
 * @param backOff between tries
 * @param giveUpAfter how long one delivery is tried before it is given up
 * @param answer how long an answer is waited for
 * @param settling how long after a call without an answer the other side may still be doing what it asked
 * @param skew how much the other side's clock may differ from this one
 */
public record Patience(BackOff backOff, Duration giveUpAfter, Duration answer, Duration settling, Duration skew) {
    public static final Patience USUAL = new Patience(
            new BackOff(), Duration.ofDays(3), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
