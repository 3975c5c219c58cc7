package io.copyflow.translate.domain;

/** Where the text of a translated segment came from; told apart for ever. Source: docs/semantics.md, rule 12. */
public enum Origin {
    PERSON,
    MEMORY,
    MACHINE
}
