package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.FlowBench;
import io.copyflow.launcher.bench.HistoryBench;
import io.copyflow.launcher.bench.HistoryReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench history}: whether finished stories slow the flow. */
@Command(
        name = "history",
        description = {
            "Measure the flow with many finished stories in the stages' stores, beside the same on an empty log.",
            "Two newsrooms run, one with a past and one without, and the same stories pass through both by turns: the"
                    + " ratio counts. The past is made of a few stories that pass, and of copies of what they left in"
                    + " the stages' change logs under other ids and texts. In the end some of it are revised and must be"
                    + " published anew, and copyflow up is started on what both left. Exit code 1 when a version is"
                    + " missing, doubled or altered."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchHistoryCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--stories",
            defaultValue = "200",
            description = "How many stories pass in each round (${DEFAULT-VALUE}).")
    private int stories;

    @Option(names = "--rounds", defaultValue = "3", description = "How often they pass (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--past",
            defaultValue = "1000000",
            description = "How many finished stories there are (${DEFAULT-VALUE}).")
    private int past;

    @Option(
            names = "--past-languages",
            defaultValue = "2",
            description = "Into how many languages each of those was translated, 1 to 15 (${DEFAULT-VALUE}).")
    private int pastLanguages;

    @Option(
            names = "--revised",
            defaultValue = "20",
            description = "How many of those are revised in the end (${DEFAULT-VALUE}).")
    private int revised;

    @Mixin
    private TrafficOptions traffic;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--stories", stories, 1, 100_000);
        BenchOptions.demand("--rounds", rounds, 1, 99);
        BenchOptions.demand("--past", past, 100, 10_000_000);
        BenchOptions.demand("--past-languages", pastLanguages, 1, FlowBench.MOST_LANGUAGES);
        BenchOptions.demand("--revised", revised, 1, 90);
        traffic.demandSense();
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        HistoryBench.Settings settings = new HistoryBench.Settings(
                stories, traffic.languages(), rounds, past, pastLanguages, revised, traffic.warmUp(), traffic.seed());
        HistoryBench.Result result = bench.inFolder(
                folder -> new HistoryBench(bench.root().configuration(), folder, clock, new ProgressLines(out, clock))
                        .run(settings));
        out.println();
        HistoryReport.print(result, out);
        if (traffic.isJson()) {
            out.println(HistoryReport.json(result));
        }
        out.flush();
        BenchCommand.demandRight(result.isClean());
        return 0;
    }
}
