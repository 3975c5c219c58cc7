package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow channels list}. */
@Command(
        name = "list",
        description = {
            "List the channels, how each is, and what nobody can tell of it: look there, then tell with"
                    + " 'copyflow channels looked'."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ChannelsListCommand implements Callable<Integer> {

    @ParentCommand
    private ChannelsCommand channels;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RootCommand root = channels.root();
        try (ServerClient server = options.connect(root)) {
            ServerClient.Reply reply = server.get("/channels");
            if (!reply.isDone()) {
                root.err().println(reply.refusal());
                return RootCommand.REFUSED;
            }
            for (JsonNode channel : reply.body().path("channels")) {
                if (options.isJson()) {
                    root.out().println(channel);
                } else {
                    tell(root, channel);
                }
            }
            return 0;
        }
    }

    private static void tell(RootCommand root, JsonNode channel) {
        root.out()
                .println(String.format(
                        Locale.ROOT,
                        "%-28s  %-11s  %s",
                        channel.path("id").asText(),
                        channel.path("kind").asText("removed"),
                        channel.path("state").asText()));
        for (JsonNode one : channel.path("unconfirmed")) {
            String headline = one.path("headline").asText();
            root.out()
                    .println(String.format(
                            Locale.ROOT,
                            "    look: %s %s, release %d, which %s%s",
                            one.path("story").asText(),
                            one.path("language").asText(),
                            one.path("sequence").asLong(),
                            one.path("toBeShown").asBoolean() ? "should stand there" : "should not stand there",
                            headline.isEmpty() ? "" : ": " + headline));
        }
    }
}
