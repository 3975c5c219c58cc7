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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ClusterOptions size;

    @Option(
            names = "--channels",
            description = "Run the channels too, in one more process; their secrets are in channel-secrets.properties"
                    + " in its folder, cluster/channels-1 in data.dir.")
    private boolean withChannels;

    @Mixin
    private FirstNewsroom newsroom;

    @Override
    public void run() {
        size.demandSense();
        PrintWriter out = root.out();
        Clock clock = Clock.systemDefaultZone();
        ProgressLines progress = new ProgressLines(out, clock);
        Path folder = root.configuration().folder(Setting.DATA_DIR, "").resolve("cluster");
        DirectoryAtFirst first =
                new DirectoryAtFirst(newsroom.file(), root.again("apply"), folder, clock, progress::afterwards);
        Shutdown shutdown = new Shutdown();
        Cluster.Plan plan = new Cluster.Plan(size.brokers(), size.instances(), withChannels, false, folder);
        try (progress;
                SchemaIds ids = root.schemaIds();
                Cluster cluster = Cluster.start(
                        plan,
                        root.configuration(),
                        ids,
                        first,
                        new Tending(shutdown::isAsked, sentence -> {
                            out.println(sentence);
                            out.flush();
                        }),
                        progress)) {
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
