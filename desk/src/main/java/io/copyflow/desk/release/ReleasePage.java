package io.copyflow.desk.release;

import io.copyflow.contract.Role;
import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.web.Frame;
import io.copyflow.schemas.directory.ReleasePolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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

    /** How its languages go out now, as it is labelled: the newsroom's way where nobody said so of this story. */
    public String policy() {
        var newsroom = frame.directory().newsroom();
        ReleasePolicy how =
                gate.policy() != null ? gate.policy().getPolicy() : newsroom == null ? null : newsroom.getRelease();
        return how == null || how == ReleasePolicy.UNKNOWN
                ? "independent"
                : how.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a language is of the core, as somebody said of this story or the newsroom has it. */
    public boolean isCore(VersionFile version) {
        var newsroom = frame.directory().newsroom();
        List<String> core =
                gate.policy() != null ? gate.policy().getCore() : newsroom == null ? List.of() : newsroom.getCore();
        return version.isSource() || core.contains(version.language());
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
