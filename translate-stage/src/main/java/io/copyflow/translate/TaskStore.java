package io.copyflow.translate;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.state.AggregateSnapshot;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.state.TranslationText;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.WholeTask;
import io.copyflow.translate.wire.TaskWire;
import io.copyflow.translate.wire.TextShelf;
import io.copyflow.translate.wire.TranslationWire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Single tasks with their texts. Like {@link TaskQueue} it shows what is not committed yet; what it shows together may
 * have changed in between.
 */
public final class TaskStore {

    private static final String STATES = DeciderTopology.aggregateStore(TranslateStage.stage());

    private final Bytes stores;
    private final AvroSerde<AggregateSnapshot> snapshots;
    private final AvroSerde<TranslationState> states;
    private final AvroSerde<SourceState> sources;
    private final AvroSerde<TranslationText> texts;

    /** What lies in a store of the stage under a key; null when nothing does. */
    @FunctionalInterface
    public interface Bytes {
        byte @Nullable [] get(String store, String key);
    }

    public TaskStore(Bytes stores) {
        this.stores = stores;
        SchemaCatalogue ids = new SchemaCatalogue();
        this.snapshots = AvroSerde.ofState(AggregateSnapshot.class, ids);
        this.states = AvroSerde.ofState(TranslationState.class, ids);
        this.sources = AvroSerde.ofState(SourceState.class, ids);
        this.texts = AvroSerde.ofState(TranslationText.class, ids);
    }

    /** The translation of a story into a language; null when nobody asked for it. */
    public @Nullable WholeTask task(String storyId, String language) {
        if (!StoryId.isValid(storyId)) {
            return null;
        }
        String id = Subject.of(storyId, language).id();
        byte[] snapshot = stores.get(STATES, id);
        if (snapshot == null) {
            return null;
        }
        byte[] source = stores.get(TranslationWire.SOURCES.name(), storyId);
        byte[] text = stores.get(TextShelf.TEXTS.name(), id);
        return TaskWire.read(
                storyId,
                language,
                states.read(bytes(snapshots.read(snapshot).getState())),
                source == null ? null : sources.read(source),
                text == null ? null : texts.read(text));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
