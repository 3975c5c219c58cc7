package io.copyflow.publish.kill.domain;

import io.copyflow.contract.ReasonRules;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;

/**
 * Who may kill a story: a chief, whatever languages they work in. Source: docs/semantics.md, rule 22.
 *
 * <p>Whether the story exists is not asked. The kill switch follows no other topic, so that a kill waits for nothing, and
 * a story that is still on its way is dead on arrival.
 *
 * <p>Refusals: those of {@link Rights}; {@code story-id-invalid}, {@code already-killed}, {@code reason-missing} and
 * {@code reason-too-long}.
 */
public final class KillDecider implements Decider<Switch, KillCommand, KillEvent> {

    /** In code points. A kill lies in a topic for ever and is read by everybody: it is a reason, not a report. */
    @Override
    public Switch initial() {
        return Switch.OPEN;
    }

    @Override
    public Decision<KillEvent> decide(Switch story, KillCommand command) {
        return switch (command) {
            case KillCommand.KillStory kill -> kill(story, kill);
        };
    }

    @Override
    public Switch evolve(Switch story, KillEvent event) {
        return switch (event) {
            case KillEvent.StoryKilled killed -> new Switch(killed.kill());
        };
    }

    private static Decision<KillEvent> kill(Switch story, KillCommand.KillStory command) {
        Refusal right = Rights.refusal(command.actor(), "kill a story", Role.CHIEF);
        if (right != null) {
            return Decision.refuse(right.code(), right.sentence());
        }
        if (!StoryId.isValid(command.storyId())) {
            return Decision.refuse(
                    "story-id-invalid",
                    "Expected a story id of lower-case letters, digits and hyphens, at most 64, but this is none."
                            + " No story can have it; check the id.");
        }
        Kill before = story.kill();
        if (before != null) {
            return Decision.refuse(
                    "already-killed",
                    "Expected a story that is not killed yet, but " + before.by() + " killed it at " + before.at()
                            + ". The kill stands; there is nothing left to do.");
        }
        if (command.reason().isBlank()) {
            return Decision.refuse(
                    "reason-missing",
                    "Expected a reason for the kill, but it is blank. Say why: everybody who has the story will ask.");
        }
        Refusal tooLong = ReasonRules.reason(command.reason());
        if (tooLong != null) {
            return Decision.refuse(tooLong.code(), tooLong.sentence());
        }
        return Decision.accept(
                new KillEvent.StoryKilled(new Kill(command.actor().id(), command.at(), command.reason())));
    }
}
