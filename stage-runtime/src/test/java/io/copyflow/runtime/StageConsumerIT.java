package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/adr/0014: a kill overtakes what a stage has fetched, and nothing of that is lost or comes in another order. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class StageConsumerIT {

    private static final int BACKLOG = 2_000;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static KafkaProducer<byte[], byte[]> producer;
    private static int runs;

    private final KillsAhead ahead = new KillsAhead();
    private final String backlog = "backlog-" + runs++;
    private KillWatch watch;
    private StageConsumer consumer;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        Map<String, Object> producing = new HashMap<>(client);
        // its topics are new: a broker that does not lead a partition yet refuses the first batch and then
        // takes the second, and the first in vain ever after (KAFKA-15591)
        producing.put("max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
        create(Topics.KILLS.name());
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void fetchMuch() throws Exception {
        create(backlog);
        for (int n = 0; n < BACKLOG; n++) {
            send(backlog, n % 2);
        }
        producer.flush();
        watch = new KillWatch("test", client, ahead);
        consumer = consumer(Map.of());
        consumer.assign(List.of(
                partition(backlog, 0), partition(backlog, 1), partition(killsTopic(), 0), partition(killsTopic(), 1)));
        consumer.seekToEnd(List.of(partition(killsTopic(), 0), partition(killsTopic(), 1)));
        assertThat(records())
                .hasSize(StageConsumer.MOST_AT_ONCE)
                .allMatch(record -> record.topic().equals(backlog));
    }

    private StageConsumer consumer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.putAll(more);
        return new StageConsumer(config, new CommitPace(), ahead);
    }

    @AfterEach
    void close() {
        consumer.close();
        watch.close();
    }

    @Test
    void r22_a_kill_comes_before_what_was_fetched_before_it() throws Exception {
        long kill = kill(0);

        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(killsTopic());
            assertThat(record.offset()).isEqualTo(kill);
        });
    }

    @Test
    void r22_until_it_is_worked_on_its_task_has_all_that_its_task_may_wait_for() throws Exception {
        long kill = kill(1);
        records();

        assertThat(records()).isNotEmpty().allMatch(record -> record.partition() == 1);
        ahead.worked(partition(killsTopic(), 1), kill);
        ConsumerRecords<byte[], byte[]> polled;
        do {
            polled = consumer.poll(SHORT);
            // while it is held, nothing comes once its own partition has no more
            assertThat(polled.isEmpty()).isFalse();
        } while (polled.records(partition(backlog, 0)).isEmpty());
    }

    @Test
    void nothing_is_lost_or_comes_in_another_order() throws Exception {
        long first = consumer.position(partition(backlog, 0));
        long second = consumer.position(partition(backlog, 1));
        long kill = kill(0);
        records();
        ahead.worked(partition(killsTopic(), 0), kill);

        List<ConsumerRecord<byte[], byte[]>> rest = rest(BACKLOG - StageConsumer.MOST_AT_ONCE);
        assertThat(offsets(rest, 0)).isEqualTo(upTo(first));
        assertThat(offsets(rest, 1)).isEqualTo(upTo(second));
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void a_kill_that_is_never_worked_on_does_not_hold_all_else_up_for_ever() throws Exception {
        kill(1);
        records();

        assertThat(rest(BACKLOG - StageConsumer.MOST_AT_ONCE)).anyMatch(record -> record.partition() == 0);
    }

    @Test
    void what_streams_has_paused_stays_paused() throws Exception {
        consumer.pause(List.of(partition(backlog, 0)));
        kill(1);
        records();

        assertThat(consumer.paused()).containsExactly(partition(backlog, 0));
    }

    @Test
    void what_streams_pauses_in_the_midst_of_a_poll_stays_paused() {
        AtomicBoolean pausing = new AtomicBoolean();
        AtomicBoolean paused = new AtomicBoolean();
        try (StageConsumer member = consumer(Map.of(
                "group.id", backlog, "partition.assignment.strategy", CooperativeStickyAssignor.class.getName()))) {
            member.subscribe(List.of(backlog, killsTopic()), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    if (pausing.get()) {
                        member.pause(member.assignment());
                        paused.set(true);
                    }
                }
            });
            until(() -> member.poll(SHORT).count() == StageConsumer.MOST_AT_ONCE);
            // so kills are waited for, in each poll
            ahead.come(partition(killsTopic(), 0), Long.MAX_VALUE);
            ahead.come(partition(killsTopic(), 1), Long.MAX_VALUE);
            until(() -> member.poll(SHORT).isEmpty());

            pausing.set(true);
            member.enforceRebalance();
            until(() -> {
                member.poll(SHORT);
                return paused.get();
            });

            assertThat(member.paused()).isEqualTo(member.assignment()).isNotEmpty();
        }
    }

    private static void until(BooleanSupplier done) {
        long begin = System.nanoTime();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).isLessThan(PATIENCE.toNanos());
        }
    }

    /** Once the watch has seen it. */
    private long kill(int partition) throws Exception {
        long offset = send(killsTopic(), partition).get().offset();
        until(() -> ahead.hasCome(partition(killsTopic(), partition), offset));
        return offset;
    }

    /** Of the next poll that has some. */
    private List<ConsumerRecord<byte[], byte[]>> records() {
        long begin = System.nanoTime();
        ConsumerRecords<byte[], byte[]> polled;
        do {
            assertThat(System.nanoTime() - begin).isLessThan(PATIENCE.toNanos());
            polled = consumer.poll(SHORT);
        } while (polled.isEmpty());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        polled.forEach(records::add);
        return records;
    }

    private List<ConsumerRecord<byte[], byte[]>> rest(int count) {
        List<ConsumerRecord<byte[], byte[]>> rest = new ArrayList<>();
        while (rest.size() < count) {
            rest.addAll(records());
        }
        return rest;
    }

    private List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records, int partition) {
        return records.stream()
                .filter(record -> record.topic().equals(backlog) && record.partition() == partition)
                .map(ConsumerRecord::offset)
                .toList();
    }

    private static List<Long> upTo(long first) {
        return IntStream.range((int) first, BACKLOG / 2).mapToObj(Long::valueOf).toList();
    }

    private static String killsTopic() {
        return Topics.KILLS.name();
    }

    private static TopicPartition partition(String topic, int number) {
        return new TopicPartition(topic, number);
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    private static Future<RecordMetadata> send(String topic, int partition) {
        return producer.send(new ProducerRecord<>(topic, partition, null, new byte[100]));
    }
}
