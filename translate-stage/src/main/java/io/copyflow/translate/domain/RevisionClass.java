package io.copyflow.translate.domain;

/** How a revision of the source is meant, by whoever made it. */
public enum RevisionClass {
    /** Nothing a reader of a translation would miss. */
    MINOR,
    UPDATE,
    CORRECTION,
    CLARIFICATION,
    /** In a way newer than this program. */
    UNKNOWN
}
