package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.LiftEmbargo;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish lift-embargo}. */
@Command(
        name = "lift-embargo",
        description = {
            "End an embargo now, because it was agreed or because others broke it. Only a chief may.",
            "What was held by nothing else goes out at once."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishLiftEmbargoCommand extends PublishDeed {

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for colleagues.")
    private String reason;

    @Override
    String story() {
        return story;
    }

    @Override
    SpecificRecord body() {
        return new LiftEmbargo(ReviewDeed.typed(reason));
    }

    @Override
    String done() {
        return "Ended the embargo of";
    }
}
