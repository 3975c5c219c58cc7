package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that cannot be read or processed into the stage's dead letters, as they came, and lets it go on
 * (docs/semantics.md, rule 28).
 *
 * <p>Anything else, such as a full disk or a registry that does not answer, is no record's fault: the transaction is
 * undone and the record is taken again. What is too large to lie here stays in its topic, and headers say so: a value
 * is left out, a key is cut, and so is what the headers hold.
 */
public final class DeadLetters implements ProcessingExceptionHandler {

    /** Headers that say why a record lies here, beside those it came with. */
    public static final String CODE = "deadletter_code";

    public static final String REASON = "deadletter_reason";
    public static final String TOPIC = "deadletter_topic";
    public static final String PARTITION = "deadletter_partition";
    public static final String OFFSET = "deadletter_offset";
    public static final String TIME = "deadletter_time";

    /** How many bytes the value had that is too large to lie here; it is still where topic and offset say. */
    public static final String OMITTED = "deadletter_omitted_bytes";

    /** How many bytes the key had that is cut here. */
    public static final String CUT_KEY = "deadletter_cut_key_bytes";

    /** How many headers are left out here, or cut. */
    public static final String CUT_HEADERS = "deadletter_cut_headers";

    private static final int LONGEST_KEY = 4 << 10;
    private static final int LONGEST_HEADER = 1 << 10;
    private static final int MOST_HEADERS = 32;
    /** Together with the key and the headers it stays below what a topic takes. */
    private static final int LARGEST_VALUE = TopicProvisioning.MAX_RECORD_BYTES - (128 << 10);

    private static final int LONGEST_REASON = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private @Nullable String topic;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = (String) configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        return exception instanceof UnprocessableRecordException
                ? Response.resume(List.of(letter(
                        topic,
                        Place.of(context),
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        context.headers(),
                        exception)))
                : Response.fail();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }

    /**
     * The letter for a record that a plain consumer could not read.
     *
     * @param to the topic of dead letters
     */
    public static ProducerRecord<byte[], byte[]> letter(
            String to, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        Place place = new Place(record.topic(), record.partition(), record.offset(), record.timestamp());
        return letter(to, place, record.key(), record.value(), record.headers(), exception);
    }

    /** Where a record came from. */
    private record Place(@Nullable String topic, int partition, long offset, long timestamp) {
        static Place of(ErrorHandlerContext context) {
            return new Place(context.topic(), context.partition(), context.offset(), context.timestamp());
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            @Nullable String to,
            Place place,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers came,
            Exception exception) {
        String message = String.valueOf(exception.getMessage());
        int colon = message.indexOf(": ");
        String code = colon > 0 && message.substring(0, colon).matches("[a-z-]+")
                ? message.substring(0, colon)
                : "unreadable-record";
        LOG.warn(
                "event=dead_letter code={} topic={} partition={} offset={} to={}",
                code,
                place.topic(),
                place.partition(),
                place.offset(),
                to);
        Headers headers = bounded(came);
        headers.add(CODE, code.getBytes(UTF_8));
        headers.add(REASON, cut(message).getBytes(UTF_8));
        headers.add(TOPIC, String.valueOf(place.topic()).getBytes(UTF_8));
        headers.add(PARTITION, Integer.toString(place.partition()).getBytes(UTF_8));
        headers.add(OFFSET, Long.toString(place.offset()).getBytes(UTF_8));
        headers.add(TIME, Instant.ofEpochMilli(place.timestamp()).toString().getBytes(UTF_8));
        byte[] keptKey = key;
        if (key != null && key.length > LONGEST_KEY) {
            headers.add(CUT_KEY, Integer.toString(key.length).getBytes(UTF_8));
            keptKey = Arrays.copyOf(key, LONGEST_KEY);
        }
        byte[] keptValue = value;
        if (value != null && value.length > LARGEST_VALUE) {
            headers.add(OMITTED, Integer.toString(value.length).getBytes(UTF_8));
            keptValue = null;
        }
        return new ProducerRecord<>(to, null, null, keptKey, keptValue, headers);
    }

    /** Anybody may send anything: what a letter takes over must leave room for the rest of it. */
    private static Headers bounded(Headers came) {
        Headers kept = new RecordHeaders();
        int seen = 0;
        int cut = 0;
        for (Header header : came) {
            byte[] value = header.value();
            if (seen++ >= MOST_HEADERS || header.key().length() > LONGEST_HEADER) {
                cut++;
            } else if (value != null && value.length > LONGEST_HEADER) {
                cut++;
                kept.add(header.key(), Arrays.copyOf(value, LONGEST_HEADER));
            } else {
                kept.add(header);
            }
        }
        if (cut > 0) {
            kept.add(CUT_HEADERS, Integer.toString(cut).getBytes(UTF_8));
        }
        return kept;
    }
}
