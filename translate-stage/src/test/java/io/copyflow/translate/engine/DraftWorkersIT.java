package io.copyflow.translate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.testkit.TestBroker;
import io.copyflow.translate.domain.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Its tests wait more than they work, each on a topic and a group of its own. */
@ExtendWith(TestBroker.Extension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DraftWorkersIT {

    /** The shortest that a broker allows. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    private static final Duration LONGER_THAN_THE_LOCK = LOCK.plusSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Orders orders = new Orders();

    private TestBroker broker;
    private String name;

    @BeforeEach
    void prepare(TestBroker broker, TestInfo test) throws Exception {
        this.broker = broker;
        this.name = "draft-workers-it-"
                + test.getTestMethod().orElseThrow().getName().replace('_', '-');
        broker.admin()
                .createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                .all()
                .get();
        DraftWorkers.prepareGroup(broker.admin(), name, LOCK);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void a_call_longer_than_the_lock_is_made_once_as_the_lock_is_renewed() {
        CountDownLatch answering = new CountDownLatch(1);
        Engine slow = new Engine(_ -> {
            answering.await();
            return translated();
        });
        order("a");
        work(slow);
        work(slow);

        await().atMost(PATIENCE).until(() -> !slow.asked.isEmpty());
        await().during(LONGER_THAN_THE_LOCK)
                .atMost(LONGER_THAN_THE_LOCK.plus(PATIENCE))
                .until(() -> slow.asked.equals(List.of("a")));
        answering.countDown();

        await().atMost(PATIENCE).until(() -> orders.told("deliver a") == 1 && isAllAcknowledged());
        assertThat(slow.asked).containsExactly("a");
    }

    @Test
    void a_passing_fault_is_followed_by_another_try() {
        Engine engine = new Engine(tries -> tries == 1 ? busy() : translated());
        order("a");
        work(engine);

        await().atMost(PATIENCE).until(() -> orders.told("deliver a") == 1 && isAllAcknowledged());
        assertThat(engine.asked).containsExactly("a", "a");
    }

    @Test
    void a_fault_that_does_not_pass_is_declined_once_after_the_last_try() {
        Engine engine = new Engine(_ -> busy());
        order("a");
        work(engine);

        await().atMost(PATIENCE).until(() -> orders.told("decline a engine-busy") == 1 && isAllAcknowledged());
        assertThat(engine.asked).containsExactly("a", "a", "a");
    }

    @Test
    void poison_is_discarded_and_holds_up_nothing() {
        Engine engine = new Engine(_ -> translated());
        order("poison");
        order("a");
        work(engine);

        await().atMost(PATIENCE).until(() -> orders.told("deliver a") == 1 && isAllAcknowledged());
        assertThat(orders.told("discard")).isEqualTo(1);
        assertThat(engine.asked).containsExactly("a");
    }

    @Test
    void two_workers_share_the_work_and_do_each_order_once() {
        CountDownLatch both = new CountDownLatch(2);
        Engine one = new Engine(_ -> together(both));
        Engine other = new Engine(_ -> together(both));
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "a" + i).toList();
        names.forEach(this::order);
        work(one);
        work(other);

        await().atMost(PATIENCE).until(() -> orders.told.size() == 20 && isAllAcknowledged());
        assertThat(orders.told.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(order -> "deliver " + order).toList());
        assertThat(orders.told.values()).containsOnly(1);
        assertThat(one.asked).isNotEmpty();
        assertThat(other.asked).isNotEmpty();
    }

    @Test
    void an_order_of_a_worker_that_dies_goes_to_another() {
        KafkaShareConsumer<byte[], byte[]> dying = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        name,
                        "share.acknowledgement.mode",
                        "explicit"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        opened.add(dying);
        dying.subscribe(List.of(name));
        order("a");
        await().atMost(PATIENCE).until(() -> dying.poll(Duration.ofSeconds(1)).count() == 1);
        Engine engine = new Engine(_ -> translated());
        work(engine);

        await().atMost(PATIENCE).until(() -> orders.told("deliver a") == 1 && isAllAcknowledged());
        assertThat(engine.asked).containsExactly("a");
    }

    @Test
    void an_order_in_hand_when_a_worker_is_closed_goes_to_another() {
        Engine stuck = new Engine(_ -> {
            new CountDownLatch(1).await();
            return translated();
        });
        order("a");
        DraftWorkers closed = work(stuck);
        await().atMost(PATIENCE).until(() -> !stuck.asked.isEmpty());
        closed.close();
        Engine engine = new Engine(_ -> translated());
        work(engine);

        await().atMost(LOCK.multipliedBy(2).dividedBy(3)).until(() -> orders.told("deliver a") == 1);
    }

    @Test
    void what_was_aborted_is_no_order() {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", name),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(name, "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(name, "committed"));
            producer.commitTransaction();
        }
        Engine engine = new Engine(_ -> translated());
        work(engine);

        await().atMost(PATIENCE).until(() -> orders.told("deliver committed") == 1);
        assertThat(engine.asked).containsExactly("committed");
    }

    private DraftWorkers work(TranslationEngine engine) {
        DraftWorkers workers = DraftWorkers.start(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new DraftWorkers.Settings(
                        name,
                        name,
                        1,
                        3,
                        Duration.ofMinutes(1),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100)),
                orders,
                engine,
                Clock.systemUTC());
        opened.addFirst(workers);
        return workers;
    }

    private void order(String value) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(name, value));
        }
    }

    private boolean isAllAcknowledged() throws Exception {
        TopicPartition partition = new TopicPartition(name, 0);
        SharePartitionOffsetInfo offset = broker.admin()
                .listShareGroupOffsets(
                        Map.of(name, new ListShareGroupOffsetsSpec().topicPartitions(List.of(partition))))
                .partitionsToOffsetInfo(name)
                .get()
                .get(partition);
        return offset != null && offset.lag().equals(Optional.of(0L));
    }

    private static Draft together(CountDownLatch both) throws InterruptedException {
        both.countDown();
        both.await();
        return translated();
    }

    private static Draft translated() {
        return new Draft.Translated(List.of(new Draft.Made("Météo", Origin.MACHINE, "test")));
    }

    private static Draft busy() {
        return new Draft.PassingFault("engine-busy", "Busy.", Duration.ofMillis(100));
    }

    /** Answers by how often it was asked. */
    private static final class Engine implements TranslationEngine {

        interface Answer {
            Draft to(int tries) throws InterruptedException;
        }

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final Answer answer;

        Engine(Answer answer) {
            this.answer = answer;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Draft translate(DraftRequest request) {
            asked.add(request.idempotencyKey());
            try {
                return answer.to(asked.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return busy();
            }
        }
    }

    private static final class Orders implements DraftOrders<String> {

        private final Map<String, Integer> told = new ConcurrentHashMap<>();

        int told(String what) {
            return told.getOrDefault(what, 0);
        }

        private void tell(String what) {
            told.merge(what, 1, Integer::sum);
        }

        @Override
        public String read(byte[] value) {
            String text = new String(value, StandardCharsets.UTF_8);
            if (text.equals("poison")) {
                throw new SerializationException("not an order");
            }
            return text;
        }

        @Override
        public Draft.@Nullable Fault refusal(String order) {
            return null;
        }

        @Override
        public DraftRequest request(String order, Instant deadline) {
            return new DraftRequest("test", "en", "fr", List.of("Weather"), order, deadline);
        }

        @Override
        public void deliver(String order, Draft.Translated draft) {
            tell("deliver " + order);
        }

        @Override
        public void decline(String order, String code, String sentence) {
            tell("decline " + order + " " + code);
        }

        @Override
        public void discard(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
            tell("discard");
        }
    }
}
