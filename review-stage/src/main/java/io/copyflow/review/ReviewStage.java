package io.copyflow.review;

import io.copyflow.catalogue.Topics;
import io.copyflow.review.domain.Review;
import io.copyflow.review.domain.ReviewCommand;
import io.copyflow.review.domain.ReviewDecider;
import io.copyflow.review.domain.ReviewEvent;
import io.copyflow.review.wire.ReviewWire;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.state.ReviewState;
import java.util.List;

/** Editorial review, then web-editor sign-off, of each version: one aggregate a story and language, the source's too. */
public final class ReviewStage {

    private ReviewStage() {}

    public static Stage<Review, ReviewCommand, ReviewEvent> stage() {
        return new Stage<>(
                Topics.REVIEW,
                "review",
                List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REVIEW_COMMANDS, Topics.KILLS),
                List.of(Topics.REVIEW_EVENTS),
                new ReviewDecider(),
                new ReviewWire(),
                ReviewState.class,
                List.of(ReviewWire.STORIES));
    }
}
