package io.copyflow.publish.domain;

/** How a revision is meant, from the lightest to the weightiest. Source: docs/semantics.md, rule 21. */
public enum Change {
    MINOR,
    UPDATE,
    CLARIFICATION,
    CORRECTION
}
