package io.copyflow.launcher.cli;

import io.copyflow.launcher.chaos.ChaosReport;
import io.copyflow.launcher.chaos.ChaosRun;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow chaos}: whether nothing is lost or done twice whatever fails. */
@Command(
        name = "chaos",
        description = {
            "Put a newsroom to work on a cluster on this machine, and end, stop and hinder its processes meanwhile; then"
                    + " read all topics anew and say what held. docs/reliability.md tells what is done and looked at.",
            "Exit code 0 when everything held, 1 when something did not, or too little was looked at to say so. It works in"
                    + " a folder of its own, which is removed when everything held, when what an option needs is not there, or"
                    + " when a signal ends it, and else kept and named."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ChaosCommand implements Callable<Integer> {

    private static final int TRIES = 5;
    /** Refusals of what the machine lacks, before anything runs that left something to look at. */
    private static final Set<String> NOTHING_BEGUN = Set.of("faketime-missing", "disk-not-made");

    @ParentCommand
    private RootCommand root;

    @Option(
            names = "--minutes",
            defaultValue = "5",
            description = "How long faults are done, 1 to 1440 (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", description = "Which faults, and to whom; without it another each time. It is told.")
    private @Nullable Long seed;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--fault-every",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description = "How long after a fault the next comes, about, 1 to 600 (${DEFAULT-VALUE}).")
    private int faultEvery;

    @Option(
            names = "--work-every",
            paramLabel = "MS",
            defaultValue = "2000",
            description = "How long after a thing the newsroom does the next, in milliseconds (${DEFAULT-VALUE}).")
    private int workEvery;

    @Option(
            names = "--languages",
            defaultValue = "3",
            description = "Into how many languages each story goes, 1 to 15 (${DEFAULT-VALUE}).")
    private int languages;

    @Option(
            names = "--full-disks",
            description =
                    "Fill disks too: those of a broker and two stages, made of memory. Needs Linux and the right to"
                            + " mount.")
    private boolean fullDisks;

    @Option(
            names = "--clock-jumps",
            description =
                    "Set clocks of processes ahead and back too, up to a minute. Needs libfaketime, Debian's package"
                            + " faketime.")
    private boolean clockJumps;

    @Option(names = "--json", description = "One line of JSON with the result, last.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--minutes", minutes, 1, 1_440);
        cluster.demandSense();
        BenchOptions.demand("--fault-every", faultEvery, 1, 600);
        BenchOptions.demand("--work-every", workEvery, 50, 60_000);
        BenchOptions.demand("--languages", languages, 1, 15);
        PrintWriter out = root.out();
        Clock clock = Clock.systemDefaultZone();
        ChaosRun.Settings settings = new ChaosRun.Settings(
                cluster.brokers(),
                cluster.instances(),
                Duration.ofMinutes(minutes),
                Duration.ofSeconds(faultEvery),
                Duration.ofMillis(workEvery),
                languages,
                fullDisks,
                clockJumps,
                seed == null ? new Random().nextLong(1_000_000) : seed);
        Path folder = Files.createTempDirectory("copyflow-chaos");
        out.println("Seed " + settings.seed() + "; everything lies in " + folder);
        ChaosRun run = new ChaosRun(root.configuration(), folder, clock, new ProgressLines(out, clock), line -> {
            out.println(line);
            out.flush();
        });
        ChaosRun.Result result = run(run, settings, folder);
        if (result == null) {
            return RootCommand.REFUSED;
        }
        out.println();
        ChaosReport.print(result, out);
        if (result.holds()) {
            LocalNewsroom.empty(folder);
        } else {
            out.println("Kept: " + folder + ", with the processes' output and faults.jsonl.");
        }
        if (json) {
            out.println(ChaosReport.json(result));
        }
        out.flush();
        return result.holds() ? 0 : RootCommand.REFUSED;
    }

    /**
     * What came of it; null when a signal ended it. A process that stands still does not end with this one, nor does a disk
     * that is mounted, so a signal waits until all of it is gone.
     */
    private static ChaosRun.@Nullable Result run(ChaosRun run, ChaosRun.Settings settings, Path folder) {
        Shutdown shutdown = new Shutdown();
        AtomicBoolean over = new AtomicBoolean();
        Thread ending = Thread.ofPlatform().name("chaos-ending").daemon().start(() -> {
            shutdown.await();
            if (over.compareAndSet(false, true)) {
                try {
                    run.end();
                    remove(folder);
                } finally {
                    shutdown.ended();
                }
            }
        });
        ChaosRun.Result result = null;
        RuntimeException failure = null;
        try {
            result = run.run(settings);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (!over.compareAndSet(false, true)) {
            // what it came to, a failure too, is of no use
            join(ending);
            return null;
        }
        shutdown.ended();
        if (failure instanceof StageFailure refused && NOTHING_BEGUN.contains(refused.code())) {
            remove(folder);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    /** What still writes into it is on its way out. */
    private static void remove(Path folder) {
        for (int tries = 1; Files.exists(folder); tries++) {
            try {
                LocalNewsroom.empty(folder);
            } catch (IOException | UncheckedIOException e) {
                if (tries == TRIES) {
                    System.err.println("Not removed: " + folder + ": " + e);
                    return;
                }
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
