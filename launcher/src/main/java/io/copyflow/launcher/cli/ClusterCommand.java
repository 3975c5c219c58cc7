package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import io.copyflow.launcher.cluster.Tending;
import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.runtime.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow cluster}: brokers and stages as processes of their own, until it is ended. */
@Command(
        name = "cluster",
        description = {
            "Run a cluster on this machine, to try what one does: brokers that keep each record three times, and several"
                    + " instances of every stage, each a process of its own.",
            "What it does is kept in data.dir and goes on at the next start. A process that dies is told of and started"
                    + " again: end one and see."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ClusterCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Option(names = "--brokers", defaultValue = "3", description = "How many brokers, 1 to 5 (${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--instances",
            defaultValue = "2",
            description = "How many instances of each stage, 1 to 4 (${DEFAULT-VALUE}).")
    private int instances;

    @Option(
            names = "--newsroom",
            paramLabel = "FILE",
            description = "The newsroom file for a directory that is empty still; without it, the sample newsroom.")
    private @Nullable Path newsroom;

    @Override
    public void run() {
        BenchOptions.demand("--brokers", brokers, 1, 5);
        BenchOptions.demand("--instances", instances, 1, 4);
        PrintWriter out = root.out();
        Clock clock = Clock.systemDefaultZone();
        Shutdown shutdown = new Shutdown();
        Cluster.Plan plan = new Cluster.Plan(
                brokers,
                instances,
                root.configuration().folder(Setting.DATA_DIR, "").resolve("cluster"));
        try (SchemaIds ids = root.schemaIds();
                Cluster cluster = Cluster.start(
                        plan,
                        root.configuration(),
                        ids,
                        new DirectoryAtFirst(newsroom, clock, out::println),
                        new Tending(shutdown::isAsked, sentence -> {
                            out.println(sentence);
                            out.flush();
                        }),
                        new ProgressLines(out, clock))) {
            out.println();
            for (Member member : cluster.members()) {
                out.println(String.format(
                        Locale.ROOT,
                        "%-18s process %-8d %4d MiB",
                        member.name(),
                        member.pid(),
                        member.residentBytes() >> 20));
            }
            String servers = cluster.configuration().text(Setting.BOOTSTRAP_SERVERS);
            out.println("Together           " + (cluster.residentBytes() >> 20) + " MiB resident");
            out.println("Kafka              " + servers);
            out.println("Look               ./copyflow stories --bootstrap-servers=" + servers);
            out.println("Data and output    " + plan.folder());
            out.println("Running. Ctrl-C ends it.");
            out.flush();
            shutdown.await();
            out.println("Ending …");
            out.flush();
        } finally {
            shutdown.ended();
        }
    }
}
