package io.copyflow.launcher.cluster;

import io.copyflow.broker.Quorum;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicProvisioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster and every stage on it, each broker and each instance of a stage a process of its own on this machine, and
 * the channels in one more where they are wanted.
 * Three brokers or more keep each record three times, and it counts once two have it.
 */
public final class Cluster implements AutoCloseable {

    /** The name of the channels' process. */
    public static final String CHANNELS = "channels-1";

    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration ENDING = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PARTITIONS = 4;

    private final Plan plan;
    private final Configuration configuration;
    private final @Nullable Path timeLibrary;
    private final List<Member> brokers = new ArrayList<>();
    private final List<Member> stages = new ArrayList<>();
    private final List<Member> channels = new ArrayList<>();
    private final Queue<String> endedEarly = new ConcurrentLinkedQueue<>();
    private volatile boolean starting;

    /**
     * How large it is.
     *
     * @param brokers 1 or more; of 2 neither can be missed
     * @param instances of each stage; with 2 or more each keeps a copy of another's state
     * @param channels whether the channels run too
     * @param clocks whether each process has a clock of its own that can be set
     * @param folder where all of it lies; made where it is missing, and gone on with where it is not empty
     */
    public record Plan(int brokers, int instances, boolean channels, boolean clocks, Path folder) {

        public Plan {
            folder = folder.toAbsolutePath().normalize();
        }

        int replication() {
            return Math.min(brokers, 3);
        }

        /** Where the process of that name has what it keeps. */
        public Path folderOf(String member) {
            return folder.resolve(member);
        }
    }

    /**
     * Starts it, and returns when every process runs.
     *
     * @param wanted settings of the stages; addresses, ports and folders are chosen here
     * @param filling fills the directory before the stages start
     * @param whenDied told, with the exit code, of a process that ended without having been ended here
     * @throws StageFailure with code {@code cluster-not-running} when a process does not come to run; all are ended then;
     *     {@code cluster-differs} when the folder has a cluster of another number of brokers; {@code faketime-missing} when
     *     clocks are to be set and cannot
     */
    public static Cluster start(
            Plan plan,
            Configuration wanted,
            SchemaIds ids,
            LocalNewsroom.DirectoryFilling filling,
            BiConsumer<Member, Integer> whenDied,
            Progress progress) {
        Cluster cluster = of(plan, wanted, whenDied);
        cluster.begin(ids, filling, progress);
        return cluster;
    }

    /** One of which nothing runs yet, for who may have to end it while it starts: as {@link #start}, then {@link #begin}. */
    public static Cluster of(Plan plan, Configuration wanted, BiConsumer<Member, Integer> whenDied) {
        return new Cluster(plan, wanted, whenDied);
    }

