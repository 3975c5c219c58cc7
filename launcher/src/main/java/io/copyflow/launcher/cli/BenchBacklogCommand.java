package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BacklogBench;
import io.copyflow.launcher.bench.BenchReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench backlog}: whether a long queue slows the flow. */
@Command(
        name = "backlog",
        description = {
            "Measure the flow with a long queue of translations that nobody takes, beside the same with none.",
            "Two newsrooms run, one with the queue and one without, and the same stories pass through both by turns: the"
                    + " ratio counts. Exit code 1 when a version is missing, doubled or altered."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchBacklogCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--stories",
            defaultValue = "200",
            description = "How many stories pass in each round (${DEFAULT-VALUE}).")
    private int stories;

    @Option(names = "--rounds", defaultValue = "3", description = "How often they pass (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--backlog", defaultValue = "20000", description = "How many translations wait (${DEFAULT-VALUE}).")
    private int backlog;

    @Mixin
    private TrafficOptions traffic;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--stories", stories, 1, 100_000);
        BenchOptions.demand("--rounds", rounds, 1, 99);
        BenchOptions.demand("--backlog", backlog, 1, 10_000_000);
        traffic.demandSense();
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        BacklogBench.Settings settings = new BacklogBench.Settings(
                stories, rounds, backlog, traffic.languages(), traffic.warmUp(), traffic.seed());
        BacklogBench.Result result = bench.inFolder(
                folder -> new BacklogBench(bench.root().configuration(), folder, clock, new ProgressLines(out, clock))
                        .run(settings));
        out.println();
        BenchReport.print(result, out);
        if (traffic.isJson()) {
            out.println(BenchReport.json(result));
        }
        out.flush();
        BenchCommand.demandRight(result.isClean());
        return 0;
    }
}
