package io.copyflow.desk.index;

import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story as the board shows it.
 *
 * @param language BCP 47 tag of the source, in which the headline is
 * @param authors ids of who wrote the source
 * @param marks each language's, the source's first
 */
public record BoardRow(
        String storyId,
        String language,
        String headline,
        int urgency,
        @Nullable String desk,
        @Nullable String bureau,
        List<String> authors,
        Phase phase,
        Instant acceptedAt,
        Instant changedAt,
        List<Mark> marks) {

    /**
     * Where one language's version stands.
     *
     * @param liveBefore whether readers see an older text
     * @param due when its translation is due, while it is not handed in
     */
    public record Mark(
            String language,
            Standing standing,
            boolean liveBefore,
            @Nullable Instant due,
            @Nullable String holder) {

        public boolean isLate(Instant now) {
            return due != null && due.isBefore(now);
        }
    }

    public BoardRow {
        authors = List.copyOf(authors);
        marks = List.copyOf(marks);
    }

    static BoardRow of(StoryFile story) {
        return new BoardRow(
                story.storyId(),
                story.language(),
                story.headline(),
                story.urgency(),
                story.desk(),
                story.bureau(),
                story.authors(),
                story.phase(),
                story.acceptedAt(),
                story.changedAt(),
                story.versions().stream().map(BoardRow::mark).toList());
    }

    private static Mark mark(VersionFile version) {
        return new Mark(
                version.language(), version.standing(), version.isLiveBefore(), version.due(), version.holder());
    }

    public boolean isLate(Instant now) {
        return marks.stream().anyMatch(mark -> mark.isLate(now));
    }
}
