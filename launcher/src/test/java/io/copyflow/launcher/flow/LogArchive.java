package io.copyflow.launcher.flow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * All that a newsroom's stages left on a broker: topics with their settings, the stages' changelogs among them, every
 * committed record in its partition's order, and how far each group has read. As a file: JSON, one line for each topic,
 * record and place, bytes in hex, under gzip.
 */
final class LogArchive {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LEADERS_PATIENCE = Duration.ofSeconds(30);
    private static final String OURS = "copyflow";

    private final List<KeptTopic> topics = new ArrayList<>();
    private final List<KeptRecord> records = new ArrayList<>();
    private final List<KeptPlace> places = new ArrayList<>();

    private record KeptTopic(String name, int partitions, Map<String, String> settings) {}

    private record KeptRecord(
            TopicPartition place,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            List<Header> headers,
            byte @Nullable [] value) {}

    /** @param metadata what Kafka Streams keeps beside the offset: the time it had come to */
    private record KeptPlace(String group, TopicPartition place, long offset, String metadata) {}

    private LogArchive() {}

    /** What lies on a broker now; nobody may write meanwhile. */
    static LogArchive of(String servers) throws ExecutionException, InterruptedException {
        LogArchive archive = new LogArchive();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            archive.takeTopics(admin);
            archive.takeRecords(servers);
            archive.takePlaces(admin);
        }
        return archive;
    }

    private void takeTopics(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(OURS))
                .sorted()
                .toList();
        var described = admin.describeTopics(names).allTopicNames().get();
        Map<ConfigResource, Config> settings = admin.describeConfigs(
                        names.stream().map(LogArchive::resource).toList())
                .all()
                .get();
        for (String name : names) {
            Map<String, String> own = new TreeMap<>();
            settings.get(resource(name)).entries().stream()
                    .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> own.put(entry.name(), entry.value()));
            topics.add(new KeptTopic(name, described.get(name).partitions().size(), own));
        }
    }

    private void takeRecords(String servers) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed", "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (KeptTopic topic : topics) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    partitions.add(new TopicPartition(topic.name(), partition));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> records.add(new KeptRecord(
                                new TopicPartition(record.topic(), record.partition()),
                                record.offset(),
                                record.timestamp(),
                                record.key(),
                                List.of(record.headers().toArray()),
                                record.value())));
            }
        }
        records.sort(Comparator.comparing((KeptRecord record) -> record.place().topic())
                .thenComparing(record -> record.place().partition())
                .thenComparing(KeptRecord::offset));
    }

    private void takePlaces(Admin admin) throws ExecutionException, InterruptedException {
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(OURS))
                .sorted()
                .toList();
        for (String group : groups) {
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .sorted(Comparator.comparing(place -> place.getKey().toString()))
                    .forEach(place -> places.add(new KeptPlace(
                            group,
                            place.getKey(),
                            place.getValue().offset(),
                            place.getValue().metadata())));
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)) {
                    {
                        def.setLevel(9);
                    }
                },
                StandardCharsets.UTF_8)) {
            for (KeptTopic topic : topics) {
                ObjectNode line =
                        JSON.createObjectNode().put("topic", topic.name()).put("partitions", topic.partitions());
                ObjectNode settings = line.putObject("settings");
                topic.settings().forEach(settings::put);
                out.append(line.toString()).append('\n');
            }
            for (KeptRecord record : records) {
                ObjectNode line = at(record.place(), record.offset()).put("timestamp", record.timestamp());
                line.put("key", hex(record.key()));
                ArrayNode headers = line.putArray("headers");
                record.headers()
                        .forEach(header -> headers.addArray().add(header.key()).add(hex(header.value())));
                line.put("value", hex(record.value()));
                out.append(line.toString()).append('\n');
            }
            for (KeptPlace place : places) {
                out.append(at(place.place(), place.offset())
                                .put("group", place.group())
                                .put("metadata", place.metadata())
                                .toString())
                        .append('\n');
            }
        }
    }

    static LogArchive read(Path file) throws IOException {
        LogArchive archive = new LogArchive();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            in.lines().forEach(archive::take);
        }
        return archive;
    }

    private void take(String text) {
        JsonNode line = line(text);
        String topic = line.path("topic").textValue();
        TopicPartition place = new TopicPartition(topic, line.path("partition").intValue());
        if (line.has("group")) {
            places.add(new KeptPlace(
                    line.path("group").textValue(),
                    place,
                    line.path("offset").longValue(),
                    line.path("metadata").textValue()));
        } else if (line.has("offset")) {
            List<Header> headers = new ArrayList<>();
            line.path("headers")
                    .forEach(
                            header -> headers.add(new RecordHeader(header.get(0).textValue(), bytes(header.get(1)))));
            records.add(new KeptRecord(
                    place,
                    line.path("offset").longValue(),
                    line.path("timestamp").longValue(),
                    bytes(line.path("key")),
                    headers,
                    bytes(line.path("value"))));
        } else {
            Map<String, String> settings = new TreeMap<>();
            line.path("settings")
                    .properties()
                    .forEach(each -> settings.put(each.getKey(), each.getValue().textValue()));
            topics.add(new KeptTopic(topic, line.path("partitions").intValue(), settings));
        }
    }

    /**
     * Lays it on an empty broker. Offsets come closer together, as the marks between transactions are not kept; so each
     * group is placed before the record it was to read next.
     */
    void into(String servers) throws ExecutionException, InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", servers);
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                    .configs(whileLoading(topic.settings())))
                            .toList())
                    .all()
                    .get();
            awaitLeaders(admin);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                List<Future<?>> sent = new ArrayList<>();
                records.forEach(record -> sent.add(producer.send(new ProducerRecord<>(
                        record.place().topic(),
                        record.place().partition(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers()))));
                for (var each : sent) {
                    each.get();
                }
            }
            admin.incrementalAlterConfigs(afterLoading()).all().get();
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new HashMap<>();
            places.forEach(place -> offsets.computeIfAbsent(place.group(), group -> new HashMap<>())
                    .put(place.place(), new OffsetAndMetadata(recordsBefore(place), place.metadata())));
            for (var group : offsets.entrySet()) {
                admin.alterConsumerGroupOffsets(group.getKey(), group.getValue())
                        .all()
                        .get();
            }
        }
    }

    /** A topic is made before its partitions are led: whoever writes until then may wait for long. */
    private void awaitLeaders(Admin admin) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (KeptTopic topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        // a broker is told of new topics a moment after the controller made them
        await().pollInSameThread()
                .atMost(LEADERS_PATIENCE)
                .ignoreExceptionsMatching(fault -> fault.getCause() instanceof RetriableException)
                .until(() -> admin.listOffsets(ends).all().get().size() == ends.size());
    }

    /** Times stay as they were, whatever they are beside this machine's clock. */
    private static Map<String, String> whileLoading(Map<String, String> settings) {
        Map<String, String> loading = new HashMap<>(settings);
        loading.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.CREATE_TIME.name);
        loading.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        return loading;
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> afterLoading() {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (KeptTopic topic : topics) {
            List<AlterConfigOp> back = new ArrayList<>();
            for (String setting : List.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)) {
                String was = topic.settings().get(setting);
                back.add(
                        was == null
                                ? new AlterConfigOp(new ConfigEntry(setting, null), AlterConfigOp.OpType.DELETE)
                                : new AlterConfigOp(new ConfigEntry(setting, was), AlterConfigOp.OpType.SET));
            }
            changes.put(resource(topic.name()), back);
        }
        return changes;
    }

    private long recordsBefore(KeptPlace place) {
        return records.stream()
                .filter(record -> record.place().equals(place.place()) && record.offset() < place.offset())
                .count();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static ObjectNode at(TopicPartition place, long offset) {
        return JSON.createObjectNode()
                .put("topic", place.topic())
                .put("partition", place.partition())
                .put("offset", offset);
    }

    private static JsonNode line(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HEX.formatHex(bytes);
    }

    private static byte @Nullable [] bytes(JsonNode hex) {
        return hex.isTextual() ? HEX.parseHex(hex.textValue()) : null;
    }
}
