package io.copyflow.launcher.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.TopicProvisioning;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotsIT {

    @Test
    void whatEndsThemIsTold(@TempDir Path folder) {
        IllegalStateException fault = new IllegalStateException("out of words");
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder))) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(client)) {
                TopicProvisioning.ensure(admin, Topics.all(), 1, (short) 1);
            }
            try (Bots bots = new Bots(
                            client,
                            new SchemaCatalogue(),
                            new Roster(List.of()),
                            new InventedText(1),
                            Clock.systemUTC(),
                            _ -> {
                                throw fault;
                            });
                    KafkaProducer<String, byte[]> producer =
                            new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
                assertThat(bots.failure()).isNull();

                producer.send(new ProducerRecord<>(Topics.STORY_EVENTS.name(), "story", new byte[0]));

                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(bots.failure()).isSameAs(fault));
            }
        }
    }
}
