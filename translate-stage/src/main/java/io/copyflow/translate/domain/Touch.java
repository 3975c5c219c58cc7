package io.copyflow.translate.domain;

/**
 * What a change of the source may touch that no translation may get wrong. Source: docs/semantics.md, rules 8 and 10.
 */
public enum Touch {
    NUMBER,
    NAME,
    NEGATION
}
