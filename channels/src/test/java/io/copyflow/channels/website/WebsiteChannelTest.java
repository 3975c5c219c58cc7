package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.catalogue.Topics;
import io.copyflow.channels.delivery.TestKills;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.serde.AvroSerde;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebsiteChannelTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.PUBLISHED.name(), 0);
    private static final AvroSerde<DeliveryEvent> RECEIPTS = AvroSerde.of(Topics.DELIVERY_EVENTS, Log.IDS);
    private static final Instant NOW = Instant.parse("2026-03-03T15:00:00Z");

    @TempDir
    Path folder;

    private final List<byte @Nullable []> log = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();

    @AfterEach
    void close() {
        running.forEach(one -> one.channel.close());
    }

    @Test
    void a_release_becomes_a_page_then_a_receipt_then_a_commit() {
        Running channel = start();
        channel.publish(Log.live("s1", "en", 1, "One"));

        channel.turn();

        assertThat(folder.resolve("en/s1.html")).content().contains("<h1>One</h1>");
        assertThat(channel.receipts())
                .containsExactly(DeliveryEvent.newBuilder()
                        .setEventId("website/s1/en/1")
                        .setChannel("website")
                        .setStoryId("s1")
                        .setLanguage("en")
                        .setReleaseSequence(1)
                        .setOutcome(DeliveryOutcome.DELIVERED)
                        .setReference("https://news.example.org/en/s1.html")
                        .setOccurredAt(NOW)
                        .build());
        assertThat(channel.producer.history().getFirst().key()).isEqualTo("s1".getBytes(StandardCharsets.UTF_8));
        assertThat(channel.committed()).isEqualTo(1);
        assertThat(channel.channel.condition().ready()).isTrue();
        assertThat(channel.channel.condition().delivered()).isEqualTo(1);
    }

    @Test
    void a_withdrawal_is_receipted_as_such() {
        Running channel = start();
        channel.publish(Log.live("s1", "en", 1, "One"));
        channel.turn();
        channel.publish(Log.withdrawn("s1", "en", 2));

        channel.turn();

        assertThat(folder.resolve("en/s1.html")).doesNotExist();
        assertThat(channel.receipts().getLast().getOutcome()).isEqualTo(DeliveryOutcome.WITHDRAWN);
        assertThat(channel.receipts().getLast().getReleaseSequence()).isEqualTo(2);
    }

    @Test
    void r19_a_crash_before_the_commit_changes_nothing_and_sends_no_second_receipt() throws IOException {
        Running before = start();
        before.publish(Log.live("s1", "en", 1, "One"));
        before.turn();
        byte[] page = Files.readAllBytes(folder.resolve("en/s1.html"));
        before.channel.close(); // as if it had died: the next one starts where nothing was committed

        Running after = start();
        after.turn();

        assertThat(Files.readAllBytes(folder.resolve("en/s1.html"))).isEqualTo(page);
        assertThat(after.receipts()).isEmpty();
        assertThat(after.committed()).isEqualTo(1);
    }

    @Test
    void r19_a_crash_between_pages_and_receipts_delivers_again_with_the_same_receipt_id() {
        Running before = start();
        before.publish(Log.live("s1", "en", 1, "One"));
        before.producer.sendException = new KafkaException("the broker is away");
        before.turn();
        assertThat(folder.resolve("en/s1.html")).exists();
        assertThat(before.committed()).isZero();
        before.channel.close();

        Running after = start();
        after.turn();

        assertThat(after.receipts()).extracting(DeliveryEvent::getEventId).containsExactly("website/s1/en/1");
        assertThat(after.committed()).isEqualTo(1);
    }

    @Test
    void r28_what_cannot_be_read_is_kept_as_it_came_and_the_channel_goes_on() throws IOException {
        Running channel = start();
        byte[] poison = {1, 2, 3};
        channel.publish(poison);
        channel.publish((byte[]) null);
        channel.publish(Log.SERDE.write(PublishedVersion.newBuilder(Log.live("s1", "en", 1, "One"))
                .setStoryId("../../evil")
                .build()));
        channel.publish(Log.SERDE.write(PublishedVersion.newBuilder(Log.live("s1", "en", 1, "One"))
                .setLanguage("../en")
                .build()));
        channel.publish(Log.live("s1", "en", 1, "One"));

        channel.turn();

        assertThat(folder.resolve("en/s1.html")).exists();
        Path letters = folder.resolve(".copyflow/dead-letters");
        assertThat(Files.readAllBytes(letters.resolve("copyflow.published.v1-0-0.value")))
                .isEqualTo(poison);
        assertThat(letters.resolve("copyflow.published.v1-0-0.reason.txt"))
                .content()
                .contains("offset: 0")
                .contains("not-framed");
        assertThat(letters.resolve("copyflow.published.v1-0-1.reason.txt"))
                .content()
                .contains("empty-value");
        assertThat(letters.resolve("copyflow.published.v1-0-2.reason.txt"))
                .content()
                .contains("not-a-story-id");
        assertThat(letters.resolve("copyflow.published.v1-0-3.reason.txt"))
                .content()
                .contains("not-a-language");
        assertThat(channel.channel.condition().unreadable()).isEqualTo(4);
        assertThat(channel.channel.condition().ready()).isTrue();
        assertThat(channel.committed()).isEqualTo(5);
    }

    @Test
    void r27_a_disk_that_does_not_write_makes_the_channel_wait_and_keep_its_place() throws IOException {
        Running channel = start();
        Files.writeString(folder.resolve("en"), "a file where a folder must be");
        channel.publish(Log.live("s1", "en", 1, "One"));

        channel.turn();

        assertThat(channel.channel.condition().ready()).isFalse();
        assertThat(channel.channel.condition().sentence())
                .contains("Expected to write to " + folder)
                .contains("keeps its place");
        assertThat(channel.receipts()).isEmpty();
        assertThat(channel.committed()).isZero();
        Duration first = channel.channel.reader().waiting();
        channel.turn();
        assertThat(channel.channel.reader().waiting()).isGreaterThan(first);

        Files.delete(folder.resolve("en"));
        channel.turn();

        assertThat(folder.resolve("en/s1.html")).exists();
        assertThat(channel.receipts()).hasSize(1);
        assertThat(channel.committed()).isEqualTo(1);
        assertThat(channel.channel.condition().ready()).isTrue();
        assertThat(channel.channel.reader().waiting()).isZero();
    }

    @Test
    void a_folder_that_is_new_reads_the_log_from_its_beginning_whatever_was_committed() throws IOException {
        Running before = start();
        before.publish(Log.live("s1", "en", 1, "One"));
        before.turn();
        before.channel.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder())
                    .filter(one -> !one.equals(folder))
                    .toList()) {
                Files.delete(file);
            }
        }

        Running after = start(1);
        after.turn();

        assertThat(folder.resolve("en/s1.html")).exists();
    }

    @Test
    void r22_a_kill_does_not_wait_for_the_backlog_and_what_comes_late_stays_away() {
        Running channel = start();
        channel.publish(Log.live("s1", "en", 1, "One"));
        channel.turn();
        channel.publish(Log.live("s1", "en", 2, "One, later"));
        channel.publish(Log.live("s1", "fr", 1, "Un"));

        channel.kills.kill("s1");
        channel.channel.reader().killNow();

        assertThat(folder.resolve("en/s1.html")).doesNotExist();
        assertThat(channel.receipts().getLast().getEventId()).isEqualTo("website/s1/en/1/killed");
        channel.turn();
        assertThat(folder.resolve("en/s1.html")).doesNotExist();
        assertThat(folder.resolve("fr/s1.html")).doesNotExist();
        assertThat(channel.committed()).isEqualTo(3);
    }

    @Test
    void r22_a_killed_page_goes_when_the_kill_is_read_not_when_its_turn_comes() {
        Running channel = start();
        channel.publish(Log.live("s1", "en", 1, "One"));
        channel.turn();

        channel.kills.kill("s1");

        assertThat(folder.resolve("en/s1.html")).doesNotExist();
        channel.channel.reader().killNow();
        assertThat(channel.receipts().getLast().getEventId()).isEqualTo("website/s1/en/1/killed");
    }

    @Test
    void r22_nothing_is_delivered_before_the_kills_have_been_read() {
        Running channel = start();
        channel.kills.caughtUp = false;
        channel.publish(Log.live("s1", "en", 1, "One"));

        channel.turn();

        assertThat(folder.resolve("en/s1.html")).doesNotExist();
        assertThat(channel.channel.condition().ready()).isFalse();
        assertThat(channel.channel.condition().sentence()).contains("kills");
    }

    @Test
    void an_error_that_ends_its_thread_is_told() {
        Running channel = start();
        channel.consumer.schedulePollTask(() -> {
            throw new OutOfMemoryError("nothing left");
        });

        channel.channel.start();

        assertThat(channel.channel.dead().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(20))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("channel-failed"));
        assertThat(channel.channel.condition().ready()).isFalse();
        assertThat(channel.channel.condition().sentence()).contains("ran out of memory");
    }

    @Test
    void without_a_part_of_the_topic_it_is_not_ready() {
        Running channel = new Running(folder, log, 0, Set.of());
        running.add(channel);

        channel.turn();

        assertThat(channel.channel.condition().ready()).isFalse();
        assertThat(channel.channel.condition().sentence()).contains("Waiting for the broker");
    }

    @Test
    void a_setting_that_is_the_channels_own_is_refused_by_name() {
        assertThatThrownBy(() -> new WebsiteChannel(
                        Log.settings(folder),
                        Map.of("bootstrap.servers", "localhost:1", "group.id", "mine"),
                        Log.IDS,
                        Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group.id");
    }

    private Running start() {
        return start(0);
    }

    /** A channel whose group has committed up to an offset. */
    private Running start(long from) {
        Running one = new Running(folder, log, from, Set.of(PARTITION));
        one.turn(); // begins partitions its folder has not seen, from their beginning
        running.add(one);
        return one;
    }

    /** A channel on a log that outlives it, driven turn by turn. */
    private static final class Running {
        final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        final MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        final TestKills kills = new TestKills();
        final WebsiteChannel channel;
        private final List<byte @Nullable []> log;

        Running(Path folder, List<byte @Nullable []> log, long from, Set<TopicPartition> partitions) {
            this.log = log;
            this.channel = new WebsiteChannel(
                    Log.settings(folder), consumer, producer, kills, Log.IDS, Clock.fixed(NOW, ZoneOffset.UTC));
            channel.reader().followKills();
            consumer.rebalance(partitions);
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            if (!partitions.isEmpty()) {
                consumer.seek(PARTITION, from);
            }
        }

        void publish(PublishedVersion record) {
            publish(Log.SERDE.write(record));
        }

        void publish(byte @Nullable [] value) {
            log.add(value);
        }

        /** The mock forgets what it gave out, so it is told anew what follows from where the channel stands. */
        void turn() {
            if (!consumer.assignment().isEmpty()) {
                for (long offset = consumer.position(PARTITION); offset < log.size(); offset++) {
                    consumer.addRecord(new ConsumerRecord<>(
                            PARTITION.topic(), PARTITION.partition(), offset, new byte[] {1}, log.get((int) offset)));
                }
            }
            channel.turn(Duration.ZERO);
        }

        long committed() {
            return consumer.committed(Set.of(PARTITION)).get(PARTITION).offset();
        }

        List<DeliveryEvent> receipts() {
            return producer.history().stream()
                    .map(record -> RECEIPTS.read(record.value()))
                    .toList();
        }
    }
}
