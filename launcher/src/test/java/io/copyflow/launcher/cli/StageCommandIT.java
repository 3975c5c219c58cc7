package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.testkit.TestBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command itself, whose stage is ended by an error from within a Kafka client, as a want of memory would end it. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StageCommandIT {

    @ParameterizedTest
    @ValueSource(classes = {EndsTheWatch.class, EndsTheStream.class})
    void it_ends_when_its_stage_can_run_no_longer(Class<?> interceptor, TestBroker broker, @TempDir Path folder)
            throws Exception {
        TopicProvisioning.ensure(broker.admin(), Topics.all(), 4, (short) 1);
        aKillHasCome(broker);
        StringWriter told = new StringWriter();
        CommandLine line = RootCommand.line();
        line.setErr(new PrintWriter(told));

        int code = line.execute(
                "stage",
                Topics.PUBLISH,
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--set=data.dir=" + folder,
                "--set=http.port=0",
                "--set=kafka.interceptor.classes=" + interceptor.getName());

        assertThat(code).isEqualTo(RootCommand.REFUSED);
        assertThat(told.toString()).contains("The stage publish-stage can run no longer.", "Start again.");
    }

    /** One that nobody can read is enough: it has to come. */
    private static void aKillHasCome(TestBroker broker) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.KILLS.name(), "none", new byte[0]))
                    .get();
        }
    }

    /** Ends whoever consumes a kill on a thread of that name. Producers are given it too, as the setting is for all clients. */
    public abstract static class Ends
            implements ConsumerInterceptor<Object, Object>, ProducerInterceptor<Object, Object> {

        private final String thread;

        Ends(String thread) {
            this.thread = thread;
        }

        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            if (Thread.currentThread().getName().contains(thread)
                    && records.records(Topics.KILLS.name()).iterator().hasNext()) {
                throw new InternalError("as when the JVM can do no more");
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    public static final class EndsTheWatch extends Ends {
        public EndsTheWatch() {
            super("copyflow-kill-watch");
        }
    }

    public static final class EndsTheStream extends Ends {
        public EndsTheStream() {
            super("StreamThread");
        }
    }
}
