package io.copyflow.launcher.cli;

import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageRunner;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow up}: everything in one process, until it is ended. */
@Command(
        name = "up",
        description = {
            "Run everything in this process: Kafka, all stages, the gateways, the website, the web desk.",
            "What it does is kept in data.dir and goes on at the next start."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class UpCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private FirstNewsroom newsroom;

    @Override
    public void run() {
        PrintWriter out = root.out();
        Clock clock = Clock.systemDefaultZone();
        ProgressLines progress = new ProgressLines(out, clock);
        DirectoryAtFirst first = new DirectoryAtFirst(
                newsroom.file(),
                root.again("apply"),
                StageRunner.stateFolder(root.configuration()),
                clock,
                progress::afterwards);
        Shutdown shutdown = new Shutdown();
        try (progress;
                LocalNewsroom running = LocalNewsroom.start(root.configuration(), first, progress)) {
            running.dead().thenAccept(shutdown::because);
            out.println();
            out.println("Desk      " + running.deskAddress());
            out.println("Stories   POST " + running.address() + "/stories   or ./copyflow submit --url="
                    + running.address() + " FILE");
            out.println("Translate " + running.address() + "/tasks   or ./copyflow tasks --url=" + running.address());
            out.println("Drop      " + running.configuration().folder(Setting.DROP_DIR, "drop"));
            out.println("Website   " + running.siteAddress());
            String members = running.membersAddress();
            if (members != null) {
                out.println("Members   " + members);
            }
            out.println("Kafka     " + running.configuration().text(Setting.BOOTSTRAP_SERVERS) + "   schemas at "
                    + running.address() + "/subjects");
            out.println("Look      ./copyflow stories --bootstrap-servers="
                    + running.configuration().text(Setting.BOOTSTRAP_SERVERS) + "   (story, tail likewise)");
            out.println("Health    " + running.address() + "/ready   /live   /metrics   /topology");
            out.println("Data      " + running.configuration().dataDir()
                    + "   one copy, on this disk: if it is lost, so is what it holds");
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
