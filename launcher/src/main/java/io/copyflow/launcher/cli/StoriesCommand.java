package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.Screen;
import io.copyflow.launcher.log.StoryOutline;
import io.copyflow.launcher.log.StoryTable;
import io.copyflow.launcher.log.Timeline;
import io.copyflow.launcher.log.VersionState;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code copyflow stories}. */
@Command(
        name = "stories",
        description = {
            "List the stories, the newest first, and where their languages' versions stand.",
            "IN REVIEW counts versions that wait for an editor or for signatures, SIGNED those that are signed by all and"
                    + " not released, LIVE those that readers see, whether or not a newer text is worked on."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class StoriesCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "Only stories that have a version in this language, such as ar or zh-Hans.")
    private @Nullable String language;

    @Option(
            names = "--state",
            paramLabel = "S",
            converter = OfState.class,
            description = "Only stories that have a version that is so (with --language: the version in that language):"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable VersionState state;

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    /** By the name that is told of in the usage, which picocli's own converter would tell beside another. */
    static final class OfState implements ITypeConverter<VersionState> {

        @Override
        public VersionState convert(String typed) {
            return Arrays.stream(VersionState.values())
                    .filter(each -> each.toString().equalsIgnoreCase(typed)
                            || each.name().equalsIgnoreCase(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(VersionState.values())
                                    .map(VersionState::toString)
                                    .collect(Collectors.joining(", "))
                            + ", but got '" + typed + "'"));
        }
    }

    private final Clock clock;

    public StoriesCommand() {
        this(Clock.systemDefaultZone());
    }

    StoriesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        StoryTable table = new StoryTable();
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            reader.read(
                    List.of(
                            Topics.STORY_EVENTS,
                            Topics.TRANSLATION_EVENTS,
                            Topics.REVIEW_EVENTS,
                            Topics.PUBLICATION_EVENTS,
                            Topics.KILLS),
                    table::add);
        }
        List<StoryOutline> stories = table.stories(language, state);
        if (json) {
            stories.forEach(story -> root.out().println(ReadableJson.line(Timeline.json(story))));
        } else if (stories.isEmpty()) {
            root.out().println(language == null && state == null ? "There are no stories yet." : "No story is so.");
        } else {
            Screen screen =
                    Screen.standardOutput(spec.commandLine().getColorScheme().ansi(), clock.getZone());
            StoryTable.lines(stories, clock.instant(), screen).forEach(root.out()::println);
        }
        root.out().flush();
        table.leftOut().forEach(place -> root.err().println("Left out, as it cannot be read: " + place));
        root.err().flush();
    }
}
