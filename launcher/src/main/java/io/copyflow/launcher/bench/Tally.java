package io.copyflow.launcher.bench;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the clients of an overload were answered, and what they hold to be so of each of their commands. For many threads. */
final class Tally {

    private static final int FAULTS_TOLD = 5;

    private final LongAdder offered = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final Map<String, Integer> told = new ConcurrentSkipListMap<>();
    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    private final Set<Integer> givenUp = ConcurrentHashMap.newKeySet();

    /**
     * Answers so far.
     *
     * @param offered requests sent
     * @param accepted answered with 200 or 201
     * @param tooMany refused with 429
     * @param unavailable refused with 503
     * @param unanswered answered with 503 and that the outcome is not known yet
     * @param faults anything else
     */
    record Counts(long offered, long accepted, long tooMany, long unavailable, long unanswered, long faults) {

        Counts since(Counts earlier) {
            return new Counts(
                    offered - earlier.offered,
                    accepted - earlier.accepted,
                    tooMany - earlier.tooMany,
                    unavailable - earlier.unavailable,
                    unanswered - earlier.unanswered,
                    faults - earlier.faults);
        }

        /** Those told to come again later, of whom nothing was taken. */
        long refused() {
            return tooMany + unavailable;
        }
    }

    void sent() {
        offered.increment();
    }

    /** @param number of the command */
    void answered(int number, Reply reply) {
        switch (reply) {
            case Reply.Accepted() -> {
                accepted.increment();
                taken.add(number);
            }
            case Reply.Refused(int status, var _) -> (status == 429 ? tooMany : unavailable).increment();
            case Reply.Unanswered _ -> unanswered.increment();
            case Reply.Fault(String what) -> {
                faults.increment();
                if (told.size() < FAULTS_TOLD || told.containsKey(what)) {
                    told.merge(what, 1, Integer::sum);
                }
            }
        }
    }

    /** Its client sends it no more, and every answer it had was that nothing of it was taken. */
    void givenUp(int number) {
        givenUp.add(number);
    }

    Counts counts() {
        return new Counts(
                offered.sum(), accepted.sum(), tooMany.sum(), unavailable.sum(), unanswered.sum(), faults.sum());
    }

    /** The numbers of commands that were accepted. */
    Set<Integer> taken() {
        return Set.copyOf(taken);
    }

    /** The numbers of commands that were refused to the end. */
    Set<Integer> givenUp() {
        return Set.copyOf(givenUp);
    }

    /** The first kinds of faults, with how often. */
    Map<String, Integer> faultsTold() {
        return Map.copyOf(told);
    }
}
