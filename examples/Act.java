import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Does one person's step by sending one command onto Kafka, and tells what became of it.
 *
 * <pre>
 * Act HOST:PORT PERSON claim   STORY LANGUAGE
 * Act HOST:PORT PERSON submit  STORY LANGUAGE FILE     a file such as samples/translations/fr.json
 * Act HOST:PORT PERSON approve STORY LANGUAGE HASH
 * Act HOST:PORT PERSON sign    STORY LANGUAGE HASH
 * Act HOST:PORT PERSON waive   STORY LANGUAGE HASH CHECK SEGMENT REASON
 * </pre>
 *
 * <p>Exit code 0 when the command was accepted, 1 when it was refused, 2 when the arguments are wrong, 66 when the file
 * cannot be read, 69 when no answer came, as when no newsroom runs.
 */
public final class Act {

    private static final Map<String, Integer> ARGUMENTS =
            Map.of("claim", 5, "submit", 6, "approve", 6, "sign", 6, "waive", 9);

    /** The codes of the command line: docs/reference/cli.md. */
    private static final int USAGE = 2;

    private static final int UNREADABLE = 66;
    private static final int UNAVAILABLE = 69;

    private Act() {}

    public static void main(String[] args) {
        if (args.length < 3 || !Integer.valueOf(args.length).equals(ARGUMENTS.get(args[2]))) {
            System.err.println(
                    """
                    Usage:
                      examples/act PERSON claim   STORY LANGUAGE
                      examples/act PERSON submit  STORY LANGUAGE FILE
                      examples/act PERSON approve STORY LANGUAGE HASH
                      examples/act PERSON sign    STORY LANGUAGE HASH
                      examples/act PERSON waive   STORY LANGUAGE HASH CHECK SEGMENT REASON""");
            System.exit(USAGE);
        }
        String person = args[1];
        String deed = args[2];
        String story = args[3];
        String language = args[4];
        SpecificRecord body =
                switch (deed) {
                    case "claim" -> new ClaimTranslation();
                    case "submit" -> translation(Path.of(args[5]));
                    case "approve" -> new ApproveVersion(args[5]);
                    case "sign" -> new SignOff(args[5]);
                    case "waive" -> new WaiveWarning(args[5], args[6], args[7], args[8]);
                    default -> throw new IllegalArgumentException("There is no deed '" + deed + "'.");
                };
        // Whoever may send a command twice, after a timeout say, keeps the id: then it takes effect once.
        String commandId = "act-" + UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (CommandGateway gateway = new CommandGateway(
                "act",
                Map.of("bootstrap.servers", args[0]),
                new SchemaCatalogue(),
                List.of(Topics.TRANSLATION_EVENTS, Topics.REVIEW_EVENTS),
                Duration.ofSeconds(10),
                Clock.systemUTC())) {
            Outcome outcome =
                    switch (body) {
                        case ClaimTranslation _, SubmitTranslation _ ->
                            ask(
                                    gateway,
                                    Topics.TRANSLATION_COMMANDS,
                                    story,
                                    commandId,
                                    body,
                                    new TranslationCommandEnvelope(commandId, story, language, person, now, body));
                        default ->
                            ask(
                                    gateway,
                                    Topics.REVIEW_COMMANDS,
                                    story,
                                    commandId,
                                    body,
                                    new ReviewCommandEnvelope(commandId, story, language, person, now, body, null));
                    };
            switch (outcome) {
                case Outcome.Accepted accepted -> {
                    System.out.println("accepted: " + accepted.eventIds().getFirst());
                    if (accepted.events().getFirst() instanceof TranslationEventEnvelope event
                            && event.getBody() instanceof TranslationSubmitted submitted) {
                        System.out.println("hash to decide on: " + submitted.getContentHash());
                    }
                }
                case Outcome.Refused refused -> {
                    System.out.println("refused: " + refused.code() + ": " + refused.sentence());
                    System.exit(1);
                }
            }
        } catch (CompletionException | KafkaException e) {
            Throwable why = e instanceof CompletionException ? e.getCause() : e;
            System.err.println(why.getMessage() + " Does './copyflow up' run, and its Kafka at " + args[0]
                    + "? KAFKA=HOST:PORT says where it is.");
            System.exit(UNAVAILABLE);
        }
    }

    private static <C extends SpecificRecord> Outcome ask(
            CommandGateway gateway, Topic<C> topic, String story, String commandId, SpecificRecord body, C envelope) {
        return gateway.ask(topic, story, commandId, body.getSchema().getName(), envelope)
                .join();
    }

    private static SubmitTranslation translation(Path file) {
        JsonNode json = json(file);
        List<TranslatedSegment> segments = new ArrayList<>();
        for (JsonNode segment : json.path("segments")) {
            segments.add(new TranslatedSegment(
                    segment.path("id").asText(), segment.path("text").asText(), List.of(), Origin.PERSON, null));
        }
        return new SubmitTranslation(json.path("sourceRevision").asInt(1), segments);
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            System.err.println("Expected a file such as samples/translations/fr.json, but " + file
                    + " cannot be read as one: " + e.getMessage());
            System.exit(UNREADABLE);
            throw new IllegalStateException("exit does not return", e);
        }
    }
}
