package io.copyflow.desk.story;

import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story.
 *
 * @param shown the version whose text is shown
 * @param text that text; null while there is none
 * @param happened what happened, newest first
 */
public record StoryPage(
        Frame frame,
        StoryFile story,
        VersionFile shown,
        @Nullable VersionText text,
        List<FactLine> happened) {

    /** Whether an older text is shown than the newest. */
    public boolean isOlder() {
        return text != null && text != shown.text();
    }
}
