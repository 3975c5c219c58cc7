package io.copyflow.translate.engine;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DraftWorkers} has to know of the topic it works off. Records may come again, and in any order: what is
 * written out for one has an id made from the order, so that writing it twice changes nothing.
 *
 * <p>{@code deliver}, {@code decline} and {@code discard} return when Kafka has confirmed; when they throw, they are
 * called again until they do not, but for a {@link RecordTooLargeException} and a {@link SerializationException}, which
 * they would only throw again.
 *
 * @param <R> an order, as read
 */
public interface DraftOrders<R> {

    /**
     * Reads the value of a record.
     *
     * @throws SerializationException when nobody will ever read it; whatever else it throws, it is tried again
     */
    R read(byte[] value);

    /** Why the engine is not to be asked; null when it is. */
    Draft.@Nullable Fault refusal(R order);

    /** What to ask the engine, and until when. */
    DraftRequest request(R order, Instant deadline);

    /** Sends the draft on, whose pieces may all be missing. */
    void deliver(R order, Draft.Translated draft);

    /** Says that there will be no draft, and why. */
    void decline(R order, String code, String sentence);

    /** Puts a record nobody can read where it can be found. Source: docs/semantics.md, rule 28. */
    void discard(ConsumerRecord<byte[], byte[]> record, RuntimeException reason);
}
