package io.copyflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.broker.BrokerDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TestBrokerIT {
    private static final String TOPIC = "test-broker-it";

    @BeforeAll
    static void createTopic(TestBroker broker) throws Exception {
        broker.admin()
                .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                .all()
                .get();
    }

    @Test
    void carriesATransaction(TestBroker broker) {
        write(broker, "in a transaction");

        Awaitility.await().untilAsserted(() -> assertThat(read(broker)).contains("in a transaction"));
    }

    @Test
    void isTheSameForEveryTest(TestBroker one, TestBroker other) {
        assertThat(one).isSameAs(other);
    }

    @Test
    void hasTheDefaultsOfTheEmbeddedBrokerWhateverItIs(TestBroker broker) throws Exception {
        ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");

        Config config = broker.admin()
                .describeConfigs(List.of(node))
                .all()
                .get()
                .values()
                .iterator()
                .next();

        BrokerDefaults.settings()
                .forEach((key, value) ->
                        assertThat(config.get(key).value()).as(key).isEqualTo(value));
    }

    @Test
    void offersShareAndStreamsGroups(TestBroker broker) throws Exception {
        assertThat(broker.admin().describeFeatures().featureMetadata().get().finalizedFeatures())
                .containsKeys("streams.version", "share.version");
    }

    @Test
    void keepsItsRecordsAndItsAddressOverARestart(TestBroker broker) {
        String address = broker.bootstrapServers();
        write(broker, "before the restart");

        broker.restart();

        assertThat(broker.bootstrapServers()).isEqualTo(address);
        Awaitility.await().untilAsserted(() -> assertThat(read(broker)).contains("before the restart"));
    }

    private static void write(TestBroker broker, String value) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test-broker-it"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, value));
            producer.commitTransaction();
        }
    }

    /** A new group each time, as it reads from the start. */
    private static List<String> read(TestBroker broker) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        "test-broker-it-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(5)).forEach(record -> values.add(record.value()));
            return values;
        }
    }
}
