package io.copyflow.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs in a JVM of its own: writes to a broker, says so, and waits to be killed. */
final class BrokerThatDies {
    static final String TOPIC = "written-before-the-crash";

    private BrokerThatDies() {}

    public static void main(String[] args) throws InterruptedException {
        // Never closed: that is the point.
        EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(Path.of(args[0])));
        Records records = new Records(broker.bootstrapServers(), TOPIC);
        records.create();
        records.write("one", "two", "three");
        System.out.println("written");
        new CountDownLatch(1).await();
    }
}
