package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.state.AggregateSnapshot;
import io.copyflow.serde.AvroSerde;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** How what a stage keeps and writes becomes bytes, and what it kept is read again. */
final class StageSerdes {

    private final String stage;
    private final Map<String, AvroSerde<SpecificRecord>> outputs = new HashMap<>();
    private final Map<String, AvroSerde<SpecificRecord>> shelves = new HashMap<>();
    private final AvroSerde<AggregateSnapshot> snapshots;
    private final AvroSerde<SpecificRecord> states;

    /**
     * @param ids ids of the schemas of records
     * @param stateIds of those of states
     */
    @SuppressWarnings("unchecked") // serdes of exact types are used as such
    StageSerdes(Stage<?, ?, ?> stage, SchemaIds ids, SchemaIds stateIds) {
        this.stage = stage.name();
        this.snapshots = AvroSerde.ofState(AggregateSnapshot.class, stateIds);
        this.states = (AvroSerde<SpecificRecord>) AvroSerde.ofState(stage.stateType(), stateIds);
        for (Topic<?> topic : stage.outputs()) {
            outputs.put(topic.name(), (AvroSerde<SpecificRecord>) AvroSerde.of(topic, ids));
        }
        outputs.put(Topics.REJECTIONS.name(), (AvroSerde<SpecificRecord>)
                (AvroSerde<?>) AvroSerde.of(Topics.REJECTIONS, ids));
        for (Shelf<?> shelf : stage.shelves()) {
            shelves.put(shelf.name(), (AvroSerde<SpecificRecord>) AvroSerde.ofState(shelf.valueType(), stateIds));
        }
    }

    byte[] write(Output output) {
        AvroSerde<SpecificRecord> serde = outputs.get(output.topic().name());
        if (serde == null) {
            throw new IllegalArgumentException(
                    stage + " does not declare the output " + output.topic().name());
        }
        return bounded(serde.write(output.value()));
    }

    byte[] writeSnapshot(AggregateSnapshot snapshot) {
        return bounded(snapshots.write(snapshot));
    }

    AggregateSnapshot readSnapshot(byte[] bytes) {
        return snapshots.read(bytes);
    }

    byte[] writeState(SpecificRecord state) {
        return states.write(state);
    }

    SpecificRecord readState(byte[] bytes) {
        return states.read(bytes);
    }

    byte[] writeKept(Shelf<?> shelf, SpecificRecord value) {
        return bounded(onShelf(shelf).write(value));
    }

    <V extends SpecificRecord> V readKept(Shelf<V> shelf, byte[] bytes) {
        return shelf.valueType().cast(onShelf(shelf).read(bytes));
    }

    private AvroSerde<SpecificRecord> onShelf(Shelf<?> shelf) {
        AvroSerde<SpecificRecord> serde = shelves.get(shelf.name());
        if (serde == null) {
            throw new IllegalArgumentException(stage + " declares no shelf " + shelf.name());
        }
        return serde;
    }

    /** What no topic would take must be known before the first write. */
    private static byte[] bounded(byte[] value) {
        if (value.length > TopicProvisioning.MAX_VALUE_BYTES) {
            throw new UnprocessableRecordException(
                    "record-too-large",
                    "Expected records of at most " + TopicProvisioning.MAX_VALUE_BYTES
                            + " bytes to come of it, but one has " + value.length
                            + ". Send less text in one story.");
        }
        return value;
    }
}
