package io.copyflow.ingest;

import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.domain.Limits;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryCommand;
import io.copyflow.ingest.domain.StoryDecider;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.wire.StoryWire;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.state.StoryState;
import java.util.List;

/** The stage that takes stories in. */
public final class IngestStage {

    private IngestStage() {}

    public static Stage<Story, StoryCommand, StoryEvent> stage() {
        return stage(Configuration.defaults());
    }

    /** The stage as the settings want it. */
    public static Stage<Story, StoryCommand, StoryEvent> stage(Configuration configuration) {
        return new Stage<>(
                Topics.INGEST,
                "story",
                List.of(Topics.STORY_COMMANDS, Topics.KILLS),
                List.of(Topics.STORY_EVENTS),
                new StoryDecider(Limits.DEFAULT, RequiredTexts.of(configuration)),
                new StoryWire(),
                StoryState.class,
                List.of());
    }
}
