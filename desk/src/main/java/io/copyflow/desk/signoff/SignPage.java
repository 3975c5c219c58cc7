package io.copyflow.desk.signoff;

import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A version as it will be published, to be signed.
 *
 * @param command id that what is asked for will have
 * @param maySign whether this person may sign it now
 * @param mayBreak whether this person may break the glass for it now
 * @param mayCountersign whether this person may countersign a broken glass now
 * @param whyNot what keeps them from signing; null for nothing
 */
public record SignPage(
        Frame frame,
        String command,
        StoryFile story,
        VersionFile version,
        ReviewFile review,
        VersionText text,
        boolean maySign,
        boolean mayBreak,
        boolean mayCountersign,
        @Nullable String whyNot) {

    public boolean isBroken() {
        return version.standing() == Standing.GLASS_BROKEN;
    }

    public String shortHash() {
        return text.contentHash().substring(0, Math.min(12, text.contentHash().length()));
    }
}
