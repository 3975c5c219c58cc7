package io.copyflow.publish.domain;

/** What a cleared version waits for. */
public enum HoldReason {
    /** The story is not live in the language it was written in. */
    SOURCE_NOT_RELEASED,
    /** This very text was taken down; only another one goes out. */
    TAKEN_DOWN
}
