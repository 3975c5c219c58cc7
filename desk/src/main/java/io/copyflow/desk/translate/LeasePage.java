package io.copyflow.desk.translate;

import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.Frame;
import java.time.Duration;
import java.time.Instant;

/**
 * Who holds a translation now, beside a page that shows it as it was, and what may be done with it. A page somebody works in
 * keeps its buttons, as what they do is told when they are pressed.
 *
 * @param revision of the source that the page shows
 * @param choices what this person may do with it now
 * @param editing whether somebody works in that page
 */
public record LeasePage(
        Frame frame, StoryFile story, VersionFile version, int revision, TaskChoices choices, boolean editing) {

    private static final Duration SOON = Duration.ofMinutes(15);

    public boolean isMine() {
        return frame.person() != null && frame.person().id().equals(version.holder());
    }

    /** Whether the page's work can be handed in no longer, as another holds it or nobody does. */
    public boolean isLost() {
        return editing && !isMine();
    }

    public boolean isEndingSoon() {
        Instant until = version.leaseUntil();
        return isMine() && until != null && until.isBefore(frame.now().plus(SOON));
    }

    /** Whether the claim has run out, and the stage has not told so yet. */
    public boolean isOver() {
        Instant until = version.leaseUntil();
        return until != null && !until.isAfter(frame.now());
    }

    public boolean isOutdated() {
        return story.newest().number() > revision;
    }
}