    /**
     * Returns when every process runs.
     *
     * @throws StageFailure with code {@code cluster-not-running} when one does not come to run; all are ended then
     */
    public void begin(SchemaIds ids, LocalNewsroom.DirectoryFilling filling, Progress progress) {
        starting = true;
        try {
            progress.begin(plan.brokers() == 1 ? "the broker" : plan.brokers() + " brokers");
            run(brokers);
            progress.begin("topics and the directory");
            try (Admin admin = Admin.create(configuration.kafkaClient())) {
                TopicProvisioning.ensure(admin, Topics.all(), PARTITIONS, (short) plan.replication());
            }
            filling.fill(configuration, ids);
            progress.begin(stages.size() + " processes of stages" + (plan.channels() ? ", and the channels" : ""));
            run(working());
            started();
            progress.done();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Cluster(Plan plan, Configuration wanted, BiConsumer<Member, Integer> whenDied) {
        this.plan = plan;
        this.timeLibrary = plan.clocks() ? SettableClock.findLibrary() : null;
        List<Integer> ports = Ports.free(2 * plan.brokers());
        List<Integer> brokerPorts = ports.subList(0, plan.brokers());
        List<Integer> controllerPorts = ports.subList(plan.brokers(), ports.size());
        this.configuration = wanted.with(Map.of(
                Setting.BOOTSTRAP_SERVERS,
                brokerPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")),
                Setting.TOPICS_REPLICATION,
                Integer.toString(plan.replication())));
        try {
            Files.createDirectories(plan.folder().resolve("output"));
            demandAsMany();
            for (int node = 1; node <= plan.brokers(); node++) {
                String name = BrokerNode.WORD + "-" + node;
                BrokerNode broker =
                        new BrokerNode(plan.folderOf(name), brokerPorts.get(node - 1), quorum(node, controllerPorts));
                brokers.add(member(name, Member.Kind.BROKER, 256, broker.arguments(), whenDied));
            }
            for (String stage : Topics.STAGES) {
                for (int instance = 1; instance <= plan.instances(); instance++) {
                    String name = stage + "-" + instance;
                    stages.add(member(
                            name,
                            Member.Kind.STAGE,
                            160,
                            ChildCommand.stage(stage, name, plan, configuration),
                            whenDied));
                }
            }
            if (plan.channels()) {
                channels.add(member(
                        CHANNELS, Member.Kind.CHANNELS, 160, ChildCommand.channels(plan, configuration), whenDied));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brokers that were a quorum of three do not come to agree as a quorum of another size. */
    private void demandAsMany() throws IOException {
        Path file = plan.folder().resolve("brokers");
        if (Files.notExists(file)) {
            Files.writeString(file, Integer.toString(plan.brokers()));
        }
        String there = Files.readString(file).strip();
        if (!there.equals(Integer.toString(plan.brokers()))) {
            throw new StageFailure(
                    "cluster-differs",
                    "Expected the cluster in " + plan.folder() + " to be started with its " + there
                            + " brokers, but " + plan.brokers() + " were asked for. Ask for " + there
                            + ", or choose another data.dir.");
        }
    }

    private @Nullable Quorum quorum(int node, List<Integer> controllerPorts) throws IOException {
        if (plan.brokers() == 1) {
            return null;
        }
        TreeMap<Integer, Integer> byNode = new TreeMap<>();
        for (int other = 1; other <= plan.brokers(); other++) {
            byNode.put(other, controllerPorts.get(other - 1));
        }
        return new Quorum(clusterId(), node, byNode);
    }

    /** Made once: a cluster goes on in its folder. */
    private String clusterId() throws IOException {
        Path file = plan.folder().resolve("cluster-id");
        if (Files.notExists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }

    private Member member(
            String name, Member.Kind kind, int heapMiB, List<String> arguments, BiConsumer<Member, Integer> whenDied) {
        Path temporary = plan.folder().resolve("tmp").resolve(name);
        List<String> command = ChildCommand.java(heapMiB, temporary, arguments);
        return new Member(
                name,
                kind,
                command,
                plan.folder().resolve("output").resolve(name + ".txt"),
                temporary,
                clock(name),
                (member, exitCode) -> died(member, exitCode, whenDied));
    }

    private @Nullable SettableClock clock(String member) {
        if (timeLibrary == null) {
            return null;
        }
        SettableClock clock =
                new SettableClock(timeLibrary, plan.folder().resolve("clocks").resolve(member));
        clock.ahead(Duration.ZERO);
        return clock;
    }

    /** While all of it is started nobody starts one again: what kept it from running keeps the others waiting. */
    private void died(Member member, int exitCode, BiConsumer<Member, Integer> whenDied) {
        synchronized (endedEarly) {
            if (starting) {
                endedEarly.add(
                        member.name() + " to run, but it ended by itself with code " + exitCode + ". " + member.told());
                return;
            }
        }
        whenDied.accept(member, exitCode);
    }

    /** From now on others are told of one that ends: none is lost on the way. */
    private void started() {
        synchronized (endedEarly) {
            starting = false;
            demandNoneEnded();
        }
    }

    private void run(List<Member> members) {
        members.forEach(Member::start);
        long deadline = System.nanoTime() + STARTING.toNanos();
        List<Member> waitedFor = new ArrayList<>(members);
        while (true) {
            demandNoneEnded();
            waitedFor.removeIf(member -> member.awaitRunning(Duration.ZERO));
            if (waitedFor.isEmpty()) {
                return;
            }
            if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                Member member = waitedFor.getFirst();
                throw new StageFailure(
                        "cluster-not-running",
                        "Expected " + member.name() + " to run within " + STARTING.toSeconds() + " s, but it is "
                                + member.state().name().toLowerCase(Locale.ROOT) + ". " + member.told());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void demandNoneEnded() {
        String ended = endedEarly.peek();
        if (ended != null) {
            throw new StageFailure("cluster-not-running", "Expected " + ended);
        }
    }

    /** Where clients find a broker. */
    String addressOf(Member broker) {
        return configuration.text(Setting.BOOTSTRAP_SERVERS).split(",")[brokers.indexOf(broker)];
    }

    /** Settings of a client of this cluster. */
    public Configuration configuration() {
        return configuration;
    }

    public Plan plan() {
        return plan;
    }

    public List<Member> brokers() {
        return List.copyOf(brokers);
    }

    /** All instances of all stages, those of a stage one after the other. */
    public List<Member> stages() {
        return List.copyOf(stages);
    }

    /** The one process of the channels; none where they are not wanted. */
    public List<Member> channels() {
        return List.copyOf(channels);
    }

    /** Brokers, then stages, then channels. */
    public List<Member> members() {
        return Stream.concat(brokers.stream(), working().stream()).toList();
    }

    private List<Member> working() {
        return Stream.concat(stages.stream(), channels.stream()).toList();
    }

    /** What all processes have resident together, in bytes. */
    public long residentBytes() {
        return members().stream().mapToLong(Member::residentBytes).sum();
    }

    /** Ends all of it by force and for good, also what stands still. */
    public void kill() {
        members().forEach(Member::noMore);
        Member.kill(members());
    }

    /**
     * Ends stages and channels, then brokers, each as SIGTERM does and for good; nothing of it runs when this returns, nor
     * is started by whoever has a member of it yet.
     */
    @Override
    public void close() {
        members().forEach(Member::noMore);
        Member.end(working(), ENDING);
        Member.end(brokers, ENDING);
    }
}
