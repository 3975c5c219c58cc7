package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BacklogBench;
import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.FlowBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench backlog}: whether a long queue slows the flow. */
@Command(
        name = "backlog",
        description = {
            "Measure the flow with a long queue of translations that nobody takes, beside the same with none.",
            "The ratio of the two counts. The second part runs on a warmer JVM than the first: warm up long enough."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchBacklogCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--stories",
            defaultValue = "200",
            description = "How many stories pass in each part (${DEFAULT-VALUE}).")
    private int stories;

    @Option(
            names = "--backlog",
            defaultValue = "20000",
            description = "How many translations wait in the second part (${DEFAULT-VALUE}).")
    private int backlog;

    @Option(
            names = "--languages",
            defaultValue = "15",
            description = "Into how many languages each story goes, 1 to 15 (${DEFAULT-VALUE}).")
    private int languages;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long other stories pass first (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--seed", defaultValue = "1", description = "Of the invented texts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One line of JSON with the figures, last.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--stories", stories, 1, 100_000);
        BenchOptions.demand("--backlog", backlog, 1, 10_000_000);
        BenchOptions.demand("--languages", languages, 1, FlowBench.MOST_LANGUAGES);
        BenchOptions.demand("--warm-up", warmUp, 0, 3_600);
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        BacklogBench.Settings settings =
                new BacklogBench.Settings(stories, backlog, languages, Duration.ofSeconds(warmUp), seed);
        BacklogBench.Result result = BenchCommand.inFolder(
                folder -> new BacklogBench(bench.root().configuration(), folder, clock, new ProgressLines(out, clock))
                        .run(settings));
        out.println();
        BenchReport.print(result, out);
        if (json) {
            out.println(BenchReport.json(result));
        }
        out.flush();
        return 0;
    }
}
