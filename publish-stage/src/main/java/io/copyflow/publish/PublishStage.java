package io.copyflow.publish;

import io.copyflow.catalogue.Topics;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.publish.domain.FamilyDecider;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.publish.wire.FamilyWire;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.state.FamilyState;
import java.util.List;

/** The release gate: what is cleared goes to the published log when all conditions hold. One aggregate a story. */
public final class PublishStage {

    private PublishStage() {}

    public static Stage<Family, FamilyCommand, FamilyEvent> stage() {
        return new Stage<>(
                Topics.PUBLISH,
                "family",
                List.of(
                        Topics.STORY_EVENTS,
                        Topics.TRANSLATION_EVENTS,
                        Topics.REVIEW_EVENTS,
                        Topics.PUBLICATION_COMMANDS,
                        Topics.DELIVERY_EVENTS,
                        Topics.KILLS),
                List.of(Topics.PUBLICATION_EVENTS, Topics.PUBLISHED),
                new FamilyDecider(),
                new FamilyWire(),
                FamilyState.class,
                FamilyWire.SHELVES);
    }
}
