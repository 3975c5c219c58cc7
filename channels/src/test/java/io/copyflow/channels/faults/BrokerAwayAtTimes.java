package io.copyflow.channels.faults;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;

/** Receipts cannot be sent for a moment, every few seconds. */
public final class BrokerAwayAtTimes implements Partitioner {

    private static final long EVERY = 3_000;
    private static final long FOR = 150;

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) % EVERY < FOR) {
            throw new KafkaException("the broker is away");
        }
        return Math.floorMod(Arrays.hashCode(keyBytes), cluster.partitionCountForTopic(topic));
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
