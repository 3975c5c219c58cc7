package io.copyflow.launcher.cli;

import io.copyflow.launcher.log.PlainText;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.VersionApproved;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;

/** {@code copyflow review approve}. */
@Command(name = "approve", description = "Approve the text. Web editors sign it then.", mixinStandardHelpOptions = true)
final class ReviewApproveCommand extends ReviewDeedOnText {

    @Override
    SpecificRecord body(String contentHash) {
        return new ApproveVersion(contentHash);
    }

    @Override
    String done(SpecificRecord event) {
        return event instanceof VersionApproved approved && approved.getOpenThreads() > 0
                ? "Approved, with " + PlainText.counted(approved.getOpenThreads(), "thread")
                        + " of comments still open,"
                : "Approved";
    }
}
