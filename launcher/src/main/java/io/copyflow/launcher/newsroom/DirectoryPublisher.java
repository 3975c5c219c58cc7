package io.copyflow.launcher.newsroom;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.catalogue.UnknownSchemaIdException;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import io.copyflow.serde.UnreadableRecordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Brings copyflow.directory.v1 to what a newsroom's file says, in one transaction: readers see all of it or nothing.
 *
 * <p>Two at once do not mix: they share a transactional id, so the later one shuts the earlier one out before it reads
 * what is there. Keys are spread by Kafka's own partitioner, not by the story as elsewhere: every reader reads all of
 * the topic.
 */
public final class DirectoryPublisher {

    /** What Kafka lets only one process at a time write with; on a cluster with ACLs this user may write with it. */
    public static final String TRANSACTIONAL_ID = "copyflow-apply";

    private static final String SOURCE = "apply";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A broker that is being started makes its logs first, which a slow disk takes its time for. */
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(90);

    /** One request that gets no answer is sent again before the patience ends. */
    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Configuration configuration;
    private final Topic<DirectoryEntry> topic;
    private final AvroSerde<DirectoryEntry> serde;
    private final Clock clock;
    private final Supplier<String> runIds;
    private final Duration patience;

    /**
     * @param runIds an id for each time something is applied, unique for ever; part of the records' event ids
     */
    public DirectoryPublisher(Configuration configuration, SchemaIds ids, Clock clock, Supplier<String> runIds) {
        this(configuration, ids, clock, runIds, Topics.DIRECTORY, PATIENCE);
    }

    /** The same, for Kafka that was started just before. */
    public static DirectoryPublisher atFirst(
            Configuration configuration, SchemaIds ids, Clock clock, Supplier<String> runIds) {
        return new DirectoryPublisher(configuration, ids, clock, runIds, Topics.DIRECTORY, PATIENCE_AT_FIRST);
    }

    /** For tests that share a broker. */
    DirectoryPublisher(
            Configuration configuration,
            SchemaIds ids,
            Clock clock,
            Supplier<String> runIds,
            Topic<DirectoryEntry> topic,
            Duration patience) {
        this.configuration = configuration;
        this.topic = topic;
        this.serde = AvroSerde.of(Topics.DIRECTORY, ids);
        this.clock = clock;
        this.runIds = runIds;
        this.patience = patience;
    }

    /**
     * Makes the directory what is wanted; the topic is made when there is none.
     *
     * @param wanted the entries of a whole file without mistakes, as {@link NewsroomFile#entries} has them
     * @param force also when more than half of the people go
     * @throws StageFailure with code {@code directory-shrinks}, {@code apply-overtaken}, {@code kafka-unreachable} or
     *     {@code topics-not-made}; the directory is then as it was
     */
    public Applied apply(Map<String, SpecificRecord> wanted, boolean force) {
        demandWhole(wanted);
        return reaching(() -> {
            ensureTopic();
            try (KafkaProducer<String, byte[]> producer = producer()) {
                // first of all: from here on nobody else writes, so what is read next stays true
                producer.initTransactions();
                Map<String, Found> current = current();
                Applied applied = compare(current, wanted);
                demandPeopleStay(current, applied, force);
                if (!applied.isNothing()) {
                    write(producer, applied, wanted);
                }
                return applied;
            }
        });
    }

    /**
     * What {@link #apply} would do now. Writes nothing, and makes no topic.
     *
     * @throws StageFailure as {@link #apply} does
     */
    public Applied preview(Map<String, SpecificRecord> wanted, boolean force) {
        demandWhole(wanted);
        return reaching(() -> {
            Map<String, Found> current = topicExists() ? current() : Map.of();
            Applied applied = compare(current, wanted);
            demandPeopleStay(current, applied, force);
            return applied;
        });
    }

    /** An entry as it lies in the topic; null when this version cannot read it. */
    private record Found(@Nullable SpecificRecord body) {}

    private static void demandWhole(Map<String, SpecificRecord> wanted) {
        if (!wanted.containsKey(Directory.NEWSROOM)) {
            throw new IllegalArgumentException(
                    "A file without mistakes has a newsroom; these entries would empty the directory");
        }
    }

    private static void demandPeopleStay(Map<String, Found> current, Applied applied, boolean force) {
        long before =
                current.keySet().stream().filter(DirectoryPublisher::isPerson).count();
        long going =
                applied.removed().stream().filter(DirectoryPublisher::isPerson).count();
        if (!force && going * 2 > before) {
            throw new StageFailure(
                    "directory-shrinks",
                    "Expected most of the " + before + " people of the directory to stay, but " + going
                            + " of them are not in this file. Nothing was applied. Check that it is the right and"
                            + " whole file; if it is, apply it with --force.");
        }
    }

    private static boolean isPerson(String key) {
        return key.startsWith(Directory.key("person", ""));
    }

    private static Applied compare(Map<String, Found> current, Map<String, SpecificRecord> wanted) {
        List<String> added = new ArrayList<>();
        SortedMap<String, List<String>> changed = new TreeMap<>();
        int unchanged = 0;
        for (Map.Entry<String, SpecificRecord> entry : wanted.entrySet()) {
            Found found = current.get(entry.getKey());
            if (found == null) {
                added.add(entry.getKey());
            } else if (entry.getValue().equals(found.body)) {
                unchanged++;
            } else {
                changed.put(entry.getKey(), differences(found.body, entry.getValue()));
            }
        }
        List<String> removed = current.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .sorted()
                .toList();
        return new Applied(added, changed, removed, unchanged);
    }

