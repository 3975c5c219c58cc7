package io.copyflow.desk.model;

import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.SourceChange;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A translation as whoever works on it sees it: the newest source, segment by segment, and what there is for each. Source:
 * docs/semantics.md, rules 8 to 12.
 *
 * @param revision of the source that is shown
 * @param segments those of that revision, in reading order
 */
public record TaskFile(String language, int revision, List<Segment> segments) {

    /**
     * A segment.
     *
     * @param source how it reads in the source now
     * @param text the newest that was saved or handed in; null without one
     * @param open whether it is to be worked on; the others carry their translation
     * @param change that the source moved away from the text; null where it did not
     * @param offered a draft by the memory or a machine; null without one
     */
    public record Segment(
            Line source,
            @Nullable Line text,
            boolean open,
            @Nullable Change change,
            @Nullable Line offered) {

        public String id() {
            return source.id();
        }

        public String typed() {
            return text == null ? "" : text.text();
        }

        /** Whether nothing is to be done: it carries its text, or has one that is up to date. */
        public boolean isDone() {
            return change == null && !typed().isBlank();
        }
    }

    /**
     * How the source moved away from a text.
     *
     * @param since the revision that the text rests on
     * @param before how the source read then; null when nobody knows any more
     * @param mayStand whether the text may be let stand by an acknowledgement
     */
    public record Change(int since, @Nullable Line before, boolean mayStand) {}

    public TaskFile {
        segments = List.copyOf(segments);
    }

    /** What the facts of one language add up to. */
    public static TaskFile of(StoryFile story, String language) {
        Adding adding = new Adding(story);
        story.facts().stream()
                .filter(fact -> language.equals(fact.language()))
                .sorted(Fact.BY_PLACE)
                .forEach(adding::add);
        return new TaskFile(language, story.newest().number(), adding.segments());
    }

    /** How many of its segments are done. */
    public int done() {
        return (int) segments.stream().filter(Segment::isDone).count();
    }

    /** A text and the source revision it rests on. */
    private record Resting(Line line, int revision) {}

    private static final class Adding {

        private final StoryFile story;
        private final Map<String, Resting> texts = new HashMap<>();
        private final Map<String, Line> handedIn = new HashMap<>();
        private final Map<String, Line> offered = new HashMap<>();
        private final Map<String, Line> changed = new HashMap<>();
        private final Set<String> moved = new HashSet<>();
        private final Set<String> wanted = new HashSet<>();
        private boolean isWhole = true;

        Adding(StoryFile story) {
            this.story = story;
        }

        void add(Fact fact) {
            switch (fact.body()) {
                case TranslationQueued _ -> {
                    texts.clear();
                    handedIn.clear();
                    moved.clear();
                    changed.clear();
                    wanted.clear();
                    isWhole = true;
                }
                case DraftSaved e ->
                    e.getSegments()
                            .forEach(segment ->
                                    texts.put(segment.getId(), new Resting(line(segment), e.getSourceRevision())));
                case DraftOffered e -> e.getSegments().forEach(segment -> offered.put(segment.getId(), line(segment)));
                case TranslationSubmitted e -> {
                    texts.clear();
                    handedIn.clear();
                    moved.clear();
                    changed.clear();
                    wanted.clear();
                    isWhole = false;
                    e.getSegments().forEach(segment -> {
                        Line line = line(segment);
                        texts.put(segment.getId(), new Resting(line, e.getSourceRevision()));
                        handedIn.put(segment.getId(), line);
                    });
                }
                case TranslationReopened e -> reopen(e);
                case SourceAcknowledged e ->
                    e.getSegments().forEach(id -> {
                        moved.remove(id);
                        changed.remove(id);
                        texts.computeIfPresent(
                                id,
                                (_, text) -> new Resting(text.line, Math.max(text.revision, e.getSourceRevision())));
                    });
                default -> {
                    // says nothing of texts
                }
            }
        }

        private void reopen(TranslationReopened e) {
            for (SourceChange change : e.getChanges()) {
                if (change.getTranslated()) {
                    moved.add(change.getSegmentId());
                    if (change.getBefore() != null) {
                        changed.put(change.getSegmentId(), Line.of(change.getBefore(), SegmentKind.PARAGRAPH));
                    }
                }
            }
            if (!isWhole) {
                for (String id : e.getOpenSegments()) {
                    if (e.getReason() != ReopenReason.SOURCE_REVISED || !handedIn.containsKey(id)) {
                        wanted.add(id);
                    }
                }
            }
        }

        private Line line(io.copyflow.schemas.text.TranslatedSegment segment) {
            return Line.of(segment, SegmentKind.PARAGRAPH, null);
        }

        List<Segment> segments() {
            List<Segment> segments = new ArrayList<>();
            for (Line source : story.newest().text().lines()) {
                String id = source.id();
                Resting text = texts.get(id);
                boolean isOpen = isWhole || wanted.contains(id) || moved.contains(id) || text == null;
                segments.add(new Segment(
                        source,
                        text == null ? null : text.line,
                        isOpen,
                        text == null ? null : change(source, text),
                        offered.get(id)));
            }
            return segments;
        }

        private @Nullable Change change(Line source, Resting text) {
            String id = source.id();
            Line then = sourceOf(text.revision, id);
            boolean isOther = then != null && !then.saysAs(source);
            Line before = isOther ? then : changed.get(id);
            Line submitted = handedIn.get(id);
            // a change and back again is one too, until another text stands or somebody let this one stand
            boolean isUnseen = moved.contains(id) && submitted != null && submitted.saysAs(text.line);
            return isOther || isUnseen
                    ? new Change(text.revision, before, moved.contains(id) && submitted != null)
                    : null;
        }

        private @Nullable Line sourceOf(int revision, String id) {
            return story.revisions().stream()
                    .filter(each -> each.number() == revision)
                    .flatMap(each -> each.text().lines().stream())
                    .filter(line -> line.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }
}
