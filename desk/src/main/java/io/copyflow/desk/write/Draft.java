package io.copyflow.desk.write;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.desk.web.Markup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that is not handed in yet, as it is typed. Only who began it sees it.
 *
 * @param id also the client id of the story it becomes
 * @param person id of who writes it
 * @param storyId the story it revises; null for a new one
 * @param basedOn the revision it revises; 0 for a new one
 * @param language BCP 47 tag
 * @param targets languages to translate into; null for every edition
 * @param embargoUntil as a browser's field has it; empty for none
 * @param openEmbargo whether the embargo holds until somebody lifts it
 * @param revisionClass how a revision is meant; empty for a new story
 * @param note of a revision, or of the embargo of a new story
 * @param savedAt ISO 8601
 */
record Draft(
        String id,
        String person,
        @Nullable String storyId,
        int basedOn,
        String language,
        String desk,
        String bureau,
        int urgency,
        @Nullable List<String> targets,
        String embargoUntil,
        boolean openEmbargo,
        String revisionClass,
        String note,
        String savedAt,
        List<Part> parts) {

    /**
     * A block, in the text's order.
     *
     * @param segmentId the segment it was made from; empty for a new one
     * @param text as typed, with {@link Markup}
     * @param media the picture or video whose alternative text this is; null for none
     */
    record Part(
            SegmentKind kind,
            String segmentId,
            String text,
            @Nullable MediaReference media) {

        static Part text(SegmentKind kind, String segmentId, String text) {
            return new Part(kind, segmentId, text, null);
        }

        /** Whether there is nothing to hand in. */
        boolean isNothing() {
            return media == null && text.isBlank();
        }
    }

    /** What there is one of in every story, in their order. */
    static final List<SegmentKind> HEADS =
            List.of(SegmentKind.HEADLINE, SegmentKind.STANDFIRST, SegmentKind.BYLINE, SegmentKind.DATELINE);

    Draft {
        parts = List.copyOf(parts);
    }

    boolean isRevision() {
        return storyId != null;
    }

    String headline() {
        return head(SegmentKind.HEADLINE);
    }

    String head(SegmentKind kind) {
        return parts.stream()
                .filter(part -> part.kind == kind)
                .map(Part::text)
                .findFirst()
                .orElse("");
    }

    List<Part> heads() {
        return parts.stream().filter(part -> part.kind.isHead()).toList();
    }

    /** Its picture or video of that hash; null when it has none. */
    @Nullable
    MediaReference media(String hash) {
        return parts.stream()
                .map(Part::media)
                .filter(media -> media != null && media.hash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    List<Part> body() {
        return parts.stream().filter(part -> !part.kind.isHead()).toList();
    }

    /** With a body of its own; blank lines in a block begin another of the same kind. */
    Draft with(List<Part> heads, List<Part> body) {
        List<Part> all = new ArrayList<>(heads);
        for (Part part : body) {
            if (part.media != null) {
                all.add(part);
                continue;
            }
            String[] paragraphs = part.text.strip().split("\\R\\s*\\R");
            for (int i = 0; i < paragraphs.length; i++) {
                all.add(Part.text(part.kind, i == 0 ? part.segmentId : "", paragraphs[i]));
            }
        }
        return new Draft(
                id,
                person,
                storyId,
                basedOn,
                language,
                desk,
                bureau,
                urgency,
                targets,
                embargoUntil,
                openEmbargo,
                revisionClass,
                note,
                savedAt,
                all);
    }
}
