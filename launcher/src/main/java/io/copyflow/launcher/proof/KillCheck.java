package io.copyflow.launcher.proof;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ReviewVoided;
import java.util.Map;
import java.util.Objects;

/** Whether a killed story was killed by somebody who may, is down in every language, and says so truly: rule 22. */
final class KillCheck {

    private static final String REASON = "The story was killed: ";

    private final RightsThen rights;
    private final Findings findings;

    KillCheck(RightsThen rights, Findings findings) {
        this.rights = rights;
        this.findings = findings;
    }

    /** Whether a fact came of a kill. */
    static boolean isByKill(Fact<?> fact) {
        return fact.cause().startsWith(Topics.KILL_SWITCH + ":");
    }

    void check(Dossier story, Map<String, ReleaseCheck.Version> versions) {
        if (story.kills.isEmpty()) {
            return;
        }
        Fact<StoryKilled> kill = story.kills.getFirst();
        for (Fact<StoryKilled> each : story.kills) {
            rights.demand(each, each.actor(), "kill a story", Role.CHIEF);
        }
        versions.forEach((language, version) -> {
            ReleaseCheck.Step newest = version.newest();
            if (newest != null && newest.isRelease()) {
                findings.add(
                        Fault.LIVE_AFTER_KILL,
                        newest.fact(),
                        "Expected " + language + " to be withdrawn since " + kill.actor() + " killed the story at "
                                + kill.at() + ", but by the facts it is live.");
            }
        });
        story.publications.stream().filter(KillCheck::isByKill).forEach(fact -> {
            if (fact.body() instanceof VersionTakenDown down) {
                isAsKilled(fact, kill, down.getReason());
                if (!fact.actor().equals(kill.actor())) {
                    findings.add(
                            Fault.KILL_DIFFERS,
                            fact,
                            "Expected it to be taken down by " + kill.actor() + ", who killed the story, but it names "
                                    + fact.actor() + ".");
                }
            }
        });
        story.reviews
                .values()
                .forEach(facts -> facts.stream().filter(KillCheck::isByKill).forEach(fact -> {
                    if (fact.body() instanceof ReviewVoided voided) {
                        isAsKilled(fact, kill, voided.getReason());
                    }
                }));
    }

    private void isAsKilled(Fact<?> fact, Fact<StoryKilled> kill, String reason) {
        if (!Objects.equals(reason, REASON + kill.body().getReason())) {
            findings.add(
                    Fault.KILL_DIFFERS,
                    fact,
                    "Expected the reason of the kill at " + kill.place() + ", but this fact gives another.");
        }
    }
}
