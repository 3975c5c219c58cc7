package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.RejectVersion;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code copyflow review reject}. */
@Command(
        name = "reject",
        description = "Refuse the text: the version ends, until another one is submitted.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewRejectCommand extends ReviewDeedOnText {

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for colleagues.")
    private String reason;

    @Override
    SpecificRecord body(String contentHash) {
        return new RejectVersion(contentHash, typed(reason));
    }

    @Override
    String done(SpecificRecord event) {
        return "Rejected";
    }
}
