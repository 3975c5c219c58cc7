package io.copyflow.review.domain;

import java.time.Instant;

/**
 * That an editor lets a version stand although a check warned.
 *
 * @param check the id of the check
 * @param segmentId the segment it warned of
 * @param person who waived it
 * @param reason why
 * @param waivedAt when
 */
public record Waiver(String check, String segmentId, String person, String reason, Instant waivedAt) {

    boolean isOf(String otherCheck, String otherSegment) {
        return check.equals(otherCheck) && segmentId.equals(otherSegment);
    }
}
