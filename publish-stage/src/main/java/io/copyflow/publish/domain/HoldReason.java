package io.copyflow.publish.domain;

/** What a cleared version waits for. */
public enum HoldReason {
    /** The story is not live in the language it was written in. */
    SOURCE_NOT_RELEASED,
    /** This very text was taken down; only another one goes out, or the same when somebody restores it. */
    TAKEN_DOWN,
    /** The story is embargoed. */
    EMBARGO,
    /** The story, or this language, is scheduled for later. */
    SCHEDULED,
    /** The story is withheld. */
    WITHHELD,
    /** Languages it goes out with are not cleared yet. */
    WAITING_FOR_OTHERS
}
