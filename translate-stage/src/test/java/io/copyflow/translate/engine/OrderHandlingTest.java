package io.copyflow.translate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.testkit.MovableClock;
import io.copyflow.translate.domain.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OrderHandlingTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Draft TRANSLATED =
            new Draft.Translated(List.of(new Draft.Made("Météo", Origin.MACHINE, "test")));

    private final Orders orders = new Orders();
    private final Queue<Draft> drafts = new ArrayDeque<>();
    private final List<DraftRequest> asked = new ArrayList<>();

    @Test
    void a_draft_is_delivered_and_accepted() {
        drafts.add(TRANSLATED);

        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.ACCEPT);
        assertThat(orders.told).containsExactly("deliver a");
        assertThat(asked).extracting(DraftRequest::deadline).containsExactly(NOON.plusSeconds(120));
    }

    @Test
    void a_passing_fault_is_released_and_declined_at_the_last_try() {
        drafts.add(new Draft.PassingFault("engine-busy", "Busy.", null));
        drafts.add(new Draft.PassingFault("engine-busy", "Busy.", null));

        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(orders.told).isEmpty();
        assertThat(handle(record("a", 3))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.told).containsExactly("decline a engine-busy");
    }

    @Test
    void waits_as_long_as_the_engine_asks_and_no_longer_than_the_longest_pause() {
        drafts.add(new Draft.PassingFault("engine-busy", "Busy.", Duration.ofHours(1)));

        long start = System.nanoTime();
        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(80), Duration.ofSeconds(10));
    }

    @Test
    void a_permanent_fault_and_an_unsupported_pair_are_declined_at_once() {
        drafts.add(new Draft.PermanentFault("engine-refused", "Refused."));
        drafts.add(new Draft.UnsupportedPair("en", "tlh"));

        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(handle(record("b", 1))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.told).containsExactly("decline a engine-refused", "decline b engine-pair-unsupported");
    }

    @Test
    void r28_what_nobody_can_read_is_discarded_without_asking_the_engine() {
        assertThat(handle(record("poison", 1))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(handle(record(null, 1))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.told).containsExactly("discard", "discard");
        assertThat(asked).isEmpty();
    }

    @Test
    void what_cannot_be_read_now_is_read_later_and_discarded_at_last() {
        assertThat(handle(record("no-schema", 1))).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(orders.told).isEmpty();
        assertThat(handle(record("no-schema", 3))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.told).containsExactly("discard");
    }

    @Test
    void a_draft_that_kafka_does_not_take_is_handed_over_again_without_asking_the_engine_again() {
        drafts.add(TRANSLATED);
        orders.failures = 3;

        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.ACCEPT);
        assertThat(orders.told).containsExactly("deliver a");
        assertThat(asked).hasSize(1);
    }

    @Test
    void what_kafka_will_never_take_is_not_handed_over_again() {
        drafts.add(TRANSLATED);
        orders.failures = Integer.MAX_VALUE;
        orders.failure = new RecordTooLargeException("for a test");

        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.failures).isEqualTo(Integer.MAX_VALUE - 1);
    }

    @Test
    void r22_an_order_that_is_refused_is_declined_at_every_try_without_asking_the_engine() {
        assertThat(handle(record("killed", 1))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(handle(record("killed", 2))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.told).containsExactly("decline killed story-killed", "decline killed story-killed");
        assertThat(asked).isEmpty();
    }

    @Test
    void an_engine_that_throws_is_a_passing_fault() {
        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(handle(record("a", 3))).isEqualTo(AcknowledgeType.REJECT);
        assertThat(orders.told).containsExactly("decline a engine-failed");
    }

    @Test
    void an_interrupt_ends_every_wait_with_a_release() {
        drafts.add(TRANSLATED);
        orders.failures = Integer.MAX_VALUE;
        Thread.currentThread().interrupt();

        assertThat(handle(record("a", 1))).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(Thread.interrupted()).isTrue();
    }

    private AcknowledgeType handle(ConsumerRecord<byte[], byte[]> record) {
        DraftWorkers.Settings settings = new DraftWorkers.Settings(
                "orders",
                "drafts",
                1,
                3,
                Duration.ofMinutes(2),
                Duration.ofMillis(1),
                Duration.ofMillis(80),
                Duration.ZERO);
        return new OrderHandling<>(settings, orders, new Engine(), new MovableClock(NOON)).handle(record);
    }

    private static ConsumerRecord<byte[], byte[]> record(@Nullable String value, int delivery) {
        return new ConsumerRecord<>(
                "orders",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty(),
                Optional.of((short) delivery));
    }

    private final class Engine implements TranslationEngine {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Draft translate(DraftRequest request) {
            asked.add(request);
            return drafts.remove();
        }
    }

    private static final class Orders implements DraftOrders<String> {
        private final List<String> told = new ArrayList<>();
        private int failures;
        private RuntimeException failure = new TimeoutException("no broker");

        @Override
        public String read(byte[] value) {
            String text = new String(value, StandardCharsets.UTF_8);
            return switch (text) {
                case "poison" -> throw new SerializationException("not an order");
                case "no-schema" -> throw new IllegalStateException("the registry is away");
                default -> text;
            };
        }

        @Override
        public Draft.@Nullable Fault refusal(String order) {
            return order.equals("killed") ? new Draft.PermanentFault("story-killed", "Killed.") : null;
        }

        @Override
        public DraftRequest request(String order, Instant deadline) {
            return new DraftRequest("test", "en", "fr", List.of("Weather"), order, deadline);
        }

        @Override
        public void deliver(String order, Draft.Translated draft) {
            if (failures-- > 0) {
                throw failure;
            }
            told.add("deliver " + order);
        }

        @Override
        public void decline(String order, String code, String sentence) {
            told.add("decline " + order + " " + code);
        }

        @Override
        public void discard(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
            told.add("discard");
        }
    }
}
