package io.copyflow.launcher.cli;

import io.copyflow.launcher.log.LogReader;
import io.copyflow.schemas.review.ResolveComment;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow review resolve}. */
@Command(name = "resolve", description = "Close a thread of comments.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewResolveCommand extends ReviewDeed {

    @Parameters(index = "2", paramLabel = "COMMENT", description = "The comment that began the thread, such as c3.")
    private String comment;

    @Option(names = "--note", paramLabel = "TEXT", description = "What came of it; at most 500 characters.")
    private @Nullable String note;

    @Override
    SpecificRecord body(String storyId, String canonicalLanguage, LogReader reader) {
        return new ResolveComment(comment, note == null ? null : typed(note));
    }

    @Override
    String done(SpecificRecord event) {
        return "Resolved " + comment + " of";
    }
}
