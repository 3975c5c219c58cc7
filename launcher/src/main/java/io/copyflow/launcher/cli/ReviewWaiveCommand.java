package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.WaiveWarning;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code copyflow review waive}. */
@Command(
        name = "waive",
        description = "Let the text stand although a check warned of a segment.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewWaiveCommand extends ReviewDeedOnText {

    @Option(names = "--check", required = true, paramLabel = "CHECK", description = "The check, such as numbers.")
    private String check;

    @Option(names = "--segment", required = true, paramLabel = "SEGMENT", description = "The segment, such as b3.")
    private String segment;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why it may stand; at most 500 characters.")
    private String reason;

    @Override
    SpecificRecord body(String contentHash) {
        return new WaiveWarning(contentHash, check, segment, typed(reason));
    }

    @Override
    String done(SpecificRecord event) {
        return "Waived the warning of " + check + " about " + segment + " of";
    }
}
