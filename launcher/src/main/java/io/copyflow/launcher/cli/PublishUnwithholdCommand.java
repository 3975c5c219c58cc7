package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.UnwithholdStory;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish unwithhold}. */
@Command(
        name = "unwithhold",
        description = "End the withholding of a story: what was live goes live again, if it still stands cleared.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishUnwithholdCommand extends PublishDeed {

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
        return new UnwithholdStory(ReviewDeed.typed(reason));
    }

    @Override
    String done() {
        return "No longer withheld:";
    }
}
