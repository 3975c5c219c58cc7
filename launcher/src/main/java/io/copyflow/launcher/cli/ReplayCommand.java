package io.copyflow.launcher.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow replay}: what is live now, to a channel that is new (docs/semantics.md, rule 25). */
@Command(
        name = "replay",
        description = {
            "Send what is live now to a member of the syndication, oldest first.",
            "Never what is killed, withheld or under embargo, and never to a social account."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ReplayCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "CHANNEL", description = "The channel's id in the newsroom file.")
    private String channel;

    @Option(names = "--again", description = "Also what it has had, under the same ids.")
    private boolean again;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ServerClient server = options.connect(root)) {
            ServerClient.Reply reply = server.postJson(
                    "/channels/" + ServerClient.part(channel) + "/replay" + (again ? "?again=true" : ""),
                    null,
                    new byte[0]);
            if (options.isJson()) {
                root.out().println(reply.body());
            } else if (reply.isDone()) {
                int count = reply.body().path("sent").asInt();
                root.out().println(channel + ": " + count + (count == 1 ? " version" : " versions") + " on the way");
            } else {
                root.err().println(reply.refusal());
            }
            return reply.isDone() ? 0 : RootCommand.REFUSED;
        }
    }
}
