package io.copyflow.translate.exchange;

/** How far the translation of a segment is. */
public enum SegmentState {
    /** To be translated; a text it has is a draft. */
    OPEN,
    /** To be looked at again: it was translated from an older text of the source. */
    STALE,
    TRANSLATED,
    REVIEWED
}
