package io.copyflow.serde;

import io.copyflow.catalogue.PlainSchema;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.StateTypes;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.TrustedClasses;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type, in Confluent's wire framing: a zero byte, the schema's id in 4 bytes (big-endian), Avro binary.
 *
 * <p>Safe for use by many threads. Reading throws {@link UnreadableRecordException} with the code
 * {@code not-framed}, {@code truncated-record} or {@code wrong-shape}, and what {@link SchemaIds} throws.
 */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V>, Serializer<V>, Deserializer<V> {

    private static final byte MAGIC = 0;
    private static final int HEADER = 5;
    /** Records may name any schema there is: beyond this many the readers are made anew. */
    static final int MOST_READERS = 200;

    /** Each has a buffer, so each thread keeps one. */
    private static final ThreadLocal<@Nullable BinaryEncoder> ENCODERS = new ThreadLocal<>();

    static {
        TrustedClasses.trust();
    }

    private final Class<V> type;
    private final Schema schema;
    private final String subject;
    private final SchemaIds ids;
    private final SpecificData model;
    private final SpecificDatumWriter<V> writer;
    private final Map<Integer, SpecificDatumReader<V>> readers = new ConcurrentHashMap<>();
    private volatile int id = -1;

    /**
     * @param type the generated class
     * @param subject what its schema is registered under
     * @param ids where ids and schemas come from
     */
    public AvroSerde(Class<V> type, String subject, SchemaIds ids) {
        this.type = type;
        this.model = RecordModel.reading();
        this.schema = model.getSchema(type);
        this.subject = subject;
        this.ids = ids;
        this.writer = new SpecificDatumWriter<>(schema, RecordModel.writing());
    }

    /** The serde of a topic's values. */
    public static <V extends SpecificRecord> AvroSerde<V> of(Topic<V> topic, SchemaIds ids) {
        Class<V> type = topic.valueType();
        if (type == null) {
            throw new IllegalArgumentException(topic.name() + " holds bytes as they came and needs no serde");
        }
        return new AvroSerde<>(type, topic.subject(), ids);
    }

    /** The serde of a stage's own state, registered under {@code <record>-state}. */
    public static <V extends SpecificRecord> AvroSerde<V> ofState(Class<V> type, SchemaIds ids) {
        return new AvroSerde<>(type, StateTypes.subject(type), ids);
    }

    public byte[] write(V value) {
        if (id < 0) {
            id = ids.idOf(subject, PlainSchema.of(type));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODERS.get());
            ENCODERS.set(encoder);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }

    public V read(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new UnreadableRecordException(
                    "not-framed",
                    "Expected a zero byte and a schema id of 4 bytes before the Avro data of " + subject + ", but got "
                            + bytes.length + " bytes" + (bytes.length == 0 ? "" : " that begin with " + bytes[0])
                            + ". Use a serializer with Confluent's wire framing.");
        }
        int writtenWith = ByteBuffer.wrap(bytes).getInt(1);
        SpecificDatumReader<V> reader = readers.get(writtenWith);
        if (reader == null) {
            reader = new SpecificDatumReader<>(ids.schemaOf(writtenWith), schema, model);
            if (readers.size() >= MOST_READERS) {
                readers.clear();
            }
            readers.put(writtenWith, reader);
        }
        int length = bytes.length - HEADER;
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, length, null);
        try {
            @SuppressWarnings("NullAway") // a fresh record is wanted
            V value = reader.read(null, new BoundedDecoder(decoder, length));
            if (!decoder.isEnd()) {
                throw new UnreadableRecordException(
                        "wrong-shape",
                        "Expected the record of " + subject + " to end with its data, but more follows.");
            }
            return value;
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (EOFException e) {
            throw new UnreadableRecordException(
                    "truncated-record",
                    "Expected a whole record of " + subject + ", but its " + bytes.length + " bytes end too early"
                            + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")")
                            + ". Ask the writer to send it again.",
                    e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro answers nonsense with many kinds of exception: an enum or union branch there is not, a varint too
            // long; and a writer's schema may have a record in itself without end
            throw new UnreadableRecordException(
                    "wrong-shape",
                    "Expected a record of " + subject + ", but what was written with schema id " + writtenWith
                            + " cannot be read as " + schema.getFullName() + ": "
                            + (e instanceof StackOverflowError ? "it is nested without end" : e.getMessage())
                            + ". Ask the writer which schema it used.",
                    e);
        }
    }

    @Override
    public Serializer<V> serializer() {
        return this;
    }

    @Override
    public Deserializer<V> deserializer() {
        return this;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        return value == null ? null : write(value);
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : read(bytes);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        // made complete by its constructor
    }

    @Override
    public void close() {
        // holds nothing
    }
}
