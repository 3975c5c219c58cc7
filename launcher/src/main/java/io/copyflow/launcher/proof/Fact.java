package io.copyflow.launcher.proof;

import io.copyflow.catalogue.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a story, with as much of its body as the proof needs.
 *
 * @param id the event's id
 * @param number the event's number in its aggregate; 0 where its id has none
 * @param cause id of the command or event that led to it
 * @param language null when it is about the story as a whole
 */
record Fact<B>(
        Place place,
        String id,
        long number,
        String storyId,
        @Nullable String language,
        String actor,
        Instant at,
        String cause,
        B body) {

    boolean isOfReview() {
        return place.topic().equals(Topics.REVIEW_EVENTS.name());
    }

    /** The same with another body. */
    <C> Fact<C> with(C other) {
        return new Fact<>(place, id, number, storyId, language, actor, at, cause, other);
    }
}
