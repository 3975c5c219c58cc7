package io.copyflow.channels.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the published log: a story in one language, live or withdrawn.
 *
 * @param storyId the story, of the shape of {@link io.copyflow.contract.StoryId}
 * @param language canonical BCP 47 tag
 * @param sequence the release sequence: rises with each release and withdrawal of this story and language
 * @param status whether it may be shown
 * @param firstPublishedAt when the story was first released in this language
 * @param publishedAt when this release was made
 * @param contentHash of what was cleared, lower-case hex; empty when withdrawn
 * @param urgency 1 (flash) to 8
 * @param killed whether it is withdrawn because the story was killed
 * @param withheld whether it is withdrawn until further notice, and may come back
 * @param change how this release is meant when it replaced another; null for a first one and for small changes
 * @param changeNote a sentence for readers that says what was changed; the source's only
 * @param headline plain text; empty when withdrawn
 * @param headMarks inline marks of headline, standfirst, byline and dateline
 * @param body in reading order; empty when withdrawn
 * @param credits who wrote, translated, edited and signed it
 */
public record Version(
        String storyId,
        String language,
        long sequence,
        Status status,
        Instant firstPublishedAt,
        Instant publishedAt,
        String sourceLanguage,
        int sourceRevision,
        String contentHash,
        int urgency,
        @Nullable String desk,
        @Nullable String bureau,
        boolean killed,
        boolean withheld,
        @Nullable Change change,
        @Nullable String changeNote,
        String headline,
        @Nullable String standfirst,
        @Nullable String byline,
        @Nullable String dateline,
        HeadMarks headMarks,
        List<Block> body,
        List<Credit> credits) {

    public Version {
        headMarks = headMarks == null ? HeadMarks.NONE : headMarks; // kept by a channel that knew none
        body = List.copyOf(body);
        credits = List.copyOf(credits);
    }

    /** Whether a version may be shown. */
    public enum Status {
        LIVE,
        WITHDRAWN,
        /** A status newer than this channel: shown is nothing. */
        NOT_UNDERSTOOD
    }

    /** How a release that replaced another is meant. */
    public enum Change {
        UPDATE,
        CORRECTION,
        CLARIFICATION
    }

    /** The same with another body. */
    public Version with(List<Block> body) {
        return with(sequence, body, credits);
    }

    /**
     * A piece of the body; marks count in Unicode code points.
     *
     * @param media the picture or video an alternative text stands for; null for text alone
     */
    public record Block(
            SegmentKind kind,
            String text,
            List<Mark> marks,
            @Nullable MediaReference media) {

        /** Text alone. */
        public Block(SegmentKind kind, String text, List<Mark> marks) {
            this(kind, text, marks, null);
        }

        public Block {
            marks = List.copyOf(marks);
        }
    }

    /** Inline marks of what stands above the body; they count in Unicode code points. */
    public record HeadMarks(List<Mark> headline, List<Mark> standfirst, List<Mark> byline, List<Mark> dateline) {

        public static final HeadMarks NONE = new HeadMarks(List.of(), List.of(), List.of(), List.of());

        public HeadMarks {
            headline = List.copyOf(headline);
            standfirst = List.copyOf(standfirst);
            byline = List.copyOf(byline);
            dateline = List.copyOf(dateline);
        }
    }

    /** Who did what, with the name to print. */
    public record Credit(Part part, String name) {}

    /** What somebody did for a version. */
    public enum Part {
        AUTHOR,
        TRANSLATOR,
        EDITOR,
        WEB_EDITOR
    }

    @JsonIgnore
    public boolean isLive() {
        return status == Status.LIVE;
    }

    /** Whether readers are to be told that what they saw was wrong or unclear (docs/semantics.md, rule 21). */
    @JsonIgnore
    public boolean isCorrection() {
        return isLive() && (change == Change.CORRECTION || change == Change.CLARIFICATION);
    }

    /** The same without body and credits, for whoever shows a headline and a link. */
    public Version brief() {
        return with(sequence, List.of(), List.of());
    }

    /** The same without text and credits, its pictures and videos kept with their alternative texts. */
    public Version withPictures() {
        return brief().with(body.stream().filter(block -> block.media() != null).toList());
    }

    /** The same withdrawn, without any text. */
    public Version withdrawn(boolean isKilled) {
        return new Version(
                storyId,
                language,
                sequence,
                Status.WITHDRAWN,
                firstPublishedAt,
                publishedAt,
                sourceLanguage,
                sourceRevision,
                "",
                urgency,
                desk,
                bureau,
                isKilled,
                false,
                null,
                null,
                "",
                null,
                null,
                null,
                HeadMarks.NONE,
                List.of(),
                List.of());
    }

    /** The same as of a later release or withdrawal. */
    public Version at(long later) {
        return with(later, body, credits);
    }

    private Version with(long sequence, List<Block> body, List<Credit> credits) {
        return new Version(
                storyId,
                language,
                sequence,
                status,
                firstPublishedAt,
                publishedAt,
                sourceLanguage,
                sourceRevision,
                contentHash,
                urgency,
                desk,
                bureau,
                killed,
                withheld,
                change,
                changeNote,
                headline,
                standfirst,
                byline,
                dateline,
                headMarks,
                body,
                credits);
    }

    /** What a kill asks for where no record says more. */
    static Version killed(String storyId, String language, long sequence) {
        return new Version(
                storyId,
                language,
                sequence,
                Status.WITHDRAWN,
                Instant.EPOCH,
                Instant.EPOCH,
                "und",
                0,
                "",
                1,
                null,
                null,
                true,
                false,
                null,
                null,
                "",
                null,
                null,
                null,
                HeadMarks.NONE,
                List.of(),
                List.of());
    }

    /** What names its story and language: {@code story/language}. */
    public String place() {
        return storyId + "/" + language;
    }
}
