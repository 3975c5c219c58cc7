package io.copyflow.launcher.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.cluster.Resident;
import io.copyflow.runtime.StageFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is seen of a newsroom each second while it is measured. For many threads. */
final class Course implements AutoCloseable {

    private static final String FIRST = "start";
    private static final int SECONDS_BETWEEN_HEAPS = 5;

    private final Supplier<Resident.@Nullable Now> resident;
    private final LongSupplier heap;
    private final Supplier<Tally.Counts> counts;
    private final @Nullable BufferedWriter lines;
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService rounds = thread("copyflow-bench-samples");
    // an answer about the heap is long and may be late: a second is a second all the same
    private final ScheduledExecutorService heapRounds = thread("copyflow-bench-heap");
    private final AtomicLong heapSeen = new AtomicLong();
    private final long begin = System.nanoTime();
    private volatile String part = FIRST;
    private final AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
    // these two the rounds' thread alone uses
    private Tally.Counts before;
    private double at;

    /**
     * One second, or how long it was.
     *
     * @param seconds since the beginning
     * @param part of the measurement that was under way
     * @param resident bytes; null where that cannot be told
     * @param heapBytes used of the heap, as was said within this second; 0 where nobody said
     * @param took how many seconds the counts are of
     */
    record Sample(
            double seconds,
            String part,
            Resident.@Nullable Now resident,
            long heapBytes,
            double took,
            Tally.Counts counts) {

        double perSecond(long count) {
            return took > 0 ? count / took : 0;
        }

        /** One line. */
        String json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("seconds", rounded(seconds)).put("part", part);
            if (resident != null) {
                json.put("residentMiB", resident.all() >> 20);
                json.put("residentOwnMiB", resident.own() >> 20);
                json.put("residentFilesMiB", resident.files() >> 20);
            }
            if (heapBytes > 0) {
                json.put("heapMiB", heapBytes >> 20);
            }
            json.put("offeredPerSecond", rounded(perSecond(counts.offered())));
            json.put("acceptedPerSecond", rounded(perSecond(counts.accepted())));
            json.put("refused429PerSecond", rounded(perSecond(counts.tooMany())));
            json.put("refused503PerSecond", rounded(perSecond(counts.unavailable())));
            json.put("unansweredPerSecond", rounded(perSecond(counts.unanswered())));
            json.put("faultsPerSecond", rounded(perSecond(counts.faults())));
            return json.toString();
        }

        private static double rounded(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /**
     * @param heap bytes used of the heap; asked now and then
     * @param file where each sample is written as a line of JSON; null for nowhere
     * @throws StageFailure with code {@code file-unwritable} when it cannot be written
     */
    Course(
            Supplier<Resident.@Nullable Now> resident,
            LongSupplier heap,
            Supplier<Tally.Counts> counts,
            @Nullable Path file) {
        this.resident = resident;
        this.heap = heap;
        this.counts = counts;
        this.before = counts.get();
        try {
            this.lines = file == null ? null : Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static StageFailure unwritable(IOException e) {
        return new StageFailure(
                "file-unwritable", "Expected to write the samples, but: " + e + ". Name another file.", e);
    }

    /** Begins to look, once a second. */
    Course start() {
        rounds.scheduleWithFixedDelay(() -> orFail(this::look), 1, 1, TimeUnit.SECONDS);
        heapRounds.scheduleWithFixedDelay(
                () -> orFail(() -> heapSeen.set(heap.getAsLong())), 0, SECONDS_BETWEEN_HEAPS, TimeUnit.SECONDS);
        return this;
    }

    /** What a schedule is thrown it ends with, and tells nobody. */
    private void orFail(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            failed.compareAndSet(null, e);
        }
    }

    /** From now on it is this part. */
    void part(String name) {
        part = name;
    }

    private void look() {
        double now = (System.nanoTime() - begin) / 1e9;
        Tally.Counts all = counts.get();
        add(new Sample(now, part, resident.get(), heapSeen.getAndSet(0), now - at, all.since(before)));
        before = all;
        at = now;
    }

    private void add(Sample sample) {
        synchronized (samples) {
            samples.add(sample);
        }
        if (lines != null) {
            try {
                lines.write(sample.json());
                lines.newLine();
                lines.flush();
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    /**
     * So far.
     *
     * @throws StageFailure with code {@code file-unwritable} when some could not be written; whatever else kept it from
     *     looking is thrown too
     */
    List<Sample> samples() {
        RuntimeException failure = failed.get();
        if (failure != null) {
            throw failure;
        }
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        heapRounds.shutdownNow();
        rounds.shutdownNow();
        try {
            if (rounds.awaitTermination(10, TimeUnit.SECONDS) && lines != null) {
                lines.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
