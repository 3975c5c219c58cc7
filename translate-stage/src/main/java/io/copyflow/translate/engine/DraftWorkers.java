package io.copyflow.translate.engine;

import io.copyflow.runtime.Failures;
import io.copyflow.runtime.StageFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Workers that work off a topic of orders for drafts, in a Kafka share group: however many there are, in however many
 * processes, an order is in one worker's hands at a time, and in another's when that one dies.
 *
 * <ul>
 *   <li>A worker holds one order. While the engine takes its time, the worker renews its lock on the order.
 *   <li>A draft is delivered, then the record is accepted.
 *   <li>After a passing fault the worker keeps the order for a while and takes no other, then releases it for another
 *       try.
 *   <li>After a permanent fault, for languages the engine does not support, and after the last try the order is
 *       declined, then the record is rejected. A record nobody can read is discarded, then rejected.
 *   <li>What Kafka does not take is kept and handed over again; the engine is not asked again.
 * </ul>
 */
public final class DraftWorkers implements AutoCloseable {

    /** After so many deliveries Kafka drops a record without a word: more than tries, to allow for workers that die. */
    private static final int DELIVERIES = 10;

    private static final int MOST_TRIES = 8;

    /** For what is given back to Kafka while closing. */
    private static final Duration GIVING_BACK = Duration.ofSeconds(5);

    /**
     * How to work.
     *
     * @param topic of the orders
     * @param group the share group's id
     * @param workers how many here
     * @param tries how often an order is taken up at most, 1 to {@value DraftWorkers#MOST_TRIES}
     * @param calling how long an engine may take for an order
     * @param firstPause after the first passing fault; twice as long after each further one
     * @param longestPause whatever an engine asks for
     * @param closing how long orders in hand may still take when the workers are closed
     */
    public record Settings(
            String topic,
            String group,
            int workers,
            int tries,
            Duration calling,
            Duration firstPause,
            Duration longestPause,
            Duration closing) {

        public Settings {
            if (tries < 1 || tries > MOST_TRIES) {
                throw new IllegalArgumentException("tries is 1 to " + MOST_TRIES + ", not " + tries);
            }
        }

        /** Two workers, five tries. */
        public static Settings of(String topic, String group) {
            return new Settings(
                    topic,
                    group,
                    2,
                    5,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10));
        }
    }

    private final List<DraftWorker> workers;
    private final Duration closing;

    private DraftWorkers(List<DraftWorker> workers, Duration closing) {
        this.workers = workers;
        this.closing = closing;
    }

    /**
     * Gives the share group the settings that only a group has: it reads committed records only, and all from the first.
     * To be called before its first worker starts; calling it again changes nothing.
     *
     * @param lock how long an order is a worker's own without a sign of life; brokers allow 15 to 60 s
     * @throws StageFailure with code {@code group-not-prepared}
     */
    public static void prepareGroup(Admin admin, String group, Duration lock) {
        Map<String, String> configs = Map.of(
                "share.isolation.level",
                "read_committed",
                "share.auto.offset.reset",
                "earliest",
                "share.record.lock.duration.ms",
                Long.toString(lock.toMillis()),
                "share.delivery.count.limit",
                Integer.toString(DELIVERIES));
        List<AlterConfigOp> changes = configs.entrySet().stream()
                .map(config -> new AlterConfigOp(
                        new ConfigEntry(config.getKey(), config.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), changes))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new StageFailure(
                    "group-not-prepared",
                    "The share group " + group + " could not be given its settings: "
                            + Failures.tell(e).sentence()
                            + ". Check that the brokers are 4.3 or later, and that this user may alter the group.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while preparing the group " + group + ".", e);
        }
    }

    /**
     * Starts the workers.
     *
     * @param client what every Kafka client needs
     * @param engine not closed with the workers
     */
    public static <R> DraftWorkers start(
            Map<String, Object> client,
            Settings settings,
            DraftOrders<R> orders,
            TranslationEngine engine,
            Clock clock) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        consuming.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        // no more than is in hand, as a lock runs from when a record is fetched
        consuming.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        OrderHandling<R> handling = new OrderHandling<>(settings, orders, engine, clock);
        return new DraftWorkers(
                IntStream.range(0, settings.workers())
                        .mapToObj(number -> DraftWorker.start(
                                "copyflow-drafts-" + number,
                                settings.topic(),
                                () -> new KafkaShareConsumer<>(
                                        consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                                handling::handle))
                        .toList(),
                settings.closing());
    }

    /** Takes nothing new, lets what is in hand come to its end for a while, and gives back the rest. */
    @Override
    public void close() {
        workers.forEach(DraftWorker::takeNoMore);
        long end = System.nanoTime() + closing.toNanos();
        workers.forEach(worker -> worker.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
        workers.forEach(DraftWorker::giveBack);
        workers.forEach(worker -> worker.awaitEnd(GIVING_BACK));
    }
}
