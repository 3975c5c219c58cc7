package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.OverloadBench;
import io.copyflow.launcher.bench.OverloadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench overload}: what becomes of commands beyond capacity, and of memory. */
@Command(
        name = "overload",
        description = {
            "Offer ten times as many commands over HTTP as are taken, and look what becomes of them and of memory.",
            "A newsroom runs in a process of its own, as copyflow up does. What it takes is measured first. Whoever is"
                    + " refused comes again after Retry-After, and gives up in the end. Then the log is read: what was"
                    + " accepted must be in it once, and what was refused not at all."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchOverloadCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--times",
            defaultValue = "10",
            description = "How many times what it takes is offered (${DEFAULT-VALUE}).")
    private int times;

    @Option(names = "--seconds", defaultValue = "180", description = "How long that is offered (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--measured",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long it is measured before how much it takes (${DEFAULT-VALUE}).")
    private int measured;

    @Option(
            names = "--budget",
            paramLabel = "MIB",
            defaultValue = "1536",
            description =
                    "How many MiB may be resident (${DEFAULT-VALUE}); 0 where nobody is to judge that, as on other"
                            + " systems than Linux, which do not tell.")
    private int budget;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw memory and answers over time, as SVG.")
    private @Nullable Path plot;

    @Option(names = "--samples", paramLabel = "FILE", description = "Write what is seen each second, as lines of JSON.")
    private @Nullable Path samples;

    @Mixin
    private TrafficOptions traffic;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--times", times, 1, 100);
        BenchOptions.demand("--seconds", seconds, 1, 3_600);
        BenchOptions.demand("--measured", measured, 1, 600);
        BenchOptions.demand("--budget", budget, 0, 1_000_000);
        traffic.demandSense();
        PrintWriter out = bench.root().out();
        ProgressLines progress = new ProgressLines(out, Clock.systemDefaultZone());
        OverloadBench.Settings settings = new OverloadBench.Settings(
                times,
                Duration.ofSeconds(seconds),
                traffic.languages(),
                traffic.warmUp(),
                Duration.ofSeconds(measured),
                (long) budget << 20,
                traffic.seed(),
                samples);
        OverloadReport report = bench.inFolder(
                folder -> new OverloadBench(bench.root().configuration(), folder, progress).run(settings));
        out.println();
        report.print(out);
        if (plot != null) {
            report.plot(plot);
        }
        if (traffic.isJson()) {
            out.println(report.json());
        }
        out.flush();
        report.demandRight();
        return 0;
    }
}
