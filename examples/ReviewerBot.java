import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks to approve, as one person of the directory, every version in some languages that no check warned of, old requests
 * included. What it was refused is on copyflow.rejections.v1.
 *
 * <pre>
 * ReviewerBot HOST:PORT PERSON LANGUAGE...
 * </pre>
 */
public final class ReviewerBot {

    private ReviewerBot() {}

    public static void main(String[] args) {
        if (args.length < 3) {
            System.err.println("Usage: ReviewerBot HOST:PORT PERSON LANGUAGE...");
            System.exit(2);
        }
        String person = args[1];
        List<String> languages = List.of(args).subList(2, args.length);
        SchemaCatalogue schemas = new SchemaCatalogue();
        // In a group: started again, it goes on where it was.
        Map<String, Object> consuming = Map.of(
                "bootstrap.servers", args[0],
                "group.id", "reviewer-bot-" + person,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        Map<String, Object> producing = Map.of("bootstrap.servers", args[0], "acks", "all");
        try (var consumer = new KafkaConsumer<>(
                        consuming, new StringDeserializer(), AvroSerde.of(Topics.REVIEW_EVENTS, schemas));
                var producer = new KafkaProducer<>(
                        producing, new StringSerializer(), AvroSerde.of(Topics.REVIEW_COMMANDS, schemas))) {
            consumer.subscribe(List.of(Topics.REVIEW_EVENTS.name()));
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, ReviewEventEnvelope> record : consumer.poll(Duration.ofSeconds(1))) {
                    ReviewCommandEnvelope command = approval(record.value(), person, languages);
                    if (command != null) {
                        producer.send(new ProducerRecord<>(
                                Topics.REVIEW_COMMANDS.name(), command.getStoryId(), command));
                        System.out.println("asks to approve " + command.getStoryId() + "/" + command.getLanguage());
                    }
                }
                // Only what was sent is done with: an event may be read twice, and none is missed.
                producer.flush();
                consumer.commitSync();
            }
        }
    }

    /** Null when there is nothing to approve, or a person had better look. */
    private static ReviewCommandEnvelope approval(ReviewEventEnvelope event, String person, List<String> languages) {
        if (!(event.getBody() instanceof ReviewRequested version)
                || !languages.contains(event.getLanguage())
                || version.getContributors().contains(person)
                || !version.getWarnings().isEmpty()) {
            return null;
        }
        return new ReviewCommandEnvelope(
                // The same event gives the same id: read twice, it is approved once.
                "reviewer-bot-approve-" + event.getEventId(),
                event.getStoryId(),
                event.getLanguage(),
                person,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new ApproveVersion(version.getContentHash()),
                null); // nothing signed; where the newsroom wants it, io.copyflow.signature.CommandSigner does
    }
}
