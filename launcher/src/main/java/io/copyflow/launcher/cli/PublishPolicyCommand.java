package io.copyflow.launcher.cli;

import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.publication.SetReleasePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish policy}. */
@Command(
        name = "policy",
        description =
                "Say for one story how its languages go out: each by itself, all together, or some of them first.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishPolicyCommand extends PublishDeed {

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    /** As it is typed. */
    enum Way {
        INDEPENDENT,
        TOGETHER,
        CORE
    }

    @Parameters(
            index = "1",
            paramLabel = "POLICY",
            description = "independent, together, or core: some languages together, the others after them.")
    private Way way;

    @Option(
            names = "--core",
            split = ",",
            paramLabel = "LANGUAGE",
            description = "With core: the languages that go together with the source, such as en,fr.")
    private List<String> core = new ArrayList<>();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "With core: when those that are there go without the others.")
    private @Nullable Instant deadline;

    @Override
    String story() {
        return story;
    }

    @Override
    SpecificRecord body() {
        return new SetReleasePolicy(ReleasePolicy.valueOf(way.name()), core, deadline);
    }

    @Override
    String done() {
        return "Set to go out " + way.name().toLowerCase(Locale.ROOT) + ":";
    }
}