    /** The file's keys that differ; none when the old entry is of another kind or cannot be read. */
    private static List<String> differences(@Nullable SpecificRecord before, SpecificRecord after) {
        if (before == null || before.getClass() != after.getClass()) {
            return List.of();
        }
        return after.getSchema().getFields().stream()
                .filter(field -> !Objects.equals(before.get(field.pos()), after.get(field.pos())))
                .map(DirectoryPublisher::fileKey)
                .toList();
    }

    private static String fileKey(Schema.Field field) {
        return field.name()
                .replaceFirst("Millis$", "")
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    private void write(KafkaProducer<String, byte[]> producer, Applied applied, Map<String, SpecificRecord> wanted) {
        String run = runIds.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        producer.beginTransaction();
        wanted.forEach((key, body) -> {
            if (applied.added().contains(key) || applied.changed().containsKey(key)) {
                send(producer, run, now, key, new DirectoryEntry(now, body));
            }
        });
        applied.removed().forEach(key -> send(producer, run, now, key, null));
        producer.commitTransaction();
    }

    private void send(
            KafkaProducer<String, byte[]> producer,
            String run,
            Instant now,
            String key,
            @Nullable DirectoryEntry entry) {
        String type = entry == null ? "DirectoryEntryRemoved" : "DirectoryEntryApplied";
        producer.send(new ProducerRecord<>(
                topic.name(),
                null,
                now.toEpochMilli(),
                key,
                entry == null ? null : serde.write(entry),
                CloudEvents.headers(SOURCE + ":" + run + ":" + key, SOURCE, type, key, now, run, null)));
    }

    /** The newest entry of each key, of those committed up to now. */
    private Map<String, Found> current() {
        Map<String, Found> current = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + patience.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    deadline = System.nanoTime() + patience.toNanos();
                    if (record.value() == null) {
                        current.remove(record.key());
                    } else {
                        current.put(record.key(), found(record.value()));
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("Reading " + topic.name() + " got no further");
                }
            }
        }
        return current;
    }

    private Found found(byte[] value) {
        try {
            Object body = serde.read(value).getBody();
            return new Found(body instanceof SpecificRecord entry ? entry : null);
        } catch (UnreadableRecordException | UnknownSchemaIdException e) {
            // the file says what the entry shall be: what cannot be read is written anew, or removed
            return new Found(null);
        }
    }

    /** A topic just made is not known to every broker at once. */
    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            if (!partitions.isEmpty()) {
                return partitions;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("No broker knows " + topic.name());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void ensureTopic() {
        if (topicExists()) {
            return; // without asking to make it: that may take a right this user does not have
        }
        try (Admin admin = admin()) {
            TopicProvisioning.ensure(admin, List.of(topic), configuration.number(Setting.TOPICS_PARTITIONS), (short)
                    configuration.number(Setting.TOPICS_REPLICATION));
        }
    }

    private boolean topicExists() {
        try (Admin admin = admin()) {
            admin.describeTopics(List.of(topic.name())).allTopicNames().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while asking Kafka for its topics.", e);
        }
    }

    private <T> T reaching(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException e) {
            throw told(e);
        }
    }

    private RuntimeException told(KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String reason = String.valueOf(cause.getMessage());
            switch (cause) {
                case ProducerFencedException _, InvalidProducerEpochException _ -> {
                    return overtaken(failure);
                }
                case TimeoutException _ -> {
                    return unreachable(reason, failure);
                }
                case ConfigException _ -> {
                    // an address nobody can resolve comes as a wrong setting
                    return reason.contains(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                            ? unreachable(reason, failure)
                            : new StageFailure(
                                    "setting-malformed",
                                    "Expected settings that a Kafka client takes, but: " + reason
                                            + ". Check the settings that begin with 'kafka.'.",
                                    failure);
                }
                default -> {
                    // the cause may be one of the above
                }
            }
        }
        return failure;
    }

    private StageFailure unreachable(String reason, Throwable cause) {
        return new StageFailure(
                "kafka-unreachable",
                "Kafka at " + configuration.text(Setting.BOOTSTRAP_SERVERS) + " did not answer within "
                        + patience.toSeconds() + " s: " + reason.replaceFirst("\\.$", "")
                        + ". Is './copyflow up' running, or is --bootstrap-servers right?",
                cause);
    }

    private static StageFailure overtaken(Throwable cause) {
        return new StageFailure(
                "apply-overtaken",
                "Expected to be the only one who applies a newsroom file, but another 'copyflow apply' began"
                        + " meanwhile. Nothing of this one was applied. See what the other did, and run it again.",
                cause);
    }

    private Admin admin() {
        Map<String, Object> client = configuration.kafkaClient();
        int millis = (int) patience.toMillis();
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ONE_REQUEST.toMillis());
        return Admin.create(client);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> client = configuration.kafkaClient();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ONE_REQUEST.toMillis());
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> client = configuration.kafkaClient();
        client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ONE_REQUEST.toMillis());
        // not given up by the broker before it is here: that would look as if another had begun
        client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * (int) patience.toMillis());
        client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // its topic may be new: a broker that does not lead a partition yet refuses the first batch and then
        // takes the second, and the first in vain ever after (KAFKA-15591)
        client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProvisioning.MAX_RECORD_BYTES);
        return new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }
}
