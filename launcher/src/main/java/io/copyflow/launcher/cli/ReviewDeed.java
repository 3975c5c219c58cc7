package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.StoryIds;
import io.copyflow.launcher.signing.KeyFile;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.signature.CommandSigner;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What one person asks of a review: sends the command straight to Kafka, and tells what became of it. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
abstract class ReviewDeed implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> AS_ASKED = Set.of("already-accepted", "nothing-to-do");

    @ParentCommand
    private ReviewCommand review;

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Parameters(index = "1", paramLabel = "LANGUAGE", description = "The version's language, such as fr.")
    private String language;

    @Option(names = "--as", required = true, paramLabel = "PERSON", description = "Who does it.")
    private String person;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Their private key, to sign a decision with. A newsroom may want that; comments are not signed.")
    private @Nullable Path key;

    @Option(names = "--json", description = "The outcome as one JSON object, for programs.")
    private boolean json;

    /**
     * What is asked.
     *
     * @param reader to look up what was typed short
     */
    abstract SpecificRecord body(String storyId, String canonicalLanguage, LogReader reader);

    /** What is done now, in words that go before the version's name, such as {@code Approved}. */
    abstract String done(SpecificRecord event);

    @Override
    public final Integer call() {
        RootCommand root = review.root();
        CommandSigner signer = key == null ? null : KeyFile.signer(key);
        try (SchemaIds ids = root.schemaIds()) {
            String tag = LanguageTag.canonicalOrAsIs(language);
            String storyId;
            SpecificRecord body;
            try (LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
                String typed = story.strip().toLowerCase(Locale.ROOT);
                storyId = StoryId.isWhole(typed) ? typed : StoryIds.resolve(typed, reader.storyIds());
                body = body(storyId, tag, reader);
            }
            return tell(root, storyId + "/" + tag, ask(root, ids, signer, storyId, tag, body));
        }
    }

    private Outcome ask(
            RootCommand root,
            SchemaIds ids,
            @Nullable CommandSigner signer,
            String storyId,
            String tag,
            SpecificRecord body) {
        Clock clock = Clock.systemUTC();
        String commandId = "review-" + UUID.randomUUID();
        ReviewCommandEnvelope envelope = new ReviewCommandEnvelope(
                commandId, storyId, tag, person, clock.instant().truncatedTo(ChronoUnit.MILLIS), body, null);
        ReviewCommandEnvelope sent = signer == null ? envelope : signer.sign(envelope);
        try (CommandGateway gateway = new CommandGateway(
                "cli", root.configuration().kafkaClient(), ids, List.of(Topics.REVIEW_EVENTS), PATIENCE, clock)) {
            return gateway.ask(
                            Topics.REVIEW_COMMANDS,
                            storyId,
                            commandId,
                            body.getSchema().getName(),
                            sent)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoAnswerException noAnswer) {
                throw new StageFailure(
                        "review-unanswered",
                        "The stage " + Topics.REVIEW + " did not answer within " + PATIENCE.toSeconds()
                                + " s. What was asked may still take effect. See that './copyflow up' or the stage runs,"
                                + " look with 'copyflow review show', and ask again if it did not.",
                        noAnswer);
            }
            throw e;
        }
    }

    private int tell(RootCommand root, String version, Outcome outcome) {
        int code = switch (outcome) {
            case Outcome.Accepted(List<String> eventIds, List<SpecificRecord> events) -> {
                root.out().println(json ? accepted(eventIds, events) : sentence(version, events));
                yield 0;
            }
            case Outcome.Refused(String refused, String sentence, List<String> _) -> {
                if (json) {
                    root.out().println(refused(refused, sentence));
                } else {
                    root.err().println(refused + ": " + sentence);
                }
                yield AS_ASKED.contains(refused) ? 0 : RootCommand.REFUSED;
            }
        };
        root.out().flush();
        root.err().flush();
        return code;
    }

    private String sentence(String version, List<SpecificRecord> events) {
        String done =
                events.getFirst() instanceof ReviewEventEnvelope event && event.getBody() instanceof SpecificRecord body
                        ? done(body)
                        : "Done:";
        return done + " " + version + ".";
    }

    static String accepted(List<String> eventIds, List<SpecificRecord> events) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("outcome", "accepted");
        eventIds.forEach(answer.putArray("eventIds")::add);
        ArrayNode all = answer.putArray("events");
        events.forEach(event -> all.add(ReadableJson.of(event)));
        return ReadableJson.line(answer);
    }

    static String refused(String code, String sentence) {
        return ReadableJson.line(JsonNodeFactory.instance
                .objectNode()
                .put("outcome", "refused")
                .put("code", code)
                .put("sentence", sentence));
    }

    /** What was typed, in the form that texts have in the log. */
    static String typed(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
