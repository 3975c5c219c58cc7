package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.runtime.JsonFields;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Copyflow's own JSON: the shape of samples/story.json, and {@code targets} and {@code sourceItem}. */
final class PlainJsonReader implements JsonReader {

    private static final List<String> FIELDS = List.of(
            "clientId",
            "author",
            "language",
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "desk",
            "bureau",
            "urgency",
            "targets",
            "sourceItem",
            "embargo",
            "body");

    private static final List<String> MEDIA = List.of("picture", "video");

    private final PictureBlocks pictures;

    PlainJsonReader(PictureBlocks pictures) {
        this.pictures = pictures;
    }

    @Override
    public boolean recognises(JsonNode item) {
        return true;
    }

    @Override
    public List<ReadItem> read(JsonNode item) {
        return read(item, HandingRight.UNASKED);
    }

    /** @param right asked before a picture is fetched */
    List<ReadItem> read(JsonNode item, HandingRight right) {
        JsonFields story = JsonFields.of(item, "$");
        story.allowOnly(FIELDS);
        Notes notes = new Notes();
        List<Block> blocks = new ArrayList<>();
        String headline = story.text("headline");
        if (headline == null || CleanText.of(headline).isBlank()) {
            throw new UnreadableInputException(
                    "headline-missing", "Expected a headline at $.headline, but there is none. Add it.");
        }
        head(SegmentKind.HEADLINE, headline, "$.headline", blocks, notes);
        head(SegmentKind.STANDFIRST, story.text("standfirst"), "$.standfirst", blocks, notes);
        head(SegmentKind.BYLINE, story.text("byline"), "$.byline", blocks, notes);
        head(SegmentKind.DATELINE, story.text("dateline"), "$.dateline", blocks, notes);
        List<JsonNode> body = story.list("body");
        if (body.isEmpty()) {
            throw new UnreadableInputException(
                    "body-missing", "Expected at least one block at $.body, but there is none. Add a paragraph.");
        }
        for (int i = 0; i < body.size(); i++) {
            JsonFields block = JsonFields.of(body.get(i), "$.body[" + i + "]");
            if (MEDIA.contains(body.get(i).path("kind").asText())) {
                if (body.get(i).path("media").has("url")) {
                    require(right.refusal(story.text("author")));
                }
                blocks.addAll(picture(block, notes));
            } else {
                blocks.add(block(block, notes));
            }
        }
        Integer urgency = story.number("urgency");
        return List.of(new ReadItem.Draft(new SubmissionDraft(
                SubmissionDraft.DESK,
                story.requiredText("clientId"),
                story.text("author"),
                story.text("language"),
                blocks,
                List.of(),
                story.text("desk"),
                story.text("bureau"),
                urgency == null ? SubmissionDraft.USUAL_URGENCY : urgency,
                targets(story),
                sourceItem(story),
                embargo(story, notes),
                RevisionClass.UPDATE,
                null,
                notes.all())));
    }

    private static void head(SegmentKind kind, @Nullable String raw, String path, List<Block> blocks, Notes notes) {
        CleanText text = CleanText.of(raw == null ? "" : raw);
        if (!text.isBlank()) {
            blocks.add(Block.plain(kind, text.text()));
            notes.removed(text, path);
        }
    }

