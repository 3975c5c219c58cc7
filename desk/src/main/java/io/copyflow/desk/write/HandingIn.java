package io.copyflow.desk.write;

import io.copyflow.desk.model.Line;
import io.copyflow.desk.web.Markup;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.MediaReference;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A draft as the command it becomes. */
final class HandingIn {

    private HandingIn() {}

    /** @param zone of the embargo's time */
    static SubmitStory submit(Draft draft, ZoneId zone) {
        return SubmitStory.newBuilder()
                .setClientId(draft.id())
                .setLanguage(draft.language())
                .setBlocks(blocks(draft))
                .setDesk(unlessEmpty(draft.desk()))
                .setBureau(unlessEmpty(draft.bureau()))
                .setUrgency(draft.urgency())
                .setTargets(draft.targets())
                .setEmbargo(embargo(draft, zone))
                .build();
    }

    static ReviseStory revise(Draft draft) {
        return ReviseStory.newBuilder()
                .setBasedOn(draft.basedOn())
                .setBlocks(blocks(draft))
                .setRevisionClass(revisionClass(draft.revisionClass()))
                .setNote(unlessEmpty(line(draft.note())))
                .build();
    }

    private static List<Block> blocks(Draft draft) {
        List<Block> blocks = new ArrayList<>();
        for (Draft.Part part : draft.parts()) {
            if (!part.isNothing()) {
                Markup.Marked marked = Markup.read(line(part.text()));
                blocks.add(Block.newBuilder()
                        .setKind(io.copyflow.schemas.text.SegmentKind.valueOf(
                                part.kind().name()))
                        .setText(marked.text())
                        .setMarks(Line.written(marked.marks()))
                        .setMedia(media(part.media()))
                        .build());
            }
        }
        return blocks;
    }

    private static @Nullable MediaReference media(io.copyflow.contract.@Nullable MediaReference media) {
        return media == null
                ? null
                : MediaReference.newBuilder()
                        .setHash(media.hash())
                        .setMediaType(media.mediaType())
                        .setBytes(media.bytes())
                        .setWidth(media.width())
                        .setHeight(media.height())
                        .setSource(media.source())
                        .build();
    }

    private static @Nullable Embargo embargo(Draft draft, ZoneId zone) {
        Instant until = until(draft, zone);
        return until == null && !draft.openEmbargo()
                ? null
                : Embargo.newBuilder()
                        .setUntil(until)
                        .setNote(unlessEmpty(line(draft.note())))
                        .build();
    }

    /** A time nobody can read is none; the page says so before. */
    private static @Nullable Instant until(Draft draft, ZoneId zone) {
        try {
            return draft.embargoUntil().isBlank()
                    ? null
                    : LocalDateTime.parse(draft.embargoUntil()).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    static boolean isReadable(Draft draft) {
        return draft.embargoUntil().isBlank() || until(draft, ZoneId.of("UTC")) != null;
    }

    private static RevisionClass revisionClass(String label) {
        for (RevisionClass each : RevisionClass.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(label)) {
                return each;
            }
        }
        return RevisionClass.UPDATE;
    }

    /** As texts are in the log: one line, in NFC, with single spaces where lines ended. */
    static String line(String typed) {
        return Normalizer.normalize(typed.replaceAll("\\s*\\R\\s*|\\t", " ").strip(), Normalizer.Form.NFC);
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
