package io.copyflow.review.domain;

/**
 * What a check of the translation warned of: all that an editor needs to waive it.
 *
 * @param check the id of the check
 * @param severity how much it matters if the check is right
 * @param segmentId the segment it is about
 */
public record Warning(String check, Severity severity, String segmentId) {

    /** Of a warning. Decides nothing: a warning refuses nothing (docs/semantics.md, rule 11). */
    public enum Severity {
        UNKNOWN,
        MINOR,
        MAJOR
    }

    boolean isOf(String otherCheck, String otherSegment) {
        return check.equals(otherCheck) && segmentId.equals(otherSegment);
    }
}
