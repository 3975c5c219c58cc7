package io.copyflow.launcher.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.launcher.log.Table.Cell;
import io.copyflow.launcher.log.Table.Column;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every version that somebody vouched for alone: what became of it. Source: docs/semantics.md, rule 16. */
public final class BrokenGlassReport {

    /** Where it is made from. */
    public static final List<Topic<?>> TOPICS =
            List.of(Topics.STORY_EVENTS, Topics.REVIEW_EVENTS, Topics.PUBLICATION_EVENTS);

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final List<Case> cases = new ArrayList<>();
    private final Map<String, Case> open = new HashMap<>();
    private final Map<String, String> headlines = new HashMap<>();
    private final Set<String> released = new HashSet<>();

    /** One broken glass. */
    private static final class Case {
        private final String storyId;
        private final String language;
        private final Instant at;
        private final String person;
        private final GlassBroken broken;
        private @Nullable String countersigner;
        private @Nullable Instant countersignedAt;
        private @Nullable String fell;

        Case(String storyId, Fact fact, GlassBroken broken) {
            this.storyId = storyId;
            this.language = String.valueOf(fact.language());
            this.at = fact.at();
            this.person = String.valueOf(fact.actor());
            this.broken = broken;
        }

        /** For programs: {@code open}, {@code countersigned}, or what it fell with. */
        String state() {
            if (fell != null) {
                return fell;
            }
            return countersigner == null ? "open" : "countersigned";
        }

        String version() {
            return storyId + "/" + language + "/" + broken.getContentHash();
        }
    }

    /** Adds a record; those of a topic come in its order. */
    public void add(LogRecord record) {
        Fact fact = Fact.of(record);
        String storyId = record.storyId();
        if (fact == null || storyId == null || fact.isCommand()) {
            return;
        }
        String version = storyId + "/" + fact.language();
        switch (fact.body()) {
            case StoryAccepted e -> headlines.put(storyId, headline(e.getSegments()));
            case StoryRevised e -> headlines.put(storyId, headline(e.getSegments()));
            case GlassBroken e -> {
                Case broken = new Case(storyId, fact, e);
                cases.add(broken);
                open.put(version, broken);
            }
            case Countersigned _ -> {
                Case broken = open.remove(version);
                if (broken != null) {
                    broken.countersigner = fact.actor();
                    broken.countersignedAt = fact.at();
                }
            }
            case ReviewVoided _ -> fell(version, "void");
            case ChangesRequested _ -> fell(version, "changes-requested");
            case VersionRejected _ -> fell(version, "rejected");
            case VersionReleased e -> released.add(version + "/" + e.getContentHash());
            case null, default -> {
                // nothing about a glass
            }
        }
    }

    private void fell(String version, String how) {
        Case broken = open.remove(version);
        if (broken != null) {
            broken.fell = how;
        }
    }

    private static String headline(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.getKind() == SegmentKind.HEADLINE)
                .map(Segment::getText)
                .findFirst()
                .orElse("");
    }

    /** The oldest first. */
    private List<Case> since(Instant since) {
        return cases.stream()
                .filter(broken -> !broken.at.isBefore(since))
                .sorted(Comparator.comparing((Case broken) -> broken.at).thenComparing(Case::version))
                .toList();
    }

    /** For a person. */
    public List<String> lines(Instant since, Directory directory, Screen screen) {
        List<Case> listed = since(since);
        if (listed.isEmpty()) {
            return List.of("No glass was broken.");
        }
        Wording wording = new Wording(directory, screen.zone());
        Table table = new Table(List.of(
                Column.text("WHEN"),
                Column.text("STORY"),
                Column.text("LANGUAGE"),
                Column.text("HEADLINE", 32),
                Column.text("WHO"),
                Column.text("CONTRIBUTED"),
                Column.text("COUNTERSIGNED"),
                Column.text("RELEASED"),
                Column.text("REASON")));
        for (Case broken : listed) {
            table.row(
                    Cell.of(moment(broken.at, screen.zone())),
                    Cell.of(PlainText.clean(broken.storyId)),
                    Cell.of(PlainText.clean(broken.language)),
                    Cell.of(PlainText.isolated(headlines.getOrDefault(broken.storyId, ""))),
                    Cell.of(wording.name(broken.person)),
                    Cell.of(broken.broken.getContributor() ? "yes" : "no"),
                    countersigned(broken, wording, screen.zone()),
                    Cell.of(released.contains(broken.version()) ? "yes" : "no"),
                    Cell.of(PlainText.isolated(broken.broken.getReason())));
        }
        return table.lines(screen);
    }

    private static Cell countersigned(Case broken, Wording wording, ZoneId zone) {
        return broken.countersigner == null || broken.countersignedAt == null
                ? new Cell(broken.state(), broken.fell == null ? Tone.WAITING : Tone.FAINT)
                : Cell.of(wording.name(broken.countersigner) + ", " + moment(broken.countersignedAt, zone));
    }

    private static String moment(Instant time, ZoneId zone) {
        return MINUTE.format(time.atZone(zone));
    }

    /** For programs, an object a broken glass. */
    public List<ObjectNode> json(Instant since) {
        return since(since).stream()
                .map(broken -> JsonNodeFactory.instance
                        .objectNode()
                        .put("storyId", broken.storyId)
                        .put("language", broken.language)
                        .put("headline", headlines.get(broken.storyId))
                        .put("contentHash", broken.broken.getContentHash())
                        .put("sourceRevision", broken.broken.getSourceRevision())
                        .put("person", broken.person)
                        .put("role", broken.broken.getRole().name())
                        .put("contributor", broken.broken.getContributor())
                        .put("reason", broken.broken.getReason())
                        .put("brokenAt", ReadableJson.time(broken.at))
                        .put("state", broken.state())
                        .put("countersigner", broken.countersigner)
                        .put(
                                "countersignedAt",
                                broken.countersignedAt == null ? null : ReadableJson.time(broken.countersignedAt))
                        .put("released", released.contains(broken.version())))
                .toList();
    }
}
