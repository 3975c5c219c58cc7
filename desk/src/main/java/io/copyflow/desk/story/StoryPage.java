package io.copyflow.desk.story;

import io.copyflow.desk.model.ProofFile;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.Frame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story.
 *
 * @param at the moment it is shown as it was; null for now
 * @param hidden whether the story is killed by now, so that nothing it said is shown
 * @param shown the version whose text is shown
 * @param text that text; null while there is none
 * @param proof who stands for what was published of that version, the newest release first
 * @param happened what happened, newest first
 */
public record StoryPage(
        Frame frame,
        StoryFile story,
        @Nullable Instant at,
        boolean hidden,
        VersionFile shown,
        @Nullable VersionText text,
        List<ProofFile.Text> proof,
        List<FactLine> happened) {

    /** Whether an older text is shown than the newest. */
    public boolean isOlder() {
        return text != null && text != shown.text();
    }

    /** The address of a version as it was at the same moment. */
    public String address(String language) {
        return "/story/" + story.storyId() + "/" + language + (at == null ? "" : "?at=" + at);
    }

    /** The address of a text of the version that is shown. */
    public String address(VersionText of) {
        return address(shown.language()) + (at == null ? "?" : "&") + "text=" + of.contentHash();
    }

    /** The address of the story as it was when something had happened. */
    public String addressAt(FactLine line) {
        return "/story/" + story.storyId() + "/" + shown.language() + "?at=" + line.at();
    }

    /** The part of the page that is fetched anew when something changed. */
    public String part() {
        return "/part/story/" + story.storyId() + "/" + shown.language()
                + (isOlder() && text != null ? "?text=" + text.contentHash() : "");
    }

    /** As a browser's field has it. */
    public String moment() {
        return (at == null ? frame.now() : at)
                .atZone(frame.zone())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
