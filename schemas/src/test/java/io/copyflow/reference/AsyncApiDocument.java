package io.copyflow.reference;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaCatalogue.Released;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** docs/reference/asyncapi.yaml: every topic as an AsyncAPI 3.0 channel. */
final class AsyncApiDocument {

    private static final String HEAD = "# Made from the topic catalogue; see schemas/README.md, 'Documents'.\n";
    private static final String KAFKA_BINDING = "0.5.0";
    private static final String RELEASED = "../../schemas/src/main/resources/io/copyflow/schemas/released/";

    /** What topics are made with; whoever runs Copyflow may choose otherwise. */
    private static final int PARTITIONS = 4;

    /** Which stage decides the commands about which noun. */
    private static final Map<String, String> DECIDES = Map.of(
            "story", Topics.INGEST,
            "translation", Topics.TRANSLATE,
            "review", Topics.REVIEW,
            "publication", Topics.PUBLISH,
            "kill", Topics.KILL_SWITCH);

    private final SchemaCatalogue catalogue = new SchemaCatalogue();

    String text() {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        for (Topic<?> topic : Topics.all()) {
            channels.put(id(topic), channel(topic));
            messages.putIfAbsent(messageId(topic), message(topic));
            operations(topic, operations);
        }
        Map<String, Object> document = map(
                "asyncapi",
                "3.0.0",
                "info",
                map(
                        "title", "Copyflow",
                        "version", "1.0.0",
                        "description",
                                "The topics of a multilingual newsroom's copy flow. Values are Avro in Confluent's wire framing: a zero byte, the schema's id in 4 bytes (big-endian), Avro binary.",
                        "license", map("name", "Apache-2.0")),
                "defaultContentType",
                "application/avro",
                "channels",
                channels,
                "operations",
                operations,
                "components",
                map(
                        "messages",
                        messages,
                        "schemas",
                        map(
                                "CloudEventHeaders", headers(true),
                                "CommandHeaders", headers(false),
                                "DeadLetterHeaders", deadLetterHeaders())));
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(100_000)
                .setDereferenceAliases(true)
                .build();
        return HEAD + new Dump(settings).dumpToString(document);
    }

    private static Map<String, Object> channel(Topic<?> topic) {
        Map<String, Object> configuration = switch (topic.cleanup()) {
            case DELETE -> map("cleanup.policy", List.of("delete"), "retention.ms", retention(topic));
            case KEEP -> map("cleanup.policy", List.of("delete"), "retention.ms", -1L);
            case COMPACT -> map("cleanup.policy", List.of("compact"));
        };
        return map(
                "address", topic.name(),
                "description", topic.purpose() + " Written by " + topic.owner() + ".",
                "messages", map(messageId(topic), map("$ref", "#/components/messages/" + messageId(topic))),
                "bindings",
                        map(
                                "kafka",
                                map(
                                        "topic", topic.name(),
                                        "partitions", PARTITIONS,
                                        "topicConfiguration", configuration,
                                        "bindingVersion", KAFKA_BINDING)));
    }

    private static long retention(Topic<?> topic) {
        var retention = topic.retention();
        return retention == null ? -1 : retention.toMillis();
    }

    private Map<String, Object> message(Topic<?> topic) {
        Class<? extends SpecificRecord> type = topic.valueType();
        if (type == null) {
            return map(
                    "name", "DeadLetter",
                    "summary", "A record that could not be read or processed, byte for byte as it came.",
                    "contentType", "application/octet-stream",
                    "headers", map("$ref", "#/components/schemas/DeadLetterHeaders"),
                    "payload", map("type", "string", "format", "binary"));
        }
        Schema schema = topic.schema();
        Released released = catalogue.versions(topic.subject()).getLast();
        String file = released.id() + "." + released.subject() + ".v" + released.version() + ".avsc";
        boolean command = topic.owner().equals(Topic.ANYONE);
        return map(
                "name", schema.getName(),
                "title", schema.getFullName(),
                "summary", schema.getDoc(),
                "contentType", "application/avro",
                "headers", map("$ref", "#/components/schemas/" + (command ? "CommandHeaders" : "CloudEventHeaders")),
                "payload",
                        map(
                                "schemaFormat",
                                "application/vnd.apache.avro+json;version=1.9.0",
                                "schema",
                                map("$ref", RELEASED + file)),
                "bindings",
                        map(
                                "kafka",
                                map(
                                        "key",
                                        map(
                                                "type",
                                                "string",
                                                "description",
                                                topic.key().label()),
                                        "schemaIdLocation",
                                        "payload",
                                        "schemaIdPayloadEncoding",
                                        "confluent",
                                        "bindingVersion",
                                        KAFKA_BINDING)));
    }

