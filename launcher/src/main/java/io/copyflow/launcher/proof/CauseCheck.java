package io.copyflow.launcher.proof;

import io.copyflow.catalogue.Topics;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether the facts that a stage's facts came of are there. */
final class CauseCheck {

    /** Timers have a word between, and people choose the ids of their commands freely. */
    private static final Pattern EVENT = Pattern.compile(
            Topics.STAGES.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")")) + ":[^:]+:[0-9]+");

    private final Findings findings;

    CauseCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Dossier story) {
        for (Fact<?> reaction : story.reactions) {
            boolean namesFact = EVENT.matcher(reaction.cause()).matches() || KillCheck.isByKill(reaction);
            if (namesFact && !story.ids.contains(reaction.cause())) {
                findings.add(
                        Fault.CAUSE_MISSING,
                        reaction,
                        "Expected the fact " + reaction.cause() + " of this story, which led to " + reaction.id()
                                + ", but it is not there.");
            }
        }
    }
}
