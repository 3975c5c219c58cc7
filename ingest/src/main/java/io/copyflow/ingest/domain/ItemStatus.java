package io.copyflow.ingest.domain;

/** What a provider says of its item. Source: docs/semantics.md, rule 4. */
public enum ItemStatus {
    USABLE,
    /** Held back for now. */
    WITHHELD,
    /** Never to be used. */
    CANCELED,
    /** Usable again after it was held back; only events say so. */
    RESTORED
}
