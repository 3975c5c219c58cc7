package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.cluster.Resident;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of commands beyond capacity, and of memory: a newsroom in a process of its own, as {@code copyflow up} is,
 * is first given as much as it takes, then so many times as much. In the end what its clients were answered is held against
 * the log.
 */
public final class OverloadBench {

    /** Clients that between them keep it as busy as it can be. */
    static final int CLIENTS = 256;

    /** More under way at once than it lets in, so that it has to refuse. */
    static final int CONNECTIONS = 1_024;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration HEAP_PATIENCE = Duration.ofSeconds(5);
    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)$");

    private final Configuration configuration;
    private final Path folder;
    private final Progress progress;

    /**
     * @param times how many times what it takes is offered
     * @param duration how long
     * @param languages each story is translated into, 1 to {@value FlowBench#MOST_LANGUAGES}
     * @param warmUp how long as much as it takes is offered before that is measured
     * @param measured how long it is measured
     * @param budget bytes that may be resident; 0 for as many as there are
     * @param samples where what is seen each second is written as lines of JSON; null for nowhere
     */
    public record Settings(
            int times,
            Duration duration,
            int languages,
            Duration warmUp,
            Duration measured,
            long budget,
            long seed,
            @Nullable Path samples) {}

    /**
     * @param capacity commands accepted a second while as much was offered as it took
     * @param overload answers during the overload
     * @param overloadSeconds how long that was
     * @param all answers of the whole run
     * @param commands how many there were
     * @param taken how many were accepted
     * @param givenUp how many were refused to the end
     * @param heldBack how often a request was not sent, as {@value #CONNECTIONS} were under way
     * @param faults kinds of answers that are never right, with how often
     * @param verdict of the log
     * @param mostResident the most bytes resident at once, from its start on, as the system counts it; 0 where it does not
     * @param samples what was seen each second
     */
    record Result(
            Settings settings,
            double capacity,
            Tally.Counts overload,
            double overloadSeconds,
            Tally.Counts all,
            int commands,
            int taken,
            int givenUp,
            long heldBack,
            Map<String, Integer> faults,
            StoriesInLog.Verdict verdict,
            long mostResident,
            List<Course.Sample> samples) {

        /** The most of its own memory that was seen, in bytes; 0 where that cannot be told. */
        long mostOwn() {
            return most(Resident.Now::own);
        }

        /** The same of pages of files. */
        long mostFiles() {
            return most(Resident.Now::files);
        }

        private long most(ToLongFunction<Resident.Now> part) {
            return samples.stream()
                    .map(Course.Sample::resident)
                    .filter(Objects::nonNull)
                    .mapToLong(part)
                    .max()
                    .orElse(0);
        }

        boolean isClean() {
            return faults.isEmpty() && verdict.isClean() && taken + givenUp == commands;
        }
    }

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public OverloadBench(Configuration configuration, Path folder, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * @throws StageFailure with code {@code bench-stalled} when the process does not come up, ends, or stands still,
     *     {@code memory-untold} when there is a budget and the system does not tell what is resident
     */
    public OverloadReport run(Settings settings) {
        demandJudgeable(settings.budget(), Resident.mostBytes());
        List<String> targets = BenchNewsroom.sampleTargets().stream()
                .limit(settings.languages())
                .toList();
        Tally tally = new Tally();
        try (UpProcess up = new UpProcess(folder)) {
            progress.begin("the newsroom, in a process of its own");
            up.start();
            up.awaitReady(PATIENCE);
            try (StoryClients clients = new StoryClients(up.address(), new InventedText(settings.seed()), targets);
                    HttpClient http = HttpClient.newHttpClient();
                    Course course = new Course(
                                    () -> Resident.now(up.pid()),
                                    heap(http, up.address()),
                                    tally::counts,
                                    settings.samples())
                            .start()) {
                Offering offering = new Offering(clients::send, tally, CONNECTIONS);
                part(course, "warm-up");
                offering.inTurn(CLIENTS, settings.warmUp());
                part(course, "capacity");
                double capacity = offering.inTurn(CLIENTS, settings.measured());
                if (capacity <= 0) {
                    throw new StageFailure(
                            "bench-stalled",
                            "Expected some commands to be accepted, but none was. Answers that are never right: "
                                    + tally.faultsTold() + ".");
                }
                part(course, settings.times() + " × capacity");
                Tally.Counts before = tally.counts();
                long begin = System.nanoTime();
                offering.atRate(capacity * settings.times(), settings.duration(), up::demandAlive);
                double seconds = (System.nanoTime() - begin) / 1e9;
                Tally.Counts overload = tally.counts().since(before);
                part(course, "the rest");
                offering.finish(PATIENCE, up::demandAlive);
                long mostResident = Resident.mostBytes(up.pid());
                up.demandAlive();
                part(course, "the log is read");
                Configuration running = configuration.with(Map.of(Setting.BOOTSTRAP_SERVERS, up.bootstrapServers()));
                StoriesInLog log = StoriesInLog.read(running.kafkaClient(), new SchemaCatalogue());
                progress.done();
                return new OverloadReport(new Result(
                        settings,
                        capacity,
                        overload,
                        seconds,
                        tally.counts(),
                        offering.commands(),
                        tally.taken().size(),
                        tally.givenUp().size(),
                        offering.heldBack(),
                        tally.faultsTold(),
                        log.against(stories(tally.taken()), stories(tally.givenUp())),
                        mostResident,
                        course.samples()));
            }
        }
    }

    /** @param mostResident of any process; 0 where the system does not tell */
    static void demandJudgeable(long budget, long mostResident) {
        if (budget > 0 && mostResident == 0) {
            throw new StageFailure(
                    "memory-untold",
                    "Expected the system to tell how much memory a process has, but only Linux does, in /proc. Measure"
                            + " without a budget: --budget 0.");
        }
    }

    private void part(Course course, String name) {
        course.part(name);
        progress.begin(name);
    }

    private static Set<String> stories(Set<Integer> numbers) {
        return numbers.stream().map(StoryClients::storyId).collect(Collectors.toSet());
    }

    private static LongSupplier heap(HttpClient http, String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/metrics"))
                .timeout(HEAP_PATIENCE)
                .build();
        return () -> {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                return heapOf(answer.body());
            } catch (IOException e) {
                return 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        };
    }

    /** @param metrics in Prometheus' text format */
    static long heapOf(String metrics) {
        Matcher line = HEAP.matcher(metrics);
        double bytes = 0;
        while (line.find()) {
            bytes += Double.parseDouble(line.group(1));
        }
        return (long) bytes;
    }
}
