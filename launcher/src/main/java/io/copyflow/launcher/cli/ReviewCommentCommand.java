package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.CommentAdded;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow review comment}. */
@Command(
        name = "comment",
        description = "Say something about the text, or about one segment of it, or answer.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewCommentCommand extends ReviewDeedOnText {

    @Parameters(index = "2", paramLabel = "TEXT", description = "The comment: one line of at most 2,000 characters.")
    private String text;

    @Option(
            names = "--segment",
            paramLabel = "SEGMENT",
            description = "The segment it is about, such as b3; without it, the whole version.")
    private @Nullable String segment;

    @Option(
            names = "--reply-to",
            paramLabel = "COMMENT",
            description = "The comment that began the thread to go on with, such as c3.")
    private @Nullable String replyTo;

    @Override
    SpecificRecord body(String contentHash) {
        return new AddComment(contentHash, segment, replyTo, typed(text));
    }

    @Override
    String done(SpecificRecord event) {
        return event instanceof CommentAdded added ? "Comment " + added.getCommentId() + " on" : "Commented on";
    }
}
