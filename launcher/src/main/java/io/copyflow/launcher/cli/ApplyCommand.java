package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.newsroom.Applied;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Newsroom;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes the directory what a newsroom's file says. */
@Command(
        name = "apply",
        description = {
            "Make the newsroom's directory what FILE says: people and their roles, editions, desks, bureaus, channels,"
                    + " glossary.",
            "A file with a mistake changes nothing. See docs/how-to/newsroom-file.md."
        },
        mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {

    private static final int MOST_TOLD = 20;

    @ParentCommand
    private @Nullable RootCommand root;

    @Parameters(paramLabel = "FILE", description = "The newsroom's file, such as samples/newsroom.yaml.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Also when more than half of the people go.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only tell what would change.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (root == null || file == null) {
            throw new IllegalStateException("picocli sets the parent and the file before it calls");
        }
        NewsroomFile newsroom = NewsroomFile.read(file).orRefuse();
        newsroom.warnings().forEach(warning -> root.err().println("warning: " + warning));
        root.err().flush();
        try (SchemaIds ids = root.schemaIds()) {
            DirectoryPublisher publisher = new DirectoryPublisher(
                    root.configuration(),
                    ids,
                    Clock.systemUTC(),
                    () -> UUID.randomUUID().toString());
            Applied applied =
                    dryRun ? publisher.preview(newsroom.entries(), force) : publisher.apply(newsroom.entries(), force);
            tell(newsroom, applied, root.out());
        }
        return 0;
    }

    private void tell(NewsroomFile newsroom, Applied applied, PrintWriter out) {
        out.println(size(newsroom));
        tell("added", applied.added(), out);
        tell(
                "changed",
                applied.changed().entrySet().stream()
                        .map(change -> change.getKey()
                                + (change.getValue().isEmpty() ? "" : ": " + String.join(", ", change.getValue())))
                        .toList(),
                out);
        tell("removed", applied.removed(), out);
        out.printf(
                Locale.ROOT,
                "%s%d added, %d changed, %d removed, %d unchanged.%n",
                dryRun ? "Only a dry run, nothing was written: " : "Applied: ",
                applied.added().size(),
                applied.changed().size(),
                applied.removed().size(),
                applied.unchanged());
        out.flush();
    }

    private static void tell(String what, List<String> entries, PrintWriter out) {
        entries.stream().limit(MOST_TOLD).forEach(entry -> out.printf("  %-8s %s%n", what, entry));
        if (entries.size() > MOST_TOLD) {
            out.printf("  %-8s and %d more%n", what, entries.size() - MOST_TOLD);
        }
    }

    /** Such as {@code Farlight Dispatch: 16 editions, 7 desks, 14 bureaus in 11 countries, 73 channels, 120 people.} */
    private static String size(NewsroomFile newsroom) {
        String name = newsroom.entries().get(Directory.NEWSROOM) instanceof Newsroom body ? body.getName() : "";
        long countries = newsroom.entries().values().stream()
                .filter(Bureau.class::isInstance)
                .map(body -> ((Bureau) body).getCountry())
                .distinct()
                .count();
        return name + ": " + counted(newsroom, "edition", "edition", "editions") + ", "
                + counted(newsroom, "desk", "desk", "desks") + ", "
                + counted(newsroom, "bureau", "bureau", "bureaus")
                + (countries == 0 ? "" : " in " + (countries == 1 ? "1 country" : countries + " countries")) + ", "
                + counted(newsroom, "channel", "channel", "channels") + ", "
                + counted(newsroom, "person", "person", "people") + glossary(newsroom) + ".";
    }

    /** Nothing where there is no glossary. */
    private static String glossary(NewsroomFile newsroom) {
        boolean isEmpty = count(newsroom, "term") + count(newsroom, "forbidden") + count(newsroom, "verbatim") == 0;
        return isEmpty
                ? ""
                : ", " + counted(newsroom, "term", "term", "terms") + ", "
                        + counted(newsroom, "forbidden", "forbidden wording", "forbidden wordings") + ", "
                        + counted(newsroom, "verbatim", "wording", "wordings") + " not to translate";
    }

    private static String counted(NewsroomFile newsroom, String kind, String one, String many) {
        long count = count(newsroom, kind);
        return count + " " + (count == 1 ? one : many);
    }

    private static long count(NewsroomFile newsroom, String kind) {
        return newsroom.entries().keySet().stream()
                .filter(key -> key.startsWith(Directory.key(kind, "")))
                .count();
    }
}
