package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.process.ChannelsRunner;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow channels run}: the channels against any cluster. */
@Command(
        name = "run",
        description = {
            "Run the channels against a Kafka cluster: the website's folder, the social accounts and members that have"
                    + " secrets.",
            "One process for all of them. It needs a data.dir that survives: what was delivered where is kept there."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ChannelsRunCommand implements Runnable {

    @ParentCommand
    private ChannelsCommand channels;

    @Override
    public void run() {
        RootCommand root = channels.root();
        PrintWriter out = root.out();
        Configuration configuration = root.configuration();
        Shutdown shutdown = new Shutdown();
        try (SchemaIds ids = root.schemaIds();
                ChannelsRunner runner =
                        ChannelsRunner.start(configuration, System.getenv(), ids, Clock.systemDefaultZone())) {
            runner.dead().thenAccept(shutdown::because);
            out.println("The channels on " + configuration.text(Setting.BOOTSTRAP_SERVERS) + "; health at "
                    + runner.address() + "/ready");
            out.println("Running. Ctrl-C ends it.");
            out.flush();
            shutdown.await();
        } finally {
            shutdown.ended();
        }
    }
}
