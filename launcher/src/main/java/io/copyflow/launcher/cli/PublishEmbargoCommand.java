package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.SetEmbargo;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish embargo}. */
@Command(
        name = "embargo",
        description = {
            "Embargo a story that nothing was released of, in all languages, or move its embargo.",
            "To move it to an earlier time takes a chief."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishEmbargoCommand extends PublishDeed {

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private End end;

    @Option(names = "--note", paramLabel = "TEXT", description = "What was agreed, for colleagues.")
    private @Nullable String note;

    /** When it ends. */
    static final class End {
        @Option(
                names = "--until",
                paramLabel = "TIME",
                converter = Moment.class,
                description = "When it ends, such as 2026-03-03T18:00 (local) or 2026-03-03T15:00:00Z.")
        private @Nullable Instant until;

        @Option(names = "--open-ended", description = "It has no time: it ends when a chief ends it.")
        private boolean openEnded;
    }

    @Override
    String story() {
        return story;
    }

    @Override
    SpecificRecord body() {
        return new SetEmbargo(end.until, note == null ? null : ReviewDeed.typed(note));
    }

    @Override
    String done() {
        return "Embargoed";
    }
}
