package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.Countersign;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;

/** {@code copyflow review countersign}. */
@Command(
        name = "countersign",
        description = "Countersign a broken glass, as another person in another role.",
        mixinStandardHelpOptions = true)
final class ReviewCountersignCommand extends ReviewDeedOnText {

    @Override
    SpecificRecord body(String contentHash) {
        return new Countersign(contentHash);
    }

    @Override
    String done(SpecificRecord event) {
        return "Countersigned and so cleared";
    }
}
