package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.ReviewPage;
import io.copyflow.launcher.log.Screen;
import io.copyflow.launcher.log.StoryIds;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow review show}. */
@Command(
        name = "show",
        description = "Show the newest version of a language: its text and hash, who made it, warnings, open threads.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReviewShowCommand implements Callable<Integer> {

    @ParentCommand
    private ReviewCommand review;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Parameters(index = "1", paramLabel = "LANGUAGE", description = "The version's language, such as fr.")
    private String language;

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        RootCommand root = review.root();
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            String typed = story.strip().toLowerCase(Locale.ROOT);
            String storyId = StoryId.isWhole(typed) ? typed : StoryIds.resolve(typed, reader.storyIds());
            List<LogRecord> records = new ArrayList<>();
            reader.readStory(storyId, ReviewPage.TOPICS, records::add);
            ZoneId zone = ZoneId.systemDefault();
            ReviewPage page = new ReviewPage(
                    storyId, LanguageTag.canonicalOrAsIs(language), records, DirectoryNames.read(reader), zone);
            if (json) {
                root.out().println(ReadableJson.pretty(page.json()));
            } else {
                page.lines(Screen.standardOutput(
                                spec.commandLine().getColorScheme().ansi(), zone))
                        .forEach(root.out()::println);
            }
            root.out().flush();
            return page.isSubmitted() ? 0 : RootCommand.REFUSED;
        }
    }
}
