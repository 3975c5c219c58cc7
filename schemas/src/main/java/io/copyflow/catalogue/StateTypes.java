package io.copyflow.catalogue;

import io.copyflow.schemas.state.AggregateSnapshot;
import io.copyflow.schemas.state.Deliveries;
import io.copyflow.schemas.state.FamilyState;
import io.copyflow.schemas.state.KillState;
import io.copyflow.schemas.state.PairedVersion;
import io.copyflow.schemas.state.QueuedTask;
import io.copyflow.schemas.state.ReviewState;
import io.copyflow.schemas.state.ReviewedStory;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.schemas.state.StoryState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.state.TranslationText;
import io.copyflow.schemas.state.VersionText;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What stages keep in their stores: private to each, and yet released, because state outlives an upgrade. */
public final class StateTypes {

    private static final List<Class<? extends SpecificRecord>> ALL = List.of(
            AggregateSnapshot.class,
            StoryState.class,
            TranslationState.class,
            ReviewState.class,
            FamilyState.class,
            VersionText.class,
            StoryFacts.class,
            SourceState.class,
            QueuedTask.class,
            TranslationText.class,
            PairedVersion.class,
            KillState.class,
            ReviewedStory.class,
            Deliveries.class);

    private StateTypes() {}

    public static List<Class<? extends SpecificRecord>> all() {
        return ALL;
    }

    /** The subject a state type is released under: {@code <record>-state}. */
    public static String subject(Class<? extends SpecificRecord> type) {
        return type.getSimpleName() + "-state";
    }
}
