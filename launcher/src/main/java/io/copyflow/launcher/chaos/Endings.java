package io.copyflow.launcher.chaos;

import io.copyflow.launcher.cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Processes that ended by themselves, and whether they had cause to: where no broker answers, or a disk is full, a process
 * gives up with exit code 69 and says so. Any number of threads.
 */
final class Endings {

    /** What ends a process that is right to give up. */
    private static final int UNAVAILABLE = 69;

    /** So long a process that is started may look for brokers that are on their way back before it gives up. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private final Map<Integer, Integer> byCode = new TreeMap<>();
    private final List<String> unfounded = new ArrayList<>();
    private final Set<Object> causes = new HashSet<>();
    private boolean hadCause;
    private long lastCauseAt;

    /** @param nanos a clock that only goes forward */
    Endings(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a fault may have processes give up: what has a broker away, or a disk full. */
    static boolean isCause(Fault fault) {
        return fault.kind() == FaultKind.FILL_DISK
                || fault.whom().stream().anyMatch(member -> member.kind() == Member.Kind.BROKER);
    }

    /** From now on there is a cause, until it is over; what is no cause may be told to be over too. */
    synchronized void begin(Object cause) {
        causes.add(cause);
    }

    synchronized void over(Object cause) {
        if (causes.remove(cause)) {
            hadCause = true;
            lastCauseAt = nanos.getAsLong();
        }
    }

    /** @param told what it said last */
    synchronized void ended(String name, int exitCode, String told) {
        byCode.merge(exitCode, 1, Integer::sum);
        boolean isThere = !causes.isEmpty() || (hadCause && nanos.getAsLong() - lastCauseAt < GRACE.toNanos());
        if (exitCode != UNAVAILABLE) {
            unfounded.add(name + " ended by itself with code " + exitCode + ". " + told);
        } else if (!isThere) {
            unfounded.add(
                    name + " gave up with code " + exitCode + ", and no broker was away and no disk full. " + told);
        }
    }

    /** How often a process ended by itself, by exit code. */
    synchronized Map<Integer, Integer> byCode() {
        return new TreeMap<>(byCode);
    }

    /** @param processes how many there are */
    synchronized Invariant noneGivesUp(int processes) {
        return new Invariant(
                "none-gives-up",
                "no process ended by itself, but where no broker answered or a disk was full",
                processes,
                unfounded);
    }
}
