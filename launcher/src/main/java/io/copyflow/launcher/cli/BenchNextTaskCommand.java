package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.FlowBench;
import io.copyflow.launcher.bench.NextTaskBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench next-task}: how long a translator waits for the next task. */
@Command(
        name = "next-task",
        description = {
            "Measure how long a translator waits for the next task of a long queue, over HTTP.",
            "Stories are handed in until so many translations wait. Then the next is looked at and claimed, many are"
                    + " taken from the head of each queue, and the same is measured again."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchNextTaskCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--tasks", defaultValue = "100000", description = "How many are to wait (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--taken", defaultValue = "50000", description = "How many of them are taken (${DEFAULT-VALUE}).")
    private int taken;

    @Option(
            names = "--languages",
            defaultValue = "15",
            description = "Into how many languages, 1 to 15 (${DEFAULT-VALUE}).")
    private int languages;

    @Option(
            names = "--samples",
            defaultValue = "2000",
            description = "How often the next is looked at; a fifth as often it is claimed (${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--seed", defaultValue = "1", description = "Of the invented texts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One line of JSON with the figures, last.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--tasks", tasks, 1_000, 10_000_000);
        BenchOptions.demand("--taken", taken, 0, tasks / 2);
        BenchOptions.demand("--languages", languages, 1, FlowBench.MOST_LANGUAGES);
        BenchOptions.demand("--samples", samples, 10, 10_000);
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        ProgressLines progress = new ProgressLines(out, clock);
        NextTaskBench.Result result =
                bench.inFolder(folder -> new NextTaskBench(bench.root().configuration(), folder, clock, progress)
                        .run(new NextTaskBench.Settings(tasks, taken, languages, samples, seed)));
        out.println();
        BenchReport.print(result, out);
        if (json) {
            out.println(BenchReport.json(result));
        }
        out.flush();
        return 0;
    }
}
