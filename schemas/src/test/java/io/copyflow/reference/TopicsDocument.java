package io.copyflow.reference;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** docs/reference/topics.md: what each topic holds, who writes it, how long it lasts. */
final class TopicsDocument {

    private TopicsDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Topics

                <!-- Made from the topic catalogue; see schemas/README.md, 'Documents'. -->

                Every record of a story has the story's id as its key (or begins it, before the slash), and lies in the partition of that id: a story's facts are read in the order they were decided. Exactly one part of Copyflow writes each topic of events; commands may be written by anyone with the right.

                | topic | key | value | written by | cleanup | kept | holds |
                |---|---|---|---|---|---|---|
                """);
        for (Topic<?> topic : Topics.all()) {
            text.append("| `%s` | `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            topic.name(),
                            topic.key().label(),
                            topic.valueType() == null
                                    ? "as it came"
                                    : "[%s](#%s)"
                                            .formatted(name(topic), name(topic).toLowerCase(Locale.ROOT)),
                            topic.owner(),
                            topic.cleanup().name().toLowerCase(Locale.ROOT),
                            kept(topic),
                            topic.purpose()));
        }
        text.append("""

                Cleanup: *delete* drops records when their time is over, *keep* never drops any, *compact* keeps the newest record of each key.

                Records that Copyflow writes have CloudEvents headers (`ce_specversion`, `ce_id`, `ce_source`, `ce_type`, `ce_time`, `ce_subject`, `ce_causationid`), `content-type` and `traceparent`; see [asyncapi.yaml](asyncapi.yaml). Every field is described in [schemas.md](schemas.md).
                """);
        for (Topic<?> topic : Topics.typed()) {
            text.append("\n## ")
                    .append(name(topic))
                    .append("\n\n")
                    .append(topic.schema().getDoc())
                    .append('\n');
            List<Schema> bodies = bodies(topic.schema());
            if (!bodies.isEmpty()) {
                text.append("\n| body | says |\n|---|---|\n");
                bodies.forEach(body -> text.append("| [`%s`](schemas.md#%s) | %s |\n"
                        .formatted(body.getName(), body.getName().toLowerCase(Locale.ROOT), body.getDoc())));
            }
        }
        return text.toString();
    }

    private static String name(Topic<?> topic) {
        return topic.schema().getName();
    }

    private static String kept(Topic<?> topic) {
        var retention = topic.retention();
        return retention == null ? "for ever" : retention.toDays() + " days";
    }

    private static List<Schema> bodies(Schema envelope) {
        Schema.Field body = envelope.getField("body");
        if (body == null) {
            return List.of();
        }
        return switch (body.schema().getType()) {
            case UNION -> body.schema().getTypes();
            case RECORD -> List.of(body.schema());
            case ENUM, ARRAY, MAP, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> List.of();
        };
    }
}
