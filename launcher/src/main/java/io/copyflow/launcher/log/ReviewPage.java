package io.copyflow.launcher.log;

import static io.copyflow.launcher.log.PlainText.clean;
import static io.copyflow.launcher.log.PlainText.isolated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.launcher.log.Table.Cell;
import io.copyflow.launcher.log.Table.Column;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Contribution;
import io.copyflow.schemas.text.ContributionKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.schemas.translation.TranslationWarning;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reviewer reads of the newest version of one language: its text, who made it, what was warned of and said. */
public final class ReviewPage {

    /** Where it is made from. */
    public static final List<Topic<?>> TOPICS =
            List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REVIEW_EVENTS);

    private static final int SHOWN_DIGITS = 8;

    private final String storyId;
    private final String language;
    private final Wording wording;
    private final Map<String, List<Line>> texts = new HashMap<>();
    private final Map<String, List<TranslationWarning>> warnings = new HashMap<>();
    private final Map<String, Thread> threads = new LinkedHashMap<>();
    private final Map<String, String> waivers = new HashMap<>();
    private final List<String> signers = new ArrayList<>();
    private @Nullable ReviewRequested version;
    private String state = "in review";
    private @Nullable String approver;

    private record Line(
            String segmentId,
            String text,
            @Nullable Origin origin,
            @Nullable String detail) {}

    private record Said(String commentId, String person, Instant at, String text) {}

    private record Thread(@Nullable String segmentId, List<Said> comments) {}

    /**
     * @param records of the story, those of a topic in its order
     * @param directory names of people
     */
    public ReviewPage(
            String storyId, String language, Collection<LogRecord> records, Directory directory, ZoneId zone) {
        this.storyId = storyId;
        this.language = language;
        this.wording = new Wording(directory, zone);
        for (LogRecord record : records) {
            Fact fact = Fact.of(record);
            if (fact != null && !fact.isCommand()) {
                add(fact);
            }
        }
    }

    /** Whether there is anything to review. */
    public boolean isSubmitted() {
        return version != null;
    }

    private void add(Fact fact) {
        switch (fact.body()) {
            case StoryAccepted e
            when e.getLanguage().equals(language) ->
                texts.put(
                        e.getContentHash(),
                        e.getSegments().stream()
                                .map(segment -> new Line(segment.getId(), segment.getText(), null, null))
                                .toList());
            case StoryRevised e
            when e.getLanguage().equals(language) ->
                texts.put(
                        e.getContentHash(),
                        e.getSegments().stream()
                                .map(segment -> new Line(segment.getId(), segment.getText(), null, null))
                                .toList());
            case null -> {
                // what cannot be read adds nothing
            }
            default -> {
                if (language.equals(fact.language())) {
                    addOfLanguage(fact);
                }
            }
        }
    }

    private void addOfLanguage(Fact fact) {
        String person = String.valueOf(fact.actor());
        switch (fact.body()) {
            case TranslationSubmitted e -> {
                texts.put(
                        e.getContentHash(),
                        e.getSegments().stream()
                                .map(segment -> new Line(
                                        segment.getId(),
                                        segment.getText(),
                                        segment.getOrigin(),
                                        segment.getOriginDetail()))
                                .toList());
                warnings.put(e.getContentHash(), e.getWarnings());
            }
            case ReviewRequested e -> {
                fall("in review");
                version = e;
            }
            case VersionApproved _ -> {
                state = "approved";
                approver = person;
            }
            case SignedOff _ -> signers.add(person);
            case GlassBroken _ -> {
                fall("glass broken");
                approver = person;
            }
            case Countersigned _ -> signers.add(person);
            case VersionCleared _ -> state = "cleared";
            case ReviewVoided _ -> fall("void");
            case VersionRejected _ -> fall("rejected");
            case ChangesRequested e -> {
                fall("changes requested");
                for (Comment comment : e.getComments()) {
                    if (!comment.getCommentId().isEmpty()) {
                        begin(fact, comment.getCommentId(), comment.getSegmentId(), comment.getText());
                    }
                }
            }
            case CommentAdded e -> {
                Thread thread = e.getInReplyTo() == null ? null : threads.get(e.getInReplyTo());
                if (thread == null) {
                    begin(fact, e.getCommentId(), e.getSegmentId(), e.getText());
                } else {
                    thread.comments.add(new Said(e.getCommentId(), person, fact.at(), e.getText()));
                }
            }
            case CommentResolved e -> threads.remove(e.getCommentId());
            case WarningWaived e -> waivers.put(e.getCheckId() + " " + e.getSegmentId(), person);
            case null, default -> {
                // work in progress is not reviewed
            }
        }
    }

    private void begin(Fact fact, String id, @Nullable String segmentId, String text) {
        threads.put(
                id,
                new Thread(
                        segmentId,
                        new ArrayList<>(List.of(new Said(id, String.valueOf(fact.actor()), fact.at(), text)))));
    }

    private void fall(String now) {
        state = now;
        approver = null;
        signers.clear();
        if (!now.equals("glass broken")) {
            waivers.clear();
        }
    }

    /** For a person. */
    public List<String> lines(Screen screen) {
        List<String> lines = new ArrayList<>();
        ReviewRequested asked = version;
        if (asked == null) {
            lines.add("Nothing of " + storyId + " in " + clean(language) + " was submitted for review.");
            return lines;
        }
        String hash = asked.getContentHash();
        lines.add(storyId + "  " + clean(language) + ", source revision " + asked.getSourceRevision() + ", "
                + screen.show(standing(asked), Tone.STRONG));
        lines.add("hash " + clean(hash) + "  (--hash " + clean(shown(hash)) + " decides on it)");
        lines.add(screen.show("contributors: " + wording.names(asked.getContributors()), Tone.PLAIN));
        asked.getContributions().forEach(each -> lines.add("  " + screen.show(told(each), Tone.PLAIN)));
        lines.add("");
        lines.addAll(text(hash).lines(screen));
        List<TranslationWarning> warned = warnings.getOrDefault(hash, List.of());
        if (!warned.isEmpty()) {
            lines.add("");
            lines.add("WARNINGS");
            warned.forEach(warning -> lines.add("  " + screen.show(told(warning), Tone.WAITING)));
        }
        lines.add("");
        lines.add(threads.isEmpty() ? "No open threads." : "OPEN THREADS");
        threads.values().forEach(thread -> lines.addAll(told(thread, screen)));
        return lines;
    }

    private Table text(String hash) {
        Table table = new Table(List.of(Column.text("SEGMENT"), Column.text("MADE BY"), Column.text("TEXT")));
        texts.getOrDefault(hash, List.of())
                .forEach(line ->
                        table.row(Cell.of(clean(line.segmentId)), Cell.of(origin(line)), Cell.of(isolated(line.text))));
        return table;
    }

    private String standing(ReviewRequested asked) {
        String by = approver == null ? "" : " by " + wording.name(approver);
        return switch (state) {
            case "approved" ->
                "approved" + by + ", " + signers.size() + " of " + asked.getSignaturesNeeded() + " signed";
            case "glass broken" -> state + by + ", waits for a countersignature";
            case "cleared" ->
                "cleared: approved" + by + (signers.isEmpty() ? "" : ", signed by " + wording.names(signers));
            default -> state;
        };
    }

    private String told(Contribution contribution) {
        String who = contribution.getPerson() == null ? "" : wording.name(contribution.getPerson()) + " ";
        String detail = contribution.getDetail() == null ? "" : " (" + clean(contribution.getDetail()) + ")";
        String kind = words(contribution.getKind());
        return who + kind + detail + " " + clean(String.join(", ", contribution.getSegmentIds()));
    }

    private String told(TranslationWarning warning) {
        String waivedBy = waivers.get(warning.getCheck() + " " + warning.getSegmentId());
        return words(warning.getSeverity()) + "  " + clean(warning.getSegmentId()) + "  " + clean(warning.getCheck())
                + ": " + isolated(warning.getSentence())
                + (waivedBy == null ? "" : " Waived by " + wording.name(waivedBy) + ".");
    }

    private List<String> told(Thread thread, Screen screen) {
        List<String> lines = new ArrayList<>();
        for (Said said : thread.comments) {
            boolean isFirst = lines.isEmpty();
            String segment = thread.segmentId == null ? "the whole" : clean(thread.segmentId);
            lines.add(screen.show(
                    (isFirst ? "  " + clean(said.commentId) + "  " + segment + "  " : "      ")
                            + wording.name(said.person)
                            + ": " + isolated(said.text),
                    Tone.PLAIN));
        }
        return lines;
    }

    private static String origin(Line line) {
        String detail = line.detail == null ? "" : " (" + clean(line.detail) + ")";
        return line.origin == null ? "" : words(line.origin) + detail;
    }

    private static String words(Enum<?> symbol) {
        return symbol == ContributionKind.MEMORY ? "from memory" : symbol.name().toLowerCase(Locale.ROOT);
    }

    private static String shown(String hash) {
        return hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
    }

    /** The same for programs. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("storyId", storyId).put("language", language);
        ReviewRequested asked = version;
        if (asked == null) {
            return json.put("submitted", false);
        }
        String hash = asked.getContentHash();
        json.put("submitted", true)
                .put("contentHash", hash)
                .put("sourceRevision", asked.getSourceRevision())
                .put("state", state.replace(' ', '-'))
                .put("approver", approver)
                .put("signaturesNeeded", asked.getSignaturesNeeded());
        signers.forEach(json.putArray("signers")::add);
        asked.getContributors().forEach(json.putArray("contributors")::add);
        ArrayNode contributions = json.putArray("contributions");
        asked.getContributions().forEach(each -> contributions.add(ReadableJson.of(each)));
        ArrayNode segments = json.putArray("segments");
        texts.getOrDefault(hash, List.of())
                .forEach(line -> segments.addObject()
                        .put("id", line.segmentId)
                        .put("text", line.text)
                        .put("origin", line.origin == null ? null : line.origin.name())
                        .put("originDetail", line.detail));
        ArrayNode warned = json.putArray("warnings");
        warnings.getOrDefault(hash, List.of())
                .forEach(warning -> warned.add(ReadableJson.of(warning)
                        .put("waivedBy", waivers.get(warning.getCheck() + " " + warning.getSegmentId()))));
        ArrayNode open = json.putArray("openThreads");
        threads.forEach((id, thread) -> {
            ArrayNode comments = open.addObject()
                    .put("commentId", id)
                    .put("segmentId", thread.segmentId)
                    .putArray("comments");
            thread.comments.forEach(said -> comments.addObject()
                    .put("commentId", said.commentId)
                    .put("person", said.person)
                    .put("time", ReadableJson.time(said.at))
                    .put("text", said.text));
        });
        return json;
    }
}
