package io.copyflow.translate;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.schemas.state.QueuedTask;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.wire.QueueWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a translator, the first to be taken first. Source: docs/semantics.md, rule 6.
 *
 * <p>It reads the stores of one process, and so the stories of the partitions that its stage works on. They show what is
 * not committed yet: what is found here is an offer, and whether one holds it is answered to the claim.
 *
 * <p>Any number of threads may use it.
 */
public final class TaskQueue {

    private final Supplier<List<ReadOnlyKeyValueStore<String, byte[]>>> stores;
    private final AvroSerde<QueuedTask> serde = AvroSerde.ofState(QueuedTask.class, new SchemaCatalogue());

    /** @param stores gives the store {@link QueueWire#QUEUE} of each partition, as they are now */
    public TaskQueue(Supplier<List<ReadOnlyKeyValueStore<String, byte[]>>> stores) {
        this.stores = stores;
    }

    /**
     * A translation that waits.
     *
     * @param language BCP 47 tag to translate into
     * @param sourceLanguage BCP 47 tag of the source
     * @param sourceRevision the source revision to translate
     * @param urgency 1 (flash) to 8 (least urgent)
     * @param deadline when it is due; null without a deadline
     * @param arrival when it was queued, or came back after it was submitted
     * @param segments how many segments the source has
     * @param openSegments how many of them are open
     */
    public record Waiting(
            String storyId,
            String language,
            String sourceLanguage,
            int sourceRevision,
            int urgency,
            @Nullable Instant deadline,
            Instant arrival,
            int segments,
            int openSegments) {}

    /** The next translations into a language, at most {@code limit}. */
    public List<Waiting> next(String language, int limit) {
        List<Waiting> next = new ArrayList<>();
        List<KeyValueIterator<String, byte[]>> ranges = new ArrayList<>();
        try {
            PriorityQueue<KeyValueIterator<String, byte[]>> heads =
                    new PriorityQueue<>(Comparator.comparing(KeyValueIterator::peekNextKey));
            for (ReadOnlyKeyValueStore<String, byte[]> store : stores.get()) {
                KeyValueIterator<String, byte[]> range =
                        store.range(QueueWire.first(language), QueueWire.last(language));
                ranges.add(range);
                if (range.hasNext()) {
                    heads.add(range);
                }
            }
            while (next.size() < limit && !heads.isEmpty()) {
                KeyValueIterator<String, byte[]> head = heads.remove();
                next.add(waiting(serde.read(head.next().value)));
                if (head.hasNext()) {
                    heads.add(head);
                }
            }
        } finally {
            ranges.forEach(KeyValueIterator::close);
        }
        return next;
    }

    /** How many translations into a language wait; it stops counting at {@code most}. */
    public int count(String language, int most) {
        int count = 0;
        for (ReadOnlyKeyValueStore<String, byte[]> store : stores.get()) {
            try (KeyValueIterator<String, byte[]> range =
                    store.range(QueueWire.first(language), QueueWire.last(language))) {
                while (count < most && range.hasNext()) {
                    range.next();
                    count++;
                }
            }
        }
        return count;
    }

    private static Waiting waiting(QueuedTask task) {
        return new Waiting(
                task.getStoryId(),
                task.getLanguage(),
                task.getSourceLanguage(),
                task.getSourceRevision(),
                task.getUrgency(),
                task.getDeadline(),
                task.getArrival(),
                task.getSegments(),
                task.getOpenSegments());
    }
}
