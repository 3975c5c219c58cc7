package io.copyflow.desk.write;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.desk.web.Frame;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Desk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The editor of a draft.
 *
 * @param command id that handing it in will have
 * @param headline and the other heads as typed
 * @param focus the block to begin in; -1 for none
 * @param takesPictures whether pictures and videos can be added
 * @param newest the story's newest revision now; 0 of a new story
 */
public record WritePage(
        Frame frame,
        String command,
        String id,
        @Nullable String storyId,
        int basedOn,
        int newest,
        String language,
        String desk,
        String bureau,
        int urgency,
        @Nullable List<String> targets,
        String embargoUntil,
        boolean openEmbargo,
        String revisionClass,
        String note,
        String headline,
        String standfirst,
        String byline,
        String dateline,
        List<Block> body,
        int focus,
        boolean takesPictures,
        List<String> languages,
        List<Desk> desks,
        List<Bureau> bureaus) {

    /** What a block can be. */
    public static final List<SegmentKind> KINDS = List.of(
            SegmentKind.PARAGRAPH,
            SegmentKind.SUBHEADING,
            SegmentKind.QUOTE,
            SegmentKind.LIST_ITEM,
            SegmentKind.CAPTION,
            SegmentKind.CREDIT,
            SegmentKind.ALTERNATIVE_TEXT);

    /** @param media the picture or video it says something of; null for none */
    public record Block(
            SegmentKind kind,
            String segmentId,
            String text,
            @Nullable MediaReference media) {}

    public boolean isRevision() {
        return storyId != null;
    }

    /** Whether somebody else revised it meanwhile. */
    public boolean isOutdated() {
        return isRevision() && newest > basedOn;
    }

    public boolean isTarget(String wanted) {
        return targets == null || targets.contains(wanted);
    }

    static WritePage of(
            Frame frame,
            String command,
            Draft draft,
            int focus,
            int newest,
            boolean takesPictures,
            List<String> languages,
            List<Desk> desks,
            List<Bureau> bureaus) {
        return new WritePage(
                frame,
                command,
                draft.id(),
                draft.storyId(),
                draft.basedOn(),
                newest,
                draft.language(),
                draft.desk(),
                draft.bureau(),
                draft.urgency(),
                draft.targets(),
                draft.embargoUntil(),
                draft.openEmbargo(),
                draft.revisionClass(),
                draft.note(),
                draft.headline(),
                draft.head(SegmentKind.STANDFIRST),
                draft.head(SegmentKind.BYLINE),
                draft.head(SegmentKind.DATELINE),
                draft.body().stream()
                        .map(part -> new Block(part.kind(), part.segmentId(), part.text(), part.media()))
                        .toList(),
                focus,
                takesPictures,
                languages,
                desks,
                bureaus);
    }
}
