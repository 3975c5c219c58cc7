package io.copyflow.launcher.cli;

import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.RequestChanges;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code copyflow review request-changes}. */
@Command(
        name = "request-changes",
        description = {
            "Send the text back with comments.",
            "Only the segments commented on are open then; a comment on the whole opens all."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewRequestChangesCommand extends ReviewDeedOnText {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--comment",
            paramLabel = "SEGMENT=TEXT",
            description = "What is to be changed of a segment, such as b3='Which five?'. May be repeated.")
    private List<String> comments = new ArrayList<>();

    @Option(
            names = "--whole",
            paramLabel = "TEXT",
            description = "What is to be changed of the whole. May be repeated.")
    private List<String> whole = new ArrayList<>();

    @Override
    SpecificRecord body(String contentHash) {
        List<Comment> all = new ArrayList<>();
        comments.forEach(comment -> all.add(onSegment(comment)));
        whole.forEach(text -> all.add(new Comment(null, typed(text), "")));
        return new RequestChanges(contentHash, all);
    }

    @Override
    String done(SpecificRecord event) {
        return "Sent back";
    }

    private Comment onSegment(String typed) {
        int equals = typed.indexOf('=');
        if (equals < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "Expected --comment SEGMENT=TEXT, but got '" + typed + "'. For the whole version use --whole.");
        }
        return new Comment(typed.substring(0, equals), typed(typed.substring(equals + 1)), "");
    }
}
