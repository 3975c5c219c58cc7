package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.ScheduleRelease;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish schedule}. */
@Command(
        name = "schedule",
        description = {
            "Let the next release of a language, or of the whole story, not happen before a time.",
            "It goes out then if it is cleared; an embargo holds it all the same."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishScheduleCommand extends PublishDeed {

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LANGUAGE",
            description = "The version's language, such as fr; the whole story when left out.")
    private @Nullable String language;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Plan plan;

    /** When, or no longer. */
    static final class Plan {
        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = Moment.class,
                description = "The earliest time, such as 2026-03-03T18:00 (local) or 2026-03-03T15:00:00Z.")
        private @Nullable Instant at;

        @Option(names = "--cancel", description = "Take the schedule back.")
        private boolean cancel;
    }

    @Override
    String story() {
        return story;
    }

    @Override
    @Nullable
    String language() {
        return language;
    }

    @Override
    SpecificRecord body() {
        return plan.at == null ? new CancelSchedule() : new ScheduleRelease(plan.at);
    }

    @Override
    String done() {
        return plan.at == null ? "No schedule any more for" : "Scheduled";
    }
}
