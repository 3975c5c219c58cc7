package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.RestoreVersion;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish restore}. */
@Command(
        name = "restore",
        description = "Let out again what was taken down of one language, if it is cleared still and the newest text.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishRestoreCommand extends PublishDeed {

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Parameters(index = "1", paramLabel = "LANGUAGE", description = "The version's language, such as fr.")
    private String language;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for colleagues.")
    private String reason;

    @Override
    String story() {
        return story;
    }

    @Override
    String language() {
        return language;
    }

    @Override
    SpecificRecord body() {
        return new RestoreVersion(ReviewDeed.typed(reason));
    }

    @Override
    String done() {
        return "Restored";
    }
}
