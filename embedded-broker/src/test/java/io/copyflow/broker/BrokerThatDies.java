package io.copyflow.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Runs in a JVM of its own: writes to a broker, says so, goes on with transactions, and waits to be killed. */
final class BrokerThatDies {
    static final String TOPIC = "written-before-the-crash";
    static final List<String> IN_TRANSACTIONS =
            IntStream.range(0, 8).mapToObj(n -> "in-transactions-" + n).toList();

    private static final int WRITERS = 8;

    private BrokerThatDies() {}

    public static void main(String[] args) throws InterruptedException {
        // Never closed: that is the point.
        EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(Path.of(args[0])));
        Records records = new Records(broker.bootstrapServers(), TOPIC);
        records.create();
        records.write("one", "two", "three");
        IN_TRANSACTIONS.forEach(topic -> new Records(broker.bootstrapServers(), topic).create());
        CountDownLatch committed = new CountDownLatch(WRITERS * 5);
        for (int n = 0; n < WRITERS; n++) {
            String writer = "writer-" + n;
            Thread.ofPlatform().start(() -> commitForEver(broker.bootstrapServers(), writer, committed));
        }
        committed.await();
        System.out.println("written");
        new CountDownLatch(1).await();
    }

    private static void commitForEver(String servers, String writer, CountDownLatch committed) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", writer, "transaction.timeout.ms", 5_000),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            while (true) {
                producer.beginTransaction();
                IN_TRANSACTIONS.forEach(topic -> producer.send(new ProducerRecord<>(topic, writer, writer)));
                producer.commitTransaction();
                committed.countDown();
            }
        }
    }
}