    private static void operations(Topic<?> topic, Map<String, Object> operations) {
        if (topic.owner().equals(Topic.ANYONE)) {
            String stage = DECIDES.get(topic.name().split("\\.")[1]);
            if (stage == null) {
                throw new IllegalStateException("No stage decides the commands of " + topic.name() + ": tell me which");
            }
            Map<String, Object> receive = operation("receive", topic, stage + " decides these commands.");
            receive.put(
                    "bindings",
                    map(
                            "kafka",
                            map(
                                    "groupId",
                                    map("type", "string", "enum", List.of("copyflow-" + stage)),
                                    "bindingVersion",
                                    KAFKA_BINDING)));
            operations.put(stage + "-receives-" + id(topic), receive);
            return;
        }
        List<String> writers = topic.equals(Topics.REJECTIONS) ? Topics.STAGES : List.of(topic.owner());
        for (String writer : writers) {
            operations.put(
                    writer.replace(' ', '-') + "-sends-" + id(topic),
                    operation("send", topic, writer + " writes these records."));
        }
    }

    private static Map<String, Object> operation(String action, Topic<?> topic, String summary) {
        String channel = "#/channels/" + id(topic);
        return map(
                "action",
                action,
                "channel",
                map("$ref", channel),
                "summary",
                summary,
                "messages",
                List.of(map("$ref", channel + "/messages/" + messageId(topic))));
    }

    private static Map<String, Object> headers(boolean ours) {
        Map<String, Object> headers = map(
                "type",
                "object",
                "description",
                ours
                        ? "On every record that Copyflow writes: CloudEvents 1.0 in Kafka's binary mode, and W3C Trace Context. Values are UTF-8 text."
                        : "As on every record that Copyflow writes; whoever sends a command may leave them out.",
                "properties",
                map(
                        "content-type", map("type", "string", "const", "application/avro"),
                        "ce_specversion", map("type", "string", "const", "1.0"),
                        "ce_id",
                                map(
                                        "type", "string",
                                        "description", "Unique with ce_source; the event's or command's id."),
                        "ce_source",
                                map(
                                        "type", "string",
                                        "description", "Who wrote it, such as /copyflow/review-stage."),
                        "ce_type",
                                map(
                                        "type", "string",
                                        "description", "What it says, such as io.copyflow.VersionCleared."),
                        "ce_time", map("type", "string", "format", "date-time"),
                        "ce_subject",
                                map("type", "string", "description", "What it is about, such as storyId/language."),
                        "ce_causationid",
                                map(
                                        "type", "string",
                                        "description",
                                                "Id of the command or event that led to it: who waits for an answer finds it by this."),
                        "traceparent",
                                map(
                                        "type", "string",
                                        "pattern", "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")));
        if (ours) {
            headers.put(
                    "required",
                    List.of(
                            "content-type",
                            "ce_specversion",
                            "ce_id",
                            "ce_source",
                            "ce_type",
                            "ce_time",
                            "ce_subject",
                            "ce_causationid",
                            "traceparent"));
        }
        return headers;
    }

    private static Map<String, Object> deadLetterHeaders() {
        return map(
                "type", "object",
                "description", "The headers the record came with, and where it came from and why it is here.");
    }

    private static String id(Topic<?> topic) {
        return topic.name().replaceFirst("^copyflow\\.", "").replaceFirst("\\.v1$", "");
    }

    private static String messageId(Topic<?> topic) {
        Class<?> type = topic.valueType();
        return type == null ? "DeadLetter" : type.getSimpleName();
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
