package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.LatencyBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench latency}: how long one story takes. */
@Command(
        name = "latency",
        description = {
            "Measure how long one story takes that has the newsroom to itself, from handing in to released.",
            "Bots do the people's steps as soon as they can be done, and each story is handed in when the one before it is"
                    + " out in every language. What is told: its own text, its first translated version, its last version,"
                    + " and all translated versions of all stories together."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchLatencyCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--stories", defaultValue = "200", description = "How many stories (${DEFAULT-VALUE}).")
    private int stories;

    @Mixin
    private TrafficOptions traffic;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--stories", stories, 1, 100_000);
        traffic.demandSense();
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        LatencyBench.Settings settings =
                new LatencyBench.Settings(stories, traffic.languages(), traffic.warmUp(), traffic.seed());
        LatencyBench.Result result = bench.inFolder(
                folder -> new LatencyBench(bench.root().configuration(), folder, clock, new ProgressLines(out, clock))
                        .run(settings));
        out.println();
        BenchReport.print(result, out);
        if (traffic.isJson()) {
            out.println(BenchReport.json(result));
        }
        out.flush();
        return 0;
    }
}
