package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.LimitBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench limit}: what bare Kafka does here with the flow's hops and bytes. */
@Command(
        name = "limit",
        description = {
            "Measure bare Kafka: the flow's hops and bytes without its logic.",
            "The records are consumed, produced and committed in transactions."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchLimitCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        options.demandSense();
        PrintWriter out = bench.root().out();
        ProgressLines progress = new ProgressLines(out, Clock.systemDefaultZone());
        LimitBench.Result limit = bench.inFolder(folder -> new LimitBench(folder, progress).run(options.limit(0)));
        out.println();
        BenchReport.print(limit, out);
        if (options.traffic().isJson()) {
            out.println(BenchReport.json(limit));
        }
        out.flush();
        return 0;
    }
}
