package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.BreakGlass;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code copyflow review break-glass}. */
@Command(
        name = "break-glass",
        description = {
            "Vouch for the text alone, also when you wrote some of it, in place of approval and all signatures.",
            "Somebody in another role who wrote none of it has to countersign. It is listed in",
            "'copyflow report break-glass'."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewBreakGlassCommand extends ReviewDeedOnText {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why there is nobody else; at most 500 characters.")
    private String reason;

    @Override
    SpecificRecord body(String contentHash) {
        return new BreakGlass(contentHash, typed(reason));
    }

    @Override
    String done(SpecificRecord event) {
        return "Glass broken, which is to be countersigned:";
    }
}
