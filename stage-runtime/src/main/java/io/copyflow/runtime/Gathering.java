package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.Topic.Cleanup;
import io.copyflow.contract.FactChain;
import io.copyflow.directory.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a record leads to: gathered first, then serialized, and written when nothing of it can fail any more. */
final class Gathering<S> implements StageData {

    private final Stage<S, ?, ?> stage;
    private final StageSerdes serdes;
    private final StageStores stores;
    private final Directory directory;
    private final Instant now;
    private final @Nullable Headers cause;
    private final Map<String, Aggregate<S>> touched = new LinkedHashMap<>();
    private final Map<Place, Kept> keeps = new LinkedHashMap<>();
    private final Map<Place, SpecificRecord> seen = new HashMap<>();
    private final List<Prepared<S>> outputs = new ArrayList<>();
    private final List<Record<String, byte[]>> records = new ArrayList<>();
    private final Map<String, byte[]> changed = new LinkedHashMap<>();

    /** A record to write; of a refusal, which is no fact, no aggregate. */
    private record Prepared<S>(Output output, @Nullable Aggregate<S> aggregate, Headers headers) {}

    private record Place(KeyValueStore<String, byte[]> shelf, String key) {}

    /** What is to be put there, also as bytes; null is to take it off. */
    private record Kept(@Nullable SpecificRecord value, byte @Nullable [] bytes) {}

    /**
     * @param now to the millisecond
     * @param cause headers of the record; null of a timer
     */
    Gathering(
            Stage<S, ?, ?> stage,
            StageSerdes serdes,
            StageStores stores,
            Directory directory,
            Instant now,
            @Nullable Headers cause) {
        this.stage = stage;
        this.serdes = serdes;
        this.stores = stores;
        this.directory = directory;
        this.now = now;
        this.cause = cause;
    }

    Instant now() {
        return now;
    }

    /** The aggregate as it stands, with what this record did to it. */
    Aggregate<S> load(Subject subject) {
        return touched.computeIfAbsent(subject.id(), id -> {
            byte[] bytes = stores.aggregates().get(id);
            try {
                return new Aggregate<>(stage, serdes, id, bytes == null ? null : serdes.readSnapshot(bytes));
            } catch (RuntimeException e) {
                throw stores.unreadable(id, e);
            }
        });
    }

    /**
     * Adds a record to write.
     *
     * @param id of its event
     * @param aggregate whose fact it is; null of what is none
     */
    void add(Output output, String id, Ask<?> ask, @Nullable Aggregate<S> aggregate) {
        Headers headers = CloudEvents.headers(
                id, stage.name(), output.type(), ask.subject().id(), now, ask.commandId(), cause);
        outputs.add(new Prepared<>(output, aggregate, headers));
    }

    void keep(Keep<?> keep) {
        SpecificRecord value = keep.value();
        keeps.put(
                new Place(stores.shelf(keep.shelf().name()), keep.key()),
                new Kept(value, value == null ? null : serdes.writeKept(keep.shelf(), value)));
    }

    @Override
    public Directory directory() {
        return directory;
    }

    @Override
    public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
        Place place = new Place(stores.shelf(shelf.name()), key);
        Kept kept = keeps.get(place);
        SpecificRecord known = kept == null ? seen.get(place) : kept.value();
        if (kept != null || known != null) {
            return known == null ? null : shelf.valueType().cast(known);
        }
        byte[] bytes = place.shelf().get(key);
        if (bytes == null) {
            return null;
        }
        try {
            V value = serdes.readKept(shelf, bytes);
            seen.put(place, value);
            return value;
        } catch (RuntimeException e) {
            throw stores.unreadable(shelf.name() + " " + key, e);
        }
    }

    /** What cannot be written is found out here. */
    void serialize() {
        for (Prepared<S> prepared : outputs) {
            byte[] value = serdes.write(prepared.output());
            link(prepared, value);
            records.add(new Record<>(prepared.output().key(), value, now.toEpochMilli(), prepared.headers()));
        }
        touched.forEach((id, aggregate) -> {
            if (aggregate.changed) {
                changed.put(id, aggregate.bytes());
            }
        });
    }

    /** Facts are what is kept for ever; of what is compacted no chain would stay whole. */
    private void link(Prepared<S> prepared, byte[] value) {
        Aggregate<S> aggregate = prepared.aggregate();
        if (aggregate != null && prepared.output().topic().cleanup() == Cleanup.KEEP) {
            aggregate.chain = FactChain.link(aggregate.chain, value);
            prepared.headers()
                    .add(
                            CloudEvents.CHAIN,
                            HexFormat.of().formatHex(aggregate.chain).getBytes(UTF_8));
        }
    }

    /** Nothing in here throws for a record's sake. */
    void writeAndForward(ProcessorContext<String, byte[]> context) {
        keeps.forEach((place, kept) -> place.shelf().put(place.key(), kept.bytes()));
        touched.forEach((id, aggregate) -> {
            if (aggregate.changed) {
                stores.aggregates().put(id, changed.get(id));
                stores.timers().move(id, aggregate.storedDueAt, aggregate.dueAt);
            }
        });
        for (int n = 0; n < records.size(); n++) {
            context.forward(
                    records.get(n), DeciderTopology.sink(outputs.get(n).output().topic()));
        }
    }
}