    private static void require(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw new UnreadableInputException(refusal.code(), refusal.sentence());
        }
    }

    private List<Block> picture(JsonFields block, Notes notes) {
        block.allowOnly(List.of("kind", "media", "alternative-text", "caption", "credit"));
        if (!block.has("media")) {
            throw block.missing("media", "an object with the hash or the url of the picture or video");
        }
        MediaReference media = pictures.named(JsonFields.of(block.object().get("media"), block.at("media")));
        String kind = String.valueOf(block.text("kind"));
        if (kind.equals("video") != media.isVideo()) {
            throw new UnreadableInputException(
                    "media-type-differs",
                    "Expected a " + kind + " at " + block.at("media") + ", but it is " + media.mediaType()
                            + ". Correct the kind, or name another one.");
        }
        return pictures.blocks(
                media,
                block.text("alternative-text"),
                block.text("caption"),
                block.text("credit"),
                block.path(),
                notes);
    }

    private static Block block(JsonFields block, Notes notes) {
        block.allowOnly(List.of("kind", "text", "marks"));
        CleanText text = CleanText.of(block.requiredText("text"));
        notes.removed(text, block.at("text"));
        List<Mark> marks = new ArrayList<>();
        List<JsonNode> given = block.list("marks");
        for (int i = 0; i < given.size(); i++) {
            marks.add(mark(JsonFields.of(given.get(i), block.at("marks[" + i + "]")), text.rawLength()));
        }
        return new Block(kind(block), text.text(), text.marks(marks));
    }

    private static SegmentKind kind(JsonFields block) {
        String kind = block.text("kind");
        return kind == null
                ? SegmentKind.PARAGRAPH
                : Arrays.stream(SegmentKind.values())
                        .filter(k -> !k.isHead() && k.label().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> unknown(
                                block.at("kind"),
                                kind,
                                Arrays.stream(SegmentKind.values())
                                        .filter(k -> !k.isHead())
                                        .map(SegmentKind::label)
                                        .toList()));
    }

    private static Mark mark(JsonFields mark, int length) {
        mark.allowOnly(List.of("kind", "start", "end", "target"));
        String label = mark.requiredText("kind");
        Mark.Kind kind = Arrays.stream(Mark.Kind.values())
                .filter(k -> k.label().equals(label))
                .findFirst()
                .orElseThrow(() -> unknown(
                        mark.at("kind"),
                        label,
                        Arrays.stream(Mark.Kind.values()).map(Mark.Kind::label).toList()));
        int start = mark.requiredNumber("start");
        int end = mark.requiredNumber("end");
        if (start < 0 || end > length || start >= end) {
            throw new UnreadableInputException(
                    "mark-invalid",
                    "Expected a mark inside the text, which has " + length + " code points, but " + mark.path()
                            + " goes from " + start + " to " + end
                            + ". Count in code points from 0; the end is exclusive.");
        }
        return new Mark(kind, start, end, mark.text("target"));
    }

    private static @Nullable List<String> targets(JsonFields story) {
        if (!story.has("targets")) {
            return null;
        }
        List<String> targets = new ArrayList<>();
        for (JsonNode target : story.list("targets")) {
            targets.add(JsonFields.text(target, "$.targets[" + targets.size() + "]"));
        }
        return targets;
    }

    /** {@code {"until": time, "note": text}}; without a time it is open-ended. */
    private static @Nullable Embargo embargo(JsonFields story, Notes notes) {
        if (!story.has("embargo")) {
            return null;
        }
        JsonFields embargo = JsonFields.of(story.object().get("embargo"), "$.embargo");
        embargo.allowOnly(List.of("until", "note"));
        Embargo read = Embargoes.of(embargo.text("until"), "$.embargo", notes);
        return new Embargo(read.until(), embargo.text("note"));
    }

    private static @Nullable SourceItem sourceItem(JsonFields story) {
        if (!story.has("sourceItem")) {
            return null;
        }
        JsonFields item = JsonFields.of(story.object().get("sourceItem"), "$.sourceItem");
        item.allowOnly(List.of("uri", "version"));
        return SourceItem.usable(item.requiredText("uri"), item.text("version"));
    }

    private static UnreadableInputException unknown(String path, String value, List<String> known) {
        return new UnreadableInputException(
                "unknown-value",
                "Expected one of " + known.stream().collect(Collectors.joining(", ")) + " at " + path
                        + ", but there is '"
                        + (value.length() > 60 ? value.substring(0, 60) + "…" : value).toLowerCase(Locale.ROOT)
                        + "'. Choose one of them.");
    }
}
