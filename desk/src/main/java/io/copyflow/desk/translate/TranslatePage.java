package io.copyflow.desk.translate;

import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.TaskFile;
import io.copyflow.desk.model.TextDiff;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.Frame;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A translation to be worked on, source and target side by side.
 *
 * @param command id that what is asked for will have
 * @param choices what this person may do with it
 * @param isHelped whether checks, memory, glossary and files are at hand
 * @param unsure whether it was to be handed in with warnings, and waits for another word
 */
public record TranslatePage(
        Frame frame,
        String command,
        StoryFile story,
        VersionFile version,
        TaskFile task,
        List<Row> rows,
        TaskChoices choices,
        boolean isHelped,
        boolean unsure) {

    /**
     * A segment.
     *
     * @param n its place, from 0
     * @param typed what stands in its field
     * @param changed how its source changed since the text was made; none where it did not, or nobody knows
     * @param offers to begin with; null while they were not asked for
     * @param threads that editors began on it
     */
    public record Row(
            int n,
            TaskFile.Segment segment,
            String typed,
            List<TextDiff.Stretch> changed,
            List<Workbench.Term> terms,
            List<Workbench.Warned> warned,
            @Nullable List<Offer> offers,
            List<ReviewFile.Thread> threads) {

        public boolean isDone() {
            return !typed.isBlank() && segment.change() == null;
        }

        /** Long texts get a high field from the beginning, for browsers that do not let it grow. */
        public int height() {
            return Math.clamp(Math.max(segment.source().text().length(), typed.length()) / 60 + 1, 1, 14);
        }
    }

    public boolean editable() {
        return choices.isMine();
    }

    public String language() {
        return version.language();
    }

    public String here() {
        return "/translate/" + story.storyId() + "/" + version.language();
    }

    /** An address about one segment. */
    public String of(String what, Row row) {
        return here() + what + URLEncoder.encode(row.segment().id(), StandardCharsets.UTF_8);
    }

    public int warnings() {
        return rows.stream().mapToInt(row -> row.warned.size()).sum();
    }

    public int done() {
        return (int) rows.stream().filter(Row::isDone).count();
    }

    /** The segment to begin in: the first that is not done; -1 for none. */
    public int focus() {
        return editable()
                ? rows.stream()
                        .filter(row -> !row.isDone())
                        .mapToInt(Row::n)
                        .findFirst()
                        .orElse(rows.isEmpty() ? -1 : 0)
                : -1;
    }

    public boolean isOver() {
        return version.standing() != Standing.QUEUED && version.standing() != Standing.CLAIMED;
    }

    public LeasePage lease() {
        return new LeasePage(frame, story, version, task.revision(), choices, editable());
    }
}
