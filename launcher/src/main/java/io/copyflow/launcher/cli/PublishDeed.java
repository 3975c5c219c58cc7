package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.StoryIds;
import io.copyflow.launcher.signing.KeyFile;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.signature.CommandSigner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What one person asks of the release gate: sends the command straight to Kafka, and tells what became of it. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
abstract class PublishDeed implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> AS_ASKED = Set.of("already-accepted", "nothing-to-do");

    @ParentCommand
    private PublishCommand publish;

    @Option(names = "--as", required = true, paramLabel = "PERSON", description = "Who does it.")
    private String person;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Their private key, to sign it with. A newsroom may want that.")
    private @Nullable Path key;

    @Option(names = "--json", description = "The outcome as one JSON object, for programs.")
    private boolean json;

    /** The story as it was typed: an id, or its first characters. */
    abstract String story();

    /** The language as it was typed; null for the whole story. */
    @Nullable
    String language() {
        return null;
    }

    abstract SpecificRecord body();

    /** What is done now, in words that go before the story's name, such as {@code Withheld}. */
    abstract String done();

    @Override
    public final Integer call() {
        RootCommand root = publish.root();
        CommandSigner signer = key == null ? null : KeyFile.signer(key);
        SpecificRecord body = body();
        try (SchemaIds ids = root.schemaIds()) {
            String storyId = storyId(root, ids);
            String typed = language();
            String tag = typed == null ? "" : LanguageTag.canonicalOrAsIs(typed);
            return tell(
                    root, tag.isEmpty() ? storyId : storyId + "/" + tag, ask(root, ids, signer, storyId, tag, body));
        }
    }

    private String storyId(RootCommand root, SchemaIds ids) {
        String typed = story().strip().toLowerCase(Locale.ROOT);
        if (StoryId.isWhole(typed)) {
            return typed;
        }
        try (LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            return StoryIds.resolve(typed, reader.storyIds());
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
        String commandId = "publish-" + UUID.randomUUID();
        PublicationCommandEnvelope envelope = new PublicationCommandEnvelope(
                commandId, storyId, tag, person, clock.instant().truncatedTo(ChronoUnit.MILLIS), body, null);
        PublicationCommandEnvelope sent = signer == null ? envelope : signer.sign(envelope);
        try (CommandGateway gateway = new CommandGateway(
                "cli", root.configuration().kafkaClient(), ids, List.of(Topics.PUBLICATION_EVENTS), PATIENCE, clock)) {
            return gateway.ask(
                            Topics.PUBLICATION_COMMANDS,
                            storyId,
                            commandId,
                            body.getSchema().getName(),
                            sent)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoAnswerException noAnswer) {
                throw new StageFailure(
                        "publish-unanswered",
                        "The stage " + Topics.PUBLISH + " did not answer within " + PATIENCE.toSeconds()
                                + " s. What was asked may still take effect. See that './copyflow up' or the stage runs,"
                                + " look with 'copyflow story', and ask again if it did not.",
                        noAnswer);
            }
            throw e;
        }
    }

    private int tell(RootCommand root, String what, Outcome outcome) {
        int code = switch (outcome) {
            case Outcome.Accepted(List<String> eventIds, List<SpecificRecord> events) -> {
                root.out()
                        .println(
                                json
                                        ? ReviewDeed.accepted(eventIds, events)
                                        : done() + " " + what + "." + also(events));
                yield 0;
            }
            case Outcome.Refused(String refused, String sentence, List<String> _) -> {
                if (json) {
                    root.out().println(ReviewDeed.refused(refused, sentence));
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

    /** What went out or came down with it. */
    private static String also(List<SpecificRecord> events) {
        Set<String> out = new TreeSet<>();
        Set<String> down = new TreeSet<>();
        for (SpecificRecord event : events) {
            if (event instanceof PublicationEventEnvelope envelope) {
                switch (envelope.getBody()) {
                    case VersionReleased _ -> out.add(envelope.getLanguage());
                    case VersionTakenDown _ -> down.add(envelope.getLanguage());
                    default -> {
                        // told by what was asked
                    }
                }
            }
        }
        return (down.isEmpty() ? "" : " Down: " + String.join(", ", down) + ".")
                + (out.isEmpty() ? "" : " Live: " + String.join(", ", out) + ".");
    }
}
