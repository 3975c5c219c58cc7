package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.FlowBench;
import io.copyflow.launcher.bench.LimitBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench flow}: the whole way of many stories, and the limit in the same run. */
@Command(
        name = "flow",
        description = {
            "Measure the whole flow, and bare Kafka beside it.",
            "Stories are handed in, bots translate, approve and sign every version, and a reader of the published log"
                    + " waits for all of them and checks each text. Then the same hops and bytes go through bare Kafka:"
                    + " the ratio of the two is what counts. Exit code 1 when a version is missing, doubled or altered."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchFlowCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--stories", defaultValue = "200", description = "How many stories (${DEFAULT-VALUE}).")
    private int stories;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        options.demandSense();
        BenchOptions.demand("--stories", stories, 1, 100_000);
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        ProgressLines progress = new ProgressLines(out, clock);
        TrafficOptions traffic = options.traffic();
        FlowBench.Result flow =
                bench.inFolder(folder -> new FlowBench(bench.root().configuration(), folder, clock, progress)
                        .run(new FlowBench.Settings(stories, traffic.languages(), traffic.warmUp(), traffic.seed())));
        LimitBench.Result limit =
                bench.inFolder(folder -> new LimitBench(folder, progress).run(options.limit(stories)));
        out.println();
        BenchReport.print(flow, limit, out);
        if (traffic.isJson()) {
            out.println(BenchReport.json(flow, limit));
        }
        out.flush();
        BenchCommand.demandRight(flow.isClean());
        return 0;
    }
}
