package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws faults by a seed: which, to whom and for how long. None twice on the same process, and of several brokers no more
 * than one is away, unless all are.
 */
final class Draw {

    private static final int TRIES = 20;

    private final Cluster cluster;
    private final Set<String> withDisks;
    private final Random random;
    private final List<FaultKind> bag = new ArrayList<>();
    private final List<FaultKind> lightBag = new ArrayList<>();

    /** @param withDisks names of processes whose disks may be filled */
    Draw(Cluster cluster, Set<String> withDisks, Random random) {
        this.cluster = cluster;
        this.withDisks = Set.copyOf(withDisks);
        this.random = random;
    }

    /**
     * Of every kind, or of light ones only; null when all it could be done to have something done to them.
     *
     * @param busy those that have something done to them
     * @param isNetworkFair whether whom channels call is as usual
     */
    @Nullable
    Fault next(boolean light, Set<Member> busy, boolean isNetworkFair) {
        List<FaultKind> from = light ? lightBag : bag;
        for (int tries = 0; tries < TRIES; tries++) {
            if (from.isEmpty()) {
                FaultKind.bag(
                                cluster.plan().brokers(),
                                !withDisks.isEmpty(),
                                cluster.plan().clocks())
                        .stream()
                        .filter(kind -> !light || kind.isLight())
                        .forEach(from::add);
                Collections.shuffle(from, random);
            }
            Fault fault = new Free(busy).of(from.removeLast(), isNetworkFair);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least));
    }

    /** What is free now. */
    private final class Free {

        private final Predicate<Member> isFree;
        private final boolean isBrokerBusy;

        Free(Set<Member> busy) {
            this.isFree = member -> member.state() == Member.State.RUNNING && !busy.contains(member);
            this.isBrokerBusy = cluster.brokers().stream().anyMatch(busy::contains);
        }

        @Nullable
        Fault of(FaultKind kind, boolean isNetworkFair) {
            return switch (kind) {
                case KILL_STAGE, LOSE_STATE -> one(kind, cluster.stages(), 0, 3_000);
                case PAUSE_STAGE -> one(kind, cluster.stages(), 11_000, 15_000);
                case STOP_STAGE -> one(kind, cluster.stages(), 0, 12_000);
                case HICCUP ->
                    one(
                            kind,
                            cluster.members().stream()
                                    .filter(member -> member.kind() != Member.Kind.BROKER || !isBrokerBusy)
                                    .toList(),
                            300,
                            4_000);
                case KILL_INSTANCES -> instances(kind);
                case POISON -> new Fault(kind, List.of(), Duration.ZERO, random.nextLong());
                case KILL_BROKER, RESTART_BROKER -> isBrokerBusy ? null : one(kind, cluster.brokers(), 0, 5_000);
                case PAUSE_BROKER -> isBrokerBusy ? null : one(kind, cluster.brokers(), 7_000, 11_000);
                case KILL_BROKERS, RESTART_BROKERS ->
                    isBrokerBusy ? null : new Fault(kind, cluster.brokers(), millis(0, 3_000), 0);
                case FILL_DISK -> one(kind, withDisks(), 4_000, 12_000);
                case MOVE_LEADERS -> isBrokerBusy ? null : new Fault(kind, List.of(), Duration.ZERO, random.nextLong());
                case JUMP_CLOCK -> jump(kind);
                case KILL_CHANNELS -> one(kind, cluster.channels(), 0, 3_000);
                case PAUSE_CHANNELS -> one(kind, cluster.channels(), 11_000, 15_000);
                case STOP_CHANNELS -> one(kind, cluster.channels(), 0, 5_000);
                case NETWORK_DOWN, NETWORK_SLOW, LOSE_ANSWERS ->
                    isNetworkFair ? new Fault(kind, List.of(), millis(3_000, 15_000), 0) : null;
            };
        }

        private List<Member> withDisks() {
            return cluster.members().stream()
                    .filter(member -> withDisks.contains(member.name()))
                    .filter(member -> member.kind() == Member.Kind.STAGE || !isBrokerBusy)
                    .toList();
        }

        private @Nullable Fault one(FaultKind kind, List<Member> among, int least, int most) {
            List<Member> free = among.stream().filter(isFree).toList();
            return free.isEmpty()
                    ? null
                    : new Fault(kind, List.of(free.get(random.nextInt(free.size()))), millis(least, most), 0);
        }

        private @Nullable Fault jump(FaultKind kind) {
            Fault fault = one(kind, cluster.members(), 5_000, 20_000);
            return fault == null ? null : new Fault(kind, fault.whom(), fault.howLong(), random.nextLong());
        }

        private @Nullable Fault instances(FaultKind kind) {
            String role = Topics.STAGES.get(random.nextInt(Topics.STAGES.size()));
            List<Member> all = cluster.stages().stream()
                    .filter(member -> member.role().equals(role))
                    .toList();
            return all.stream().allMatch(isFree) ? new Fault(kind, all, millis(0, 3_000), 0) : null;
        }
    }
}
