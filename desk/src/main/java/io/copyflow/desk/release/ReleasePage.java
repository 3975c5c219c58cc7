package io.copyflow.desk.release;

import io.copyflow.contract.Role;
import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.Frame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One story at the gate, and what may be asked of it.
 *
 * @param command id that what is asked for will have
 */
public record ReleasePage(Frame frame, String command, StoryFile story, GateFile gate) {

    /** Whether editors' orders may be given by this person. */
    public boolean mayOrder() {
        return !story.killed() && frame.is(Role.EDITOR, Role.CHIEF);
    }

    public boolean maySchedule() {
        return !story.killed() && !story.spiked() && frame.is(Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
    }

    public boolean mayLift() {
        return !story.killed() && frame.is(Role.CHIEF);
    }

    public boolean mayKill() {
        return !story.killed() && frame.is(Role.CHIEF);
    }

    public boolean wasReleased() {
        return gate.languages().values().stream().anyMatch(each -> each.sequence() > 0);
    }

    public GateFile.Language gate(VersionFile version) {
        return gate.language(version.language());
    }

    public boolean isHeld(VersionFile version) {
        return version.standing() == Standing.HELD && gate(version).hold() != null;
    }

    /** Languages that may be scheduled by themselves. */
    public List<VersionFile> schedulable() {
        return story.versions().stream()
                .filter(version -> version.standing() != Standing.CANCELLED)
                .toList();
    }

    /** As a browser's field has it. */
    public String moment(@Nullable Instant at) {
        return at == null
                ? ""
                : at.atZone(frame.zone())
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    public String here() {
        return "/release/" + story.storyId();
    }
}
