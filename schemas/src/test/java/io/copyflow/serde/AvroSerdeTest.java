package io.copyflow.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.catalogue.UnknownSchemaIdException;
import io.copyflow.sample.RandomRecords;
import io.copyflow.sample.WrittenTypes;
import io.copyflow.sample.WrittenTypes.WrittenType;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, a record is read whole or refused with a kind of SerializationException; nothing else comes out. */
class AvroSerdeTest {

    private static final long SEED = 20261124;
    private static final int FLIPPED_RECORDS = 20_000;

    private final SchemaCatalogue ids = new SchemaCatalogue();
    private final AvroSerde<TranslationCommandEnvelope> commands = AvroSerde.of(Topics.TRANSLATION_COMMANDS, ids);

    static Stream<WrittenType> types() {
        return WrittenTypes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void reads_back_what_it_wrote(WrittenType written) {
        RandomRecords records = new RandomRecords(new Random(SEED));
        AvroSerde<SpecificRecord> serde = written.serde(ids);
        for (int i = 0; i < 200; i++) {
            SpecificRecord record = records.next(written.type());
            byte[] bytes = serde.write(record);
            assertThat(bytes[0]).isZero();
            assertThat(serde.read(bytes)).as("record %d of seed %d", i, SEED).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refuses_a_record_cut_off_anywhere(WrittenType written) {
        RandomRecords records = new RandomRecords(new Random(SEED));
        AvroSerde<SpecificRecord> serde = written.serde(ids);
        for (int i = 0; i < 5; i++) {
            byte[] whole = serde.write(records.next(written.type()));
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> serde.read(cut))
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(UnreadableRecordException.class)
                        .hasMessageStartingWith(length < 5 ? "not-framed: " : "truncated-record: ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refuses_what_follows_a_whole_record(WrittenType written) {
        AvroSerde<SpecificRecord> serde = written.serde(ids);
        byte[] whole = serde.write(new RandomRecords(new Random(SEED)).next(written.type()));
        assertThatThrownBy(() -> serde.read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("wrong-shape: ")
                .hasMessageContaining("more follows");
    }

    @ParameterizedTest
    @MethodSource("types")
    void only_serialization_exceptions_come_of_flipped_bits(WrittenType written) {
        Random random = new Random(SEED);
        RandomRecords records = new RandomRecords(random);
        AvroSerde<SpecificRecord> serde = written.serde(ids);
        int refused = 0;
        for (int i = 0; i < FLIPPED_RECORDS / WrittenTypes.all().size(); i++) {
            byte[] bytes = serde.write(records.next(written.type()));
            // the header is spared most of the time, else hardly a body would be looked at
            int from = random.nextInt(10) == 0 ? 0 : 5;
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                int bit = random.nextInt(from * 8, Math.max(bytes.length, from + 1) * 8);
                if (bit / 8 < bytes.length) {
                    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
                }
            }
            Throwable thrown = catchThrowable(() -> serde.read(bytes));
            if (thrown != null) {
                refused++;
                assertThat(thrown)
                        .as("round %d of seed %d: %s", i, SEED, Arrays.toString(bytes))
                        .isInstanceOf(SerializationException.class);
            }
        }
        assertThat(refused).as("flips that were noticed").isPositive();
    }

    @Test
    void names_an_id_nobody_knows() {
        byte[] bytes = commands.write(submission());
        ByteBuffer.wrap(bytes).putInt(1, 4711);
        assertThatThrownBy(() -> commands.read(bytes))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessageStartingWith("unknown-schema-id: ")
                .hasMessageContaining("4711");
    }

    /** Somebody who may register a schema must not end a stage, nor who sends a bundle a proof, with one record. */
    @Test
    void refuses_what_was_written_with_a_record_that_is_in_itself_without_end() {
        Schema known = Topics.TRANSLATION_COMMANDS.schema();
        Schema endless = Schema.createRecord("Endless", null, "x", false);
        endless.setFields(List.of(new Schema.Field("again", endless)));
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("more", endless));
        known.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema written = Schema.createRecord(known.getName(), null, known.getNamespace(), false, fields);
        AvroSerde<TranslationCommandEnvelope> serde = AvroSerde.of(Topics.TRANSLATION_COMMANDS, new SchemaIds() {
            @Override
            public int idOf(String subject, Schema schema) {
                return 1;
            }

            @Override
            public Schema schemaOf(int id) {
                return written;
            }
        });

        assertThatThrownBy(() -> serde.read(commands.write(submission())))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContainingAll("wrong-shape", "nested without end");
    }

    /** A big registry knows many schemas, and a record may name any of them. */
    @Test
    void remembers_the_readers_of_a_bounded_number_of_schemas() {
        AtomicInteger asked = new AtomicInteger();
        SchemaIds anyId = new SchemaIds() {
            @Override
            public int idOf(String subject, Schema schema) {
                return 1;
            }

            @Override
            public Schema schemaOf(int id) {
                asked.incrementAndGet();
                return Topics.TRANSLATION_COMMANDS.schema();
            }
        };
        AvroSerde<TranslationCommandEnvelope> serde = AvroSerde.of(Topics.TRANSLATION_COMMANDS, anyId);
        byte[] bytes = serde.write(submission());
        serde.read(bytes);
        serde.read(bytes);
        assertThat(asked).hasValue(1);
        for (int id = 1; id <= AvroSerde.MOST_READERS + 1; id++) {
            ByteBuffer.wrap(bytes).putInt(1, id);
            serde.read(bytes);
        }
        ByteBuffer.wrap(bytes).putInt(1, 1);
        serde.read(bytes);
        assertThat(asked).as("the first was forgotten").hasValue(AvroSerde.MOST_READERS + 2);
    }

    @Test
    void refuses_what_is_not_framed() {
        for (byte[] bytes :
                new byte[][] {{}, {0}, {0, 0, 0, 1}, "{\"commandId\":\"x\"}".getBytes(), {1, 0, 0, 0, 3, 0}}) {
            assertThatThrownBy(() -> commands.read(bytes))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageStartingWith("not-framed: ");
        }
    }

    @Test
    void refuses_a_record_of_another_topic() {
        byte[] rejection = AvroSerde.of(Topics.REJECTIONS, ids)
                .write(Rejection.newBuilder()
                        .setCommandId("c")
                        .setStage("ingest")
                        .setStoryId("s1")
                        .setActor("a")
                        .setCode("x")
                        .setSentence("y")
                        .setRepeated(false)
                        .setOccurredAt(Instant.EPOCH)
                        .build());
        assertThatThrownBy(() -> commands.read(rejection))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("wrong-shape: ");
    }

    @Test
    void makes_no_room_for_a_forged_count() throws IOException {
        assertRefusedInLittleMemory(submissionUpTo(encoder -> {
            encoder.writeInt(3); // source revision
            encoder.writeLong(2_000_000_000L); // segments
        }));
        assertRefusedInLittleMemory(submissionUpTo(encoder -> {
            encoder.writeInt(3);
            encoder.writeLong(-2_000_000_000L); // a block that states its size
            encoder.writeLong(8);
        }));
    }

    @Test
    void makes_no_room_for_a_forged_length() throws IOException {
        for (long length : new long[] {Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            encoder.writeLong(length); // of the command id
            encoder.flush();
            assertRefusedInLittleMemory(framed(out.toByteArray()));
        }
    }

    private interface Body {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private byte[] submissionUpTo(Body body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        for (String text : List.of("c-1", "s1", "fr", "awa.ndoye")) {
            encoder.writeString(text);
        }
        encoder.writeLong(0); // issued at
        encoder.writeIndex(2); // SubmitTranslation
        body.write(encoder);
        encoder.flush();
        return framed(out.toByteArray());
    }

    private byte[] framed(byte[] body) {
        int id = ids.idOf(Topics.TRANSLATION_COMMANDS.subject(), Topics.TRANSLATION_COMMANDS.schema());
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private void assertRefusedInLittleMemory(byte[] bytes) {
        commands.read(commands.write(submission())); // classes and reader are there
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Throwable thrown = catchThrowable(() -> commands.read(bytes));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(thrown).isInstanceOf(UnreadableRecordException.class);
        assertThat(allocated).as("bytes allocated to refuse it").isLessThan(1_000_000);
    }

    private static TranslationCommandEnvelope submission() {
        return new TranslationCommandEnvelope(
                "c-1", "s1", "fr", "awa.ndoye", Instant.EPOCH, new SubmitTranslation(1, List.of()));
    }
}
