package io.copyflow.translate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.text.Passage;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.FailDraft;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.DraftOrder;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.wire.DraftWire;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaDraftOrdersTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final SchemaCatalogue IDS = new SchemaCatalogue();

    private final Set<String> killed = new HashSet<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaDraftOrders orders = orders(producer);

    @Test
    void r12_a_draft_is_offered_by_the_machine_with_what_there_is_of_it_and_who_made_it() {
        orders.deliver(
                order(),
                new Draft.Translated(List.of(new Draft.Missing(), new Draft.Made("Pluie", Origin.MEMORY, "s0"))));

        TranslationCommandEnvelope command = command();
        assertThat(command.getActor()).isEqualTo("memory.bot");
        assertThat(command.getLanguage()).isEqualTo("fr");
        assertThat(command.getBody())
                .isEqualTo(new OfferDraft(
                        "e1/fr",
                        3,
                        "memory",
                        List.of(new TranslatedSegment(
                                "b1", "Pluie", List.of(), io.copyflow.schemas.text.Origin.MEMORY, "s0"))));
    }

    @Test
    void a_draft_of_nothing_is_none() {
        orders.deliver(order(), new Draft.Translated(List.of(new Draft.Missing(), new Draft.Missing())));

        assertThat(command().getBody())
                .isInstanceOfSatisfying(
                        FailDraft.class, fail -> assertThat(fail.getCode()).isEqualTo("nothing-to-offer"));
    }

    @Test
    void a_draft_larger_than_a_command_may_be_is_declined_and_what_fits_is_within_what_a_request_may_be() {
        String text = "x".repeat(TopicProvisioning.MAX_VALUE_BYTES);
        orders.deliver(order(), new Draft.Translated(List.of(new Draft.Made(text, Origin.MACHINE, "test"))));

        assertTooLarge(command());
        assertThat(KafkaDraftOrders.producing(Map.of()))
                .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProvisioning.MAX_RECORD_BYTES);
    }

    @Test
    void a_draft_that_the_broker_finds_too_large_is_declined() {
        MockProducer<byte[], byte[]> strict =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                        return record.value().length > 4_000
                                ? CompletableFuture.failedFuture(new RecordTooLargeException("for a test"))
                                : super.send(record);
                    }
                };

        orders(strict)
                .deliver(
                        order(),
                        new Draft.Translated(List.of(new Draft.Made("x".repeat(5_000), Origin.MACHINE, "test"))));

        assertTooLarge(commands().read(strict.history().getFirst().value()));
    }

    private static void assertTooLarge(TranslationCommandEnvelope command) {
        assertThat(command.getBody())
                .isInstanceOfSatisfying(
                        FailDraft.class, fail -> assertThat(fail.getCode()).isEqualTo("too-large"));
    }

    @Test
    void r22_no_engine_is_asked_for_a_killed_story() {
        assertThat(orders.refusal(order())).isNull();

        killed.add("s1");

        assertThat(orders.refusal(order()))
                .isNotNull()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("story-killed"));
    }

    @Test
    void r01_an_order_worked_off_twice_has_one_answer() {
        orders.deliver(order(), new Draft.Translated(List.of(new Draft.Missing(), new Draft.Missing())));
        orders.decline(order(), "engine-busy", "Busy.");

        assertThat(producer.history())
                .extracting(record -> commands().read(record.value()).getCommandId())
                .containsExactly("draft:e1/fr", "draft:e1/fr");
    }

    @Test
    void r28_what_nobody_can_read_goes_to_dead_letters_with_where_it_came_from_and_why() {
        orders.discard(
                new ConsumerRecord<>(Topics.DRAFT_REQUESTS.name(), 2, 7, new byte[] {1}, new byte[] {2}),
                new SerializationException("truncated-record: It ends too early."));

        ProducerRecord<byte[], byte[]> letter = producer.history().getFirst();
        assertThat(letter.topic())
                .isEqualTo(Topics.deadLetters(Topics.TRANSLATE).name());
        assertThat(letter.value()).containsExactly(2);
        assertThat(header(letter, DeadLetters.CODE)).isEqualTo("truncated-record");
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(Topics.DRAFT_REQUESTS.name());
        assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("7");
    }

    @Test
    void an_order_is_not_worked_on_longer_than_somebody_waits_for_it() {
        assertThat(orders.request(order(), NOON.plusSeconds(600)).deadline()).isEqualTo(NOON.plusSeconds(60));
        assertThat(orders.request(order(), NOON.plusSeconds(6)).deadline()).isEqualTo(NOON.plusSeconds(6));
    }

    private KafkaDraftOrders orders(MockProducer<byte[], byte[]> producer) {
        return new KafkaDraftOrders(
                producer, new DraftWire(IDS), () -> "memory.bot", killed::contains, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private DraftOrder order() {
        return orders.read(AvroSerde.of(Topics.DRAFT_REQUESTS, IDS)
                .write(new io.copyflow.schemas.translation.DraftOrder(
                        "e1/fr",
                        "s1",
                        "fr",
                        "memory",
                        3,
                        "en",
                        List.of(
                                new Passage("headline", "Wind", List.of(), null),
                                new Passage("b1", "Rain", List.of(), null)),
                        NOON.plusSeconds(60))));
    }

    private TranslationCommandEnvelope command() {
        ProducerRecord<byte[], byte[]> sent = producer.history().getFirst();
        assertThat(sent.topic()).isEqualTo(Topics.TRANSLATION_COMMANDS.name());
        assertThat(new String(sent.key(), UTF_8)).isEqualTo("s1");
        return commands().read(sent.value());
    }

    private static AvroSerde<TranslationCommandEnvelope> commands() {
        return AvroSerde.of(Topics.TRANSLATION_COMMANDS, IDS);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
