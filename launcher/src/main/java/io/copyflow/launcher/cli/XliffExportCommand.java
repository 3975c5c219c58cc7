package io.copyflow.launcher.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow xliff export TASK}: a translation as a file. */
@Command(
        name = "export",
        description = {
            "Write a translation as XLIFF 2.1: each segment with its source, what there is of it, and its state.",
            "Claim it first, so that nobody else begins with it: './copyflow claim TASK --as PERSON'."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class XliffExportCommand implements Callable<Integer> {

    @ParentCommand
    private XliffCommand parent;

    @Mixin
    private ServerOptions.Address server;

    @Mixin
    private TaskParameter task;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; without it, standard output.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RootCommand root = parent.root();
        try (ServerClient client = server.connect(root)) {
            ServerClient.Text reply = client.text(task.path() + "/xliff");
            if (!reply.isDone()) {
                root.err().println(reply.refusal());
                root.err().flush();
                return RootCommand.REFUSED;
            }
            if (out == null) {
                root.out().println(reply.body());
            } else {
                TaskFile.writeNew(out, reply.body());
                root.out().println("Written to " + out + ".");
            }
            root.out().flush();
            return 0;
        }
    }
}
