package io.copyflow.ingest;

import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.domain.Limits;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryCommand;
import io.copyflow.ingest.domain.StoryDecider;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.wire.StoryWire;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.state.StoryState;
import java.util.List;

/** The stage that takes stories in. */
public final class IngestStage {

    private IngestStage() {}

    public static Stage<Story, StoryCommand, StoryEvent> stage() {
        return stage(Limits.DEFAULT);
    }

    /** The stage with limits of its own. */
    public static Stage<Story, StoryCommand, StoryEvent> stage(Limits limits) {
        return new Stage<>(
                Topics.INGEST,
                "story",
                List.of(Topics.STORY_COMMANDS, Topics.KILLS),
                List.of(Topics.STORY_EVENTS),
                new StoryDecider(limits),
                new StoryWire(),
                StoryState.class,
                List.of());
    }
}
