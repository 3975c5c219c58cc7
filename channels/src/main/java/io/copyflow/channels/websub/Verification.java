package io.copyflow.channels.websub;

import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.runtime.Logfmt;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whoever is to be called whether that is wanted: it must send a challenge back. */
final class Verification {

    private static final Logger log = LoggerFactory.getLogger(Verification.class);

    private final GuardedCalls calls;
    private final Turns turns;
    private final Limits limits;
    private final RandomGenerator random;
    private final ExecutorService work;

    /** How many wait or are asked just now, and how many of each host. */
    private int waiting;

    private final Map<String, Integer> ofHost = new HashMap<>();

    Verification(GuardedCalls calls, Turns turns, Limits limits, RandomGenerator random, ExecutorService work) {
        this.calls = calls;
        this.turns = turns;
        this.limits = limits;
        this.random = random;
        this.work = work;
    }

    /** How many are not through yet. */
    synchronized int waiting() {
        return waiting;
    }

    /**
     * Asks in the background.
     *
     * @param lease how long it is to last; for a subscription
     * @param agreed done when the challenge came back
     * @return false when there are too many to be asked already
     */
    boolean begin(Subscription wanted, boolean subscribe, Duration lease, Runnable agreed) {
        if (!enter(wanted.host())) {
            return false;
        }
        work.submit(() -> {
            try {
                if (turns.call(wanted.host(), () -> agrees(wanted, subscribe, lease))) {
                    agreed.run();
                } else {
                    log.info("subscription-not-verified host={}", Logfmt.value(wanted.host()));
                }
                return null;
            } finally {
                leave(wanted.host());
            }
        });
        return true;
    }

    private synchronized boolean enter(String host) {
        if (waiting >= limits.asked() || ofHost.getOrDefault(host, 0) >= limits.askedOfOneHost()) {
            return false;
        }
        waiting++;
        ofHost.merge(host, 1, Integer::sum);
        return true;
    }

    private synchronized void leave(String host) {
        waiting--;
        ofHost.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
    }

    private boolean agrees(Subscription wanted, boolean subscribe, Duration lease) {
        byte[] chance = new byte[24];
        random.nextBytes(chance);
        String challenge = HexFormat.of().formatHex(chance);
        String query = "hub.mode=" + (subscribe ? "subscribe" : "unsubscribe")
                + "&hub.topic=" + URLEncoder.encode(wanted.topic(), StandardCharsets.UTF_8)
                + "&hub.challenge=" + challenge
                + (subscribe ? "&hub.lease_seconds=" + lease.toSeconds() : "");
        URI callback = URI.create(wanted.callback());
        URI asked = URI.create(wanted.callback() + (callback.getRawQuery() == null ? "?" : "&") + query);
        return calls.refusal(asked) == null
                && calls.get(asked) instanceof Result.Answered answer
                && answer.isGood()
                && MessageDigest.isEqual(answer.body(), challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
