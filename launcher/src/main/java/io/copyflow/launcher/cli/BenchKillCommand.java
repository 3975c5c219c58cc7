package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.BenchReport;
import io.copyflow.launcher.bench.FlowBench;
import io.copyflow.launcher.bench.KillBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench kill}: how long a kill takes under full load. */
@Command(
        name = "kill",
        description = {
            "Measure how long a kill takes, from when it is due to the last page that is gone, under full load.",
            "Stories are put live, then a backlog is handed in that bots translate, approve and sign as fast as it goes."
                    + " Meanwhile a live story is killed every half second. Exit code 1 when the backlog is done first."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchKillCommand implements Callable<Integer> {

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--kills", defaultValue = "200", description = "How many stories are killed (${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--backlog",
            defaultValue = "100000",
            description = "How many versions wait for their release meanwhile (${DEFAULT-VALUE}).")
    private int backlog;

    @Option(
            names = "--languages",
            defaultValue = "15",
            description = "Into how many languages each story goes, 1 to 15 (${DEFAULT-VALUE}).")
    private int languages;

    @Option(names = "--seed", defaultValue = "1", description = "Of the invented texts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One line of JSON with the figures, last.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions.demand("--kills", kills, 1, 10_000);
        BenchOptions.demand("--backlog", backlog, 1, 10_000_000);
        BenchOptions.demand("--languages", languages, 1, FlowBench.MOST_LANGUAGES);
        PrintWriter out = bench.root().out();
        Clock clock = Clock.systemDefaultZone();
        ProgressLines progress = new ProgressLines(out, clock);
        KillBench.Result result =
                bench.inFolder(folder -> new KillBench(bench.root().configuration(), folder, clock, progress)
                        .run(new KillBench.Settings(kills, backlog, languages, seed)));
        out.println();
        BenchReport.print(result, out);
        if (json) {
            out.println(BenchReport.json(result));
        }
        out.flush();
        return 0;
    }
}
