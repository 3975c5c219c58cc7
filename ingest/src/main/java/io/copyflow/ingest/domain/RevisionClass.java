package io.copyflow.ingest.domain;

/** How a revision is meant. */
public enum RevisionClass {
    MINOR,
    UPDATE,
    CORRECTION,
    CLARIFICATION
}
