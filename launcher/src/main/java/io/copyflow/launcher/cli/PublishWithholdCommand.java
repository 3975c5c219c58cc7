package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.WithholdStory;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish withhold}. */
@Command(
        name = "withhold",
        description = {
            "Take down whatever of a story is live, in all languages, and let nothing out until further notice.",
            "'copyflow publish unwithhold' ends it."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishWithholdCommand extends PublishDeed {

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
        return new WithholdStory(ReviewDeed.typed(reason));
    }

    @Override
    String done() {
        return "Withheld";
    }
}
