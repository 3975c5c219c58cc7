package io.copyflow.launcher.log;

import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.launcher.log.StoryOutline.Version;
import io.copyflow.launcher.log.Table.Cell;
import io.copyflow.launcher.log.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All stories, a line each, the newest first. */
public final class StoryTable {

    private static final int NARROWEST_HEADLINE = 16;

    private final Map<String, StoryOutline.Builder> builders = new HashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /** Adds an event of any story; those of a topic and story in their order. */
    public void add(LogRecord record) {
        if (record.content() instanceof LogRecord.Unreadable unreadable) {
            leftOut.add(TopicNames.shortName(record.topic()) + ", partition " + record.partition() + ", offset "
                    + record.offset() + ": " + unreadable.code());
        }
        String storyId = record.storyId();
        if (storyId != null) {
            builders.computeIfAbsent(storyId, StoryOutline.Builder::new).add(record);
        }
    }

    /** Where the records lie that could not be read, and why not. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /**
     * The stories that have a version of that kind.
     *
     * @param language null for any
     * @param state null for any; {@code LIVE} counts what readers see while a newer text is worked on
     */
    public List<StoryOutline> stories(@Nullable String language, @Nullable VersionState state) {
        return builders.values().stream()
                .map(StoryOutline.Builder::build)
                .filter(Objects::nonNull)
                .filter(story -> story.versions().stream()
                        .anyMatch(version ->
                                (language == null || version.language().equalsIgnoreCase(language))
                                        && (state == null
                                                || version.state() == state
                                                || (state == VersionState.LIVE && version.isLive()))))
                .sorted(Comparator.comparing(StoryOutline::acceptedAt)
                        .reversed()
                        .thenComparing(StoryOutline::storyId))
                .toList();
    }

    /** A line for each story under a line of titles. */
    public static List<String> lines(Collection<StoryOutline> stories, Instant now, Screen screen) {
        // the other columns' width is known once they stand; the headline takes what is left
        int others = table(stories, now, 1).lines(Screen.plain(0, screen.zone())).stream()
                .mapToInt(PlainText::width)
                .max()
                .orElse(0);
        int room = Math.max(NARROWEST_HEADLINE, screen.width() - others + PlainText.width("HEADLINE"));
        return table(stories, now, room).lines(screen);
    }

    private static Table table(Collection<StoryOutline> stories, Instant now, int headline) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("STORY"),
                Column.text("HEADLINE", headline),
                Column.text("LANGUAGE"),
                Column.number("REVISION"),
                Column.number("AGE"),
                Column.number("QUEUED"),
                Column.number("CLAIMED"),
                Column.number("IN REVIEW"),
                Column.number("SIGNED"),
                Column.number("LIVE")));
        Table table = new Table(columns);
        for (StoryOutline story : stories) {
            table.row(
                    Cell.of(story.storyId()),
                    new Cell(
                            (story.killed() ? "killed: " : "") + PlainText.isolated(story.headline()),
                            story.spiked() || story.killed() ? Tone.FAINT : Tone.STRONG),
                    Cell.of(PlainText.clean(story.language())),
                    Cell.of(story.revision()),
                    Cell.of(age(Duration.between(story.acceptedAt(), now))),
                    Cell.of(story.count(version -> version.state() == VersionState.QUEUED)),
                    Cell.of(story.count(version -> version.state() == VersionState.CLAIMED)),
                    Cell.of(story.count(StoryTable::isInReview)),
                    Cell.of(story.count(StoryTable::isSigned)),
                    Cell.of(story.count(Version::isLive)));
        }
        return table;
    }

    private static boolean isInReview(Version version) {
        return switch (version.state()) {
            case IN_REVIEW, APPROVED, GLASS_BROKEN -> true;
            case WAITING,
                    QUEUED,
                    CLAIMED,
                    CHANGES_REQUESTED,
                    REJECTED,
                    VOID,
                    CLEARED,
                    HELD,
                    LIVE,
                    TAKEN_DOWN,
                    CANCELLED,
                    KILLED -> false;
        };
    }

    /** Signed by all, and not live yet. */
    private static boolean isSigned(Version version) {
        return version.state() == VersionState.CLEARED || version.state() == VersionState.HELD;
    }

    static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
