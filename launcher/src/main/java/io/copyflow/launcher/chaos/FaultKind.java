package io.copyflow.launcher.chaos;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is done to a cluster at work. */
public enum FaultKind {
    KILL_STAGE("kill -9 of a stage's process", 8, 1, false),
    KILL_INSTANCES("kill -9 of every instance of a stage at once", 2, 1, false),
    LOSE_STATE("kill -9 of a stage's process, and its folder lost", 2, 1, false),
    PAUSE_STAGE("a stage's process stopped for longer than its session lasts, then let go on", 3, 1, false),
    HICCUP("a process stopped for a moment, then let go on", 6, 1, true),
    STOP_STAGE("a stage's process ended in order under load, and started again", 3, 1, false),
    POISON("records that cannot be read, on topics of commands", 4, 1, true),
    KILL_BROKER("kill -9 of a broker", 4, 1, false),
    KILL_BROKERS("kill -9 of every broker at once", 1, 2, false),
    PAUSE_BROKER("a broker stopped for longer than its session lasts, then let go on", 2, 3, false),
    RESTART_BROKER("a broker ended in order, and started again", 2, 1, false),
    RESTART_BROKERS("every broker ended in order and started again, one after the other", 1, 2, false),
    MOVE_LEADERS("partitions led by another broker from now on", 4, 2, true),
    FILL_DISK("the disk of a process filled to the last byte, and freed again", 3, 1, false);

    private final String sentence;
    private final int weight;
    private final int leastBrokers;
    private final boolean light;

    /** @param light whether every process goes on right after it: it needs none to come back */
    FaultKind(String sentence, int weight, int leastBrokers, boolean light) {
        this.sentence = sentence;
        this.weight = weight;
        this.leastBrokers = leastBrokers;
        this.light = light;
    }

    public String sentence() {
        return sentence;
    }

    /** Whether every process goes on right after it, so that it may be done while many are away. */
    boolean isLight() {
        return light;
    }

    /** In kebab-case, for programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Each kind as often as it weighs: the bag that kinds are drawn from.
     *
     * @param withDisks whether there are disks that may be filled
     */
    static List<FaultKind> bag(int brokers, boolean withDisks) {
        return Arrays.stream(values())
                .filter(kind -> brokers >= kind.leastBrokers && (withDisks || kind != FILL_DISK))
                .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
                .toList();
    }
}
