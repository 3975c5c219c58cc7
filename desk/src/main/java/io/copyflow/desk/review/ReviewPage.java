package io.copyflow.desk.review;

import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.TextDiff;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.Frame;
import io.copyflow.schemas.text.Contribution;
import io.copyflow.schemas.translation.TranslationWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version to be read and decided on.
 *
 * @param command id that what is asked for will have
 * @param text what is read, and what a decision names the hash of
 * @param before what it is compared with; null for nothing
 * @param changes whether the comparison is shown
 * @param rows the text, segment by segment
 * @param mayDecide whether this person may decide on it
 * @param whyNot what keeps them from it; null for nothing
 */
public record ReviewPage(
        Frame frame,
        String command,
        StoryFile story,
        VersionFile version,
        ReviewFile review,
        VersionText text,
        @Nullable VersionText before,
        boolean changes,
        List<Row> rows,
        boolean mayDecide,
        @Nullable String whyNot) {

    /**
     * A segment.
     *
     * @param source how it reads in the source; null in the source itself
     * @param words how it changed; null where that is not shown
     * @param threads that are about it
     * @param warnings that are about it
     */
    public record Row(
            Line line,
            @Nullable Line source,
            TextDiff.@Nullable Segment words,
            List<ReviewFile.Thread> threads,
            List<TranslationWarning> warnings) {

        public boolean isGone() {
            return words != null && words.words().stream().allMatch(word -> word.kind() == TextDiff.Kind.GONE);
        }
    }

    /** Whether an approval is what it waits for; once it has one, changes may still be asked for. */
    public boolean waitsForApproval() {
        return version.standing() == Standing.IN_REVIEW;
    }

    /** Threads about the whole version, or about segments it no longer has. */
    public List<ReviewFile.Thread> otherThreads() {
        return review.threads().stream()
                .filter(thread ->
                        rows.stream().noneMatch(row -> thread.isAbout(row.line().id())))
                .toList();
    }

    public List<Contribution> contributions() {
        return review.contributions();
    }

    public String shortHash() {
        return text.contentHash().substring(0, Math.min(12, text.contentHash().length()));
    }
}
