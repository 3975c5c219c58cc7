package io.copyflow.launcher.chaos;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for the work: until it is under way, and until all of it is done. */
final class Finish {

    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration STUCK = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Ledger ledger;
    private final Outbox outbox;
    private final Outside outside;

    /** @param ledger of who reads along */
    Finish(Ledger ledger, Outbox outbox, Outside outside) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.outside = outside;
    }

    /** The flow is whole before anything is done to it. */
    void awaitFirst() {
        long deadline = System.nanoTime() + FIRST.toNanos();
        while (System.nanoTime() < deadline) {
            Unfinished state = new Unfinished(ledger);
            if (state.stories().stream().anyMatch(state::isDone)) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StageFailure(
                "chaos-not-begun",
                "Expected a first story to be live in all its languages within " + FIRST.toSeconds()
                        + " s, but none was: there is nothing to disturb. Give the machine less else to do.");
    }

    /** Waits until all work is finished, or nothing more comes of it; whether it is finished. */
    boolean awaitRest(Duration longest) {
        long begin = System.nanoTime();
        int size = ledger.size();
        long grewAt = begin;
        boolean isAtRest = isAtRest();
        while (!isAtRest
                && System.nanoTime() - begin < longest.toNanos()
                && System.nanoTime() - grewAt < STUCK.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (ledger.size() != size) {
                size = ledger.size();
                grewAt = System.nanoTime();
            }
            isAtRest = isAtRest();
        }
        return isAtRest;
    }

    private boolean isAtRest() {
        Outcomes outcomes = new Outcomes(ledger);
        return new Unfinished(ledger).all().isEmpty()
                && outcomes.noneLost(outbox.acknowledged()).holds()
                && outcomes.oneForEach().holds()
                && outcomes.poisonSetAside().holds()
                && new KillReactions(ledger).open().isEmpty()
                && new Corrections(ledger).leftOpen().isEmpty()
                && outside.deliveries(ledger).open().isEmpty()
                && outside.website(ledger).stillNamed().isEmpty();
    }
}
