package io.copyflow.broker;

import java.util.Map;
import java.util.TreeMap;

/** Where a broker for one person or one test differs from Kafka's defaults, which are made for a cluster's machines. */
public final class BrokerDefaults {
    /** With so many there is nothing to save on threads. */
    private static final int PROCESSORS_ENOUGH = 4;

    private BrokerDefaults() {}

    /** Kafka's broker settings, key to value. They say nothing of listeners, ids and directories. */
    public static Map<String, String> settings() {
        return settings(Runtime.getRuntime().availableProcessors());
    }

    static Map<String, String> settings(int processors) {
        Map<String, String> settings = new TreeMap<>();

        // One broker: there is nobody to replicate to.
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // Internal topics of 50 partitions cost open files, memory and seconds at start.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");

        // A topic made by a misspelt name is found out late; the catalogue makes the topics.
        settings.put("auto.create.topics.enable", "false");

        // Waiting for more members only delays the first.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a crash, read_committed readers wait for the dead producer's transaction no longer than this.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A stage begins its next transaction while the markers of its last are written, which takes a few
        // milliseconds: its first records are tried again so soon then, not after 20 ms.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "5");
        // Kafka forgets an idle group's place after a week: a laptop closed for a fortnight would start over.
        settings.put("offsets.retention.minutes", "525600");

        // Memory and threads for one machine that has other work: 128 MiB go to the cleaner by default. 16 MiB still
        // hold 600 000 keys a pass.
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("log.cleaner.threads", "1");
        // Where processors are few, threads wait for their turn more than for the disk: the stages run beside them.
        settings.put("num.network.threads", processors < PROCESSORS_ENOUGH ? "1" : "2");
        settings.put("num.io.threads", Integer.toString(Math.clamp(processors, 2, PROCESSORS_ENOUGH)));
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("num.replica.fetchers", "1");

        // Nobody could take over from the only broker. Fenced after a pause, such as a laptop's sleep, it would lose
        // its partitions for a moment, and with them the ends of transactions: EmbeddedBroker.unregisterTheDead
        // says how.
        settings.put("broker.session.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        settings.put("broker.heartbeat.interval.ms", "500");
        // No-op records twice a second keep an idle disk awake.
        settings.put("metadata.max.idle.interval.ms", "5000");
        return settings;
    }

    /**
     * The same for one of several: each record of a topic, Kafka's own ones included, is on three of them, or on all
     * where they are fewer, and of three on two at least before it counts as written.
     */
    static Map<String, String> ofSeveral(int brokers) {
        // they wait for each other too, however few processors there are
        Map<String, String> settings = settings(PROCESSORS_ENOUGH);
        String replicas = Integer.toString(Math.min(brokers, 3));
        String inSync = brokers < 3 ? "1" : "2";
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        // Somebody can take over, and soon.
        settings.put("broker.session.timeout.ms", "6000");
        return settings;
    }
}
