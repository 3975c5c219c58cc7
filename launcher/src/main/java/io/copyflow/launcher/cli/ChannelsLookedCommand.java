package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow channels looked}: what a person found where no answer ever came (docs/semantics.md, rule 24). */
@Command(
        name = "looked",
        description = {
            "Tell what stands at a channel where nobody could tell, after you looked there.",
            "Then the newest release is posted, changed or taken down as that asks for, and the channel goes on by itself."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ChannelsLookedCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private ChannelsCommand channels;

    @Parameters(paramLabel = "CHANNEL", index = "0", description = "The channel's id in the newsroom file.")
    private String channel;

    @Parameters(paramLabel = "STORY", index = "1", description = "The story's whole id.")
    private String story;

    @Parameters(paramLabel = "LANGUAGE", index = "2", description = "The language, such as kk-Cyrl.")
    private String language;

    @ArgGroup(multiplicity = "1")
    private Found found;

    @Option(names = "--at", paramLabel = "URL", description = "Where what was found can be seen.")
    private @Nullable String url;

    @Mixin
    private ServerOptions options;

    /** One of the two. */
    static final class Found {

        @Option(
                names = "--found",
                paramLabel = "ID",
                description = "It stands there; the network's id of it, such as 4711 in https://t.me/farlight/4711.")
        private @Nullable String id;

        @Option(names = "--nothing", description = "Nothing of it stands there.")
        private boolean nothing;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RootCommand root = channels.root();
        ObjectNode said = JSON.createObjectNode()
                .put("story", story)
                .put("language", language)
                .put("found", found.id);
        if (url != null) {
            said.put("url", url);
        }
        try (ServerClient server = options.connect(root)) {
            ServerClient.Reply reply = server.postJson(
                    "/channels/" + ServerClient.part(channel) + "/looked", null, JSON.writeValueAsBytes(said));
            if (options.isJson()) {
                root.out().println(reply.body());
            } else if (reply.isDone()) {
                root.out().println(channel + ": goes on with " + story + " in " + language);
            } else {
                root.err().println(reply.refusal());
            }
            return reply.isDone() ? 0 : RootCommand.REFUSED;
        }
    }
}
