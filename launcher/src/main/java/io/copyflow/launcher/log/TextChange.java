package io.copyflow.launcher.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the text of a story changed between two revisions of its source, segment by segment and word by word. */
public final class TextChange {

    private final String language;
    private final List<Changed> segments;

    /**
     * The text of a segment and its marks.
     *
     * @param media hash of its picture or video; null without one
     */
    private record Words(
            String text, List<Mark> marks, @Nullable String media) {

        static Words of(String text, List<Mark> marks, @Nullable MediaReference media) {
            return new Words(text, marks, media == null ? null : media.getHash());
        }
    }

    /** Whether words were there before, are there now, or both. */
    private enum Kind {
        KEPT("", ""),
        GONE("[-", "-]"),
        NEW("{+", "+}");

        private final String open;
        private final String close;

        Kind(String open, String close) {
            this.open = open;
            this.close = close;
        }
    }

    private record Stretch(Kind kind, String text) {}

    /** @param before null when the segment is new; @param after null when it is gone */
    private record Changed(
            String id, @Nullable Words before, @Nullable Words after, List<Stretch> words) {

        boolean isMarksOnly() {
            return before != null && after != null && before.text.equals(after.text) && !isOtherPicture();
        }

        boolean isOtherPicture() {
            return before != null && after != null && !Objects.equals(before.media, after.media);
        }
    }

    private TextChange(String language, List<Changed> segments) {
        this.language = language;
        this.segments = segments;
    }

    /**
     * @param records the story's, at least its own and its translations' events
     * @param language of the version; null for the source's
     * @throws StageFailure with code {@code unknown-revision} when there is no such text
     */
    public static TextChange between(Collection<LogRecord> records, int before, int after, @Nullable String language) {
        Map<Integer, Map<String, Words>> texts = new LinkedHashMap<>();
        String found = language == null ? "und" : language;
        for (LogRecord record : records) {
            if (!(record.content() instanceof LogRecord.Value(var value))) {
                continue;
            }
            if (value instanceof StoryEventEnvelope event && (language == null || language.equals(sourceOf(event)))) {
                switch (event.getBody()) {
                    case StoryAccepted e -> texts.put(e.getRevision(), source(e.getSegments()));
                    case StoryRevised e -> texts.put(e.getRevision(), source(e.getSegments()));
                    default -> {
                        // has no text
                    }
                }
                String source = sourceOf(event);
                found = source == null ? found : source;
            } else if (value instanceof TranslationEventEnvelope event
                    && event.getLanguage().equals(language)
                    && event.getBody() instanceof TranslationSubmitted e) {
                Map<String, Words> text = new LinkedHashMap<>();
                Map<String, MediaReference> media = new HashMap<>();
                e.getMedia().forEach(of -> media.put(of.getSegmentId(), of.getMedia()));
                e.getSegments()
                        .forEach(segment -> text.put(
                                segment.getId(),
                                Words.of(segment.getText(), segment.getMarks(), media.get(segment.getId()))));
                texts.put(e.getSourceRevision(), text);
            }
        }
        return new TextChange(
                found,
                changed(text(texts, before, language), text(texts, after, language), Locale.forLanguageTag(found)));
    }

    private static @Nullable String sourceOf(StoryEventEnvelope event) {
        return switch (event.getBody()) {
            case StoryAccepted e -> e.getLanguage();
            case StoryRevised e -> e.getLanguage();
            default -> null;
        };
    }

    private static Map<String, Words> source(List<Segment> segments) {
        Map<String, Words> text = new LinkedHashMap<>();
        segments.forEach(segment ->
                text.put(segment.getId(), Words.of(segment.getText(), segment.getMarks(), segment.getMedia())));
        return text;
    }

    private static Map<String, Words> text(
            Map<Integer, Map<String, Words>> texts, int revision, @Nullable String language) {
        Map<String, Words> text = texts.get(revision);
        if (text == null) {
            throw new StageFailure(
                    "unknown-revision",
                    "Expected a text " + (language == null ? "of" : "in " + language + " on") + " source revision "
                            + revision + ", but there are "
                            + (texts.isEmpty() ? "none" : "those of " + texts.keySet()) + ". Choose among them.");
        }
        return text;
    }

    private static List<Changed> changed(Map<String, Words> before, Map<String, Words> after, Locale locale) {
        Set<String> ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        List<Changed> changed = new ArrayList<>();
        for (String id : ids) {
            Words old = before.get(id);
            Words now = after.get(id);
            if (old == null || !old.equals(now)) {
                String oldText = old == null ? "" : old.text;
                String nowText = now == null ? "" : now.text;
                changed.add(new Changed(id, old, now, words(oldText, nowText, locale)));
            }
        }
        return changed;
    }

    private static List<Stretch> words(String before, String after, Locale locale) {
        List<Stretch> words = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(split(before, locale), split(after, locale), true)
                .getDeltas()) {
            if (delta.getType() == DeltaType.EQUAL) {
                words.add(
                        new Stretch(Kind.KEPT, String.join("", delta.getSource().getLines())));
                continue;
            }
            String gone = String.join("", delta.getSource().getLines());
            String here = String.join("", delta.getTarget().getLines());
            if (!gone.isEmpty()) {
                words.add(new Stretch(Kind.GONE, gone));
            }
            if (!here.isEmpty()) {
                words.add(new Stretch(Kind.NEW, here));
            }
        }
        return words;
    }

    /** Words and what stands between them, as the language has words, with spaces or without. */
    private static List<String> split(String text, Locale locale) {
        List<String> words = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getWordInstance(locale);
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }

    /** A line for each segment that changed: {@code [-gone-]} and {@code {+new+}}, each kept from turning its surroundings. */
    public List<String> lines() {
        if (segments.isEmpty()) {
            return List.of("Nothing changed.");
        }
        List<String> lines = new ArrayList<>();
        for (Changed segment : segments) {
            StringBuilder line = new StringBuilder(PlainText.clean(segment.id))
                    .append(segment.before == null ? " (new)" : segment.after == null ? " (gone)" : "")
                    .append(segment.isMarksOnly() ? " (marks only)" : "")
                    .append(segment.isOtherPicture() ? " (another picture or video)" : "")
                    .append(": ");
            for (Stretch stretch : segment.words) {
                line.append(stretch.kind.open)
                        .append(PlainText.isolated(stretch.text))
                        .append(stretch.kind.close);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /**
     * An object with {@code language} and {@code segments}, each with {@code id}, {@code before} and {@code after} (null
     * when there is none), {@code marksOnly}, {@code mediaBefore} and {@code mediaAfter} (hashes, null when there is
     * none), and {@code words}: {@code op} ({@code =}, {@code -}, {@code +}) and {@code text}.
     */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("language", language);
        ArrayNode told = json.putArray("segments");
        for (Changed segment : segments) {
            ArrayNode words = told.addObject()
                    .put("id", segment.id)
                    .put("before", segment.before == null ? null : segment.before.text)
                    .put("after", segment.after == null ? null : segment.after.text)
                    .put("marksOnly", segment.isMarksOnly())
                    .put("mediaBefore", segment.before == null ? null : segment.before.media)
                    .put("mediaAfter", segment.after == null ? null : segment.after.media)
                    .putArray("words");
            for (Stretch stretch : segment.words) {
                words.addObject()
                        .put(
                                "op",
                                switch (stretch.kind) {
                                    case KEPT -> "=";
                                    case GONE -> "-";
                                    case NEW -> "+";
                                })
                        .put("text", stretch.text);
            }
        }
        return json;
    }
}
