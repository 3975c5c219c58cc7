package io.copyflow.channels.website;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.serde.AvroSerde;
import io.copyflow.testkit.TestBroker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestBroker.Extension.class)
class WebsiteChannelIT {

    private static final AvroSerde<DeliveryEvent> RECEIPTS = AvroSerde.of(Topics.DELIVERY_EVENTS, Log.IDS);

    @TempDir
    Path folder;

    @TempDir
    Path secondFolder;

    @TempDir
    Path thirdFolder;

    @Test
    void pages_and_receipts_follow_the_log_through_restarts_a_lost_folder_and_one_before_that_never_left(
            TestBroker broker) throws Exception {
        broker.admin()
                .createTopics(List.of(
                        new NewTopic(Topics.PUBLISHED.name(), 2, (short) 1),
                        new NewTopic(Topics.KILLS.name(), 1, (short) 1),
                        new NewTopic(Topics.DELIVERY_EVENTS.name(), 1, (short) 1)))
                .all()
                .get();
        try (KafkaProducer<byte[], byte[]> log = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            publish(log, 0, Log.live("s1", "en", 1, "One"));
            publish(log, 0, Log.live("s1", "ar", 1, "واحد"));
            log.send(new ProducerRecord<>(Topics.PUBLISHED.name(), 1, null, "poison".getBytes(UTF_8)))
                    .get();
            try (WebsiteChannel channel = start(broker, folder)) {
                eventually()
                        .untilAsserted(() -> assertThat(receipts(broker))
                                .containsExactlyInAnyOrder("website/s1/en/1", "website/s1/ar/1"));
                assertThat(folder.resolve("ar/s1.html")).content().contains("واحد");
                eventually()
                        .untilAsserted(() ->
                                assertThat(channel.condition().unreadable()).isEqualTo(1));
                eventually().untilAsserted(() -> assertThat(committed(broker)).isEqualTo(3));
            }

            publish(log, 0, Log.withdrawn("s1", "ar", 2));
            publish(log, 1, Log.live("s2", "ja", 1, "二"));
            try (WebsiteChannel _ = start(broker, folder)) {
                eventually()
                        .untilAsserted(() -> assertThat(receipts(broker))
                                .containsExactlyInAnyOrder(
                                        "website/s1/en/1", "website/s1/ar/1", "website/s1/ar/2", "website/s2/ja/1"));
                assertThat(folder.resolve("ar/s1.html")).doesNotExist();
                eventually().untilAsserted(() -> assertThat(committed(broker)).isEqualTo(5));
            }

            try (WebsiteChannel _ = start(broker, secondFolder)) {
                eventually()
                        .untilAsserted(() ->
                                assertThat(secondFolder.resolve("ja/s2.html")).exists());
                eventually()
                        .untilAsserted(() ->
                                assertThat(secondFolder.resolve("en/s1.html")).exists());
                assertThat(secondFolder.resolve("ar/s1.html")).doesNotExist();

                // the broker still counts on that one, as on one that was killed: all partitions go over at once
                try (WebsiteChannel _ = start(broker, thirdFolder)) {
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(30)) // less than the 45 s it takes the broker to miss somebody
                            .untilAsserted(() -> {
                                assertThat(thirdFolder.resolve("ja/s2.html")).exists();
                                assertThat(thirdFolder.resolve("en/s1.html")).exists();
                            });
                }
            }
        }
    }

    /** Long, for the slowest of machines; what is waited for usually takes a second or two. */
    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    private static WebsiteChannel start(TestBroker broker, Path folder) {
        return new WebsiteChannel(
                        new WebsiteSettings(
                                "website",
                                "farlight-dispatch",
                                "Farlight Dispatch",
                                "en",
                                Set.of(),
                                folder,
                                URI.create("https://news.example.org/"),
                                true),
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        Log.IDS,
                        Clock.systemUTC())
                .start();
    }

    private static void publish(KafkaProducer<byte[], byte[]> log, int partition, PublishedVersion version)
            throws ExecutionException, InterruptedException {
        byte[] key = (version.getStoryId() + "/" + version.getLanguage()).getBytes(UTF_8);
        log.send(new ProducerRecord<>(Topics.PUBLISHED.name(), partition, key, Log.SERDE.write(version)))
                .get();
    }

    private static long committed(TestBroker broker) throws ExecutionException, InterruptedException {
        return broker
                .admin()
                .listConsumerGroupOffsets(WebsiteChannel.groupId("website"))
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(place -> place.offset())
                .sum();
    }

    private static List<String> receipts(TestBroker broker) {
        TopicPartition partition = new TopicPartition(Topics.DELIVERY_EVENTS.name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> ids = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> ids.add(RECEIPTS.read(record.value()).getEventId()));
            }
            return ids;
        }
    }
}
