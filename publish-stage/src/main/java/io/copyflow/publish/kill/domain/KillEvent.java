package io.copyflow.publish.kill.domain;

/** What happens at the kill switch. */
public sealed interface KillEvent {

    /** The story is killed, for good: nothing undoes it. */
    record StoryKilled(Kill kill) implements KillEvent {}
}
