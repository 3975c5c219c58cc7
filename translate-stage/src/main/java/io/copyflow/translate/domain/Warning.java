package io.copyflow.translate.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something in a translated segment that an editor should look at. Source: docs/semantics.md, rule 11.
 *
 * @param check the id of the check, such as {@code numbers}; docs/reference/translation-checks.md lists them
 * @param segmentId the segment it is about
 * @param sentence what differs and what to do, for a person, in English; at most a few hundred characters
 * @param expected what the translation should have, cut short; null where there is no such thing
 * @param found what the translation has instead, cut short; null where there is no such thing
 */
public record Warning(
        String check,
        Severity severity,
        String segmentId,
        String sentence,
        @Nullable String expected,
        @Nullable String found) {

    /** How much it matters if the check is right. */
    public enum Severity {
        /** Readers would be told something else than the source says, or get something broken. */
        MAJOR,
        /** It reads worse than it should, or is a sign that something may be missing. */
        MINOR
    }
}
