package io.copyflow.launcher.cli;

import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.VersionHashes;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Option;

/** What names the text that was read: nobody decides on another one by mistake. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
abstract class ReviewDeedOnText extends ReviewDeed {

    @Option(
            names = "--hash",
            required = true,
            paramLabel = "HASH",
            description =
                    "Hash of the text that was read, or its first 8 digits or more, as 'copyflow review show' tells"
                            + " it.")
    private String hash;

    /** @param contentHash whole */
    abstract SpecificRecord body(String contentHash);

    @Override
    final SpecificRecord body(String storyId, String canonicalLanguage, LogReader reader) {
        return body(VersionHashes.resolve(hash, storyId, canonicalLanguage, reader));
    }
}
