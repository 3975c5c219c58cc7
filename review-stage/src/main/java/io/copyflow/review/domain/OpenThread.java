package io.copyflow.review.domain;

import org.jspecify.annotations.Nullable;

/**
 * A thread of comments that is not resolved, without their words.
 *
 * @param id of the comment it began with
 * @param segmentId the segment it is about; null for the whole version
 * @param author who began it
 * @param replies how many answers it has; at most {@value #MOST_REPLIES}
 */
public record OpenThread(String id, @Nullable String segmentId, String author, int replies) {

    static final int MOST_REPLIES = 50;

    OpenThread answered() {
        return new OpenThread(id, segmentId, author, replies + 1);
    }
}
