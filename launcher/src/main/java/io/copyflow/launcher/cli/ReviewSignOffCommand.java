package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.SignedOff;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;

/** {@code copyflow review sign-off}. */
@Command(name = "sign-off", description = "Sign the approved text.", mixinStandardHelpOptions = true)
final class ReviewSignOffCommand extends ReviewDeedOnText {

    @Override
    SpecificRecord body(String contentHash) {
        return new SignOff(contentHash);
    }

    @Override
    String done(SpecificRecord event) {
        return event instanceof SignedOff signed
                ? "Signed (" + signed.getSignatures() + " of " + signed.getSignaturesNeeded() + ")"
                        + (signed.getSignatures() >= signed.getSignaturesNeeded() ? " and so cleared" : "")
                : "Signed";
    }
}
