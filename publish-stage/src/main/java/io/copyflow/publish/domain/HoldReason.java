package io.copyflow.publish.domain;

/** What a cleared version waits for. */
public enum HoldReason {
    /** The story is not live in the language it was written in. */
    SOURCE_NOT_RELEASED,
    /** This language was taken down; it comes back only when somebody says so. */
    TAKEN_DOWN
}
