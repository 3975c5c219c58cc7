package io.copyflow.channels.website;

import io.copyflow.contract.Mark;
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
 * @param headline plain text; empty when withdrawn
 * @param body in reading order; empty when withdrawn
 * @param credits who wrote, translated, edited and signed it
 */
record Version(
        String storyId,
        String language,
        long sequence,
        Status status,
        Instant firstPublishedAt,
        Instant publishedAt,
        String headline,
        @Nullable String standfirst,
        @Nullable String byline,
        @Nullable String dateline,
        List<Block> body,
        List<Credit> credits) {

    Version {
        body = List.copyOf(body);
        credits = List.copyOf(credits);
    }

    /** Whether a version may be shown. */
    enum Status {
        LIVE,
        WITHDRAWN,
        /** A status newer than this channel: shown is nothing. */
        NOT_UNDERSTOOD
    }

    /** A piece of the body; marks count in Unicode code points. */
    record Block(SegmentKind kind, String text, List<Mark> marks) {
        Block {
            marks = List.copyOf(marks);
        }
    }

    /** Who did what, with the name to print. */
    record Credit(Part part, String name) {}

    /** What somebody did for a version. */
    enum Part {
        AUTHOR,
        TRANSLATOR,
        EDITOR,
        WEB_EDITOR
    }

    boolean isLive() {
        return status == Status.LIVE;
    }
}
