package io.copyflow.publish.kill.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;

/** What can be asked of the kill switch. */
public sealed interface KillCommand {

    /**
     * Kill the story with all its languages.
     *
     * @param at the time of decision
     */
    record KillStory(Actor actor, String storyId, String reason, Instant at) implements KillCommand {}
}
