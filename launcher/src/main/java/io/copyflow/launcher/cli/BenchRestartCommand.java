package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.RestartBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench restart}: how soon a newsroom runs again that was killed. */
@Command(
        name = "restart",
        description = {
            "Measure how soon a newsroom runs, at first and again after it was ended by force with a long queue.",
            "It runs in a process of its own, as copyflow up does. Exit code 1 when a translation that waited before does"
                    + " not wait any more."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchRestartCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--tasks",
            defaultValue = "100000",
            description = "How many translations wait when it is killed (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--rounds", defaultValue = "3", description = "How often it is killed (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "Of the invented texts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One line of JSON with the figures, last.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--tasks", tasks, 1, 10_000_000);
        BenchOptions.demand("--rounds", rounds, 1, 100);
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        RestartBench.Result result = bench.inFolder(
                folder -> new RestartBench(bench.root().configuration(), folder, clock, new ProgressLines(out, clock))
                        .run(new RestartBench.Settings(tasks, rounds, seed)));
        out.println();
        BenchReport.print(result, out);
        if (json) {
            out.println(BenchReport.json(result));
        }
        out.flush();
        return 0;
    }
}
