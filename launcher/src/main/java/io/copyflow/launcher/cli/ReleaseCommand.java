package io.copyflow.launcher.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow release TASK}: gives a translation back to the queue. */
@Command(
        name = "release",
        description = "Give a translation back to the queue; what was saved of it stays.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ReleaseCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @Mixin
    private TaskParameter task;

    @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who gives it back.")
    private String person;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ServerClient server = options.connect(root)) {
            return new TaskTelling(root, options)
                    .tell(
                            server.postTask(task.path() + "/release", person, null),
                            released -> List.of("Given back " + TaskTelling.name(released) + "."));
        }
    }
}
