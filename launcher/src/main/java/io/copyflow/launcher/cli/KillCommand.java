package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.PublishedLanguages;
import io.copyflow.launcher.log.StoryIds;
import io.copyflow.launcher.signing.KeyFile;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.signature.CommandSigner;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code copyflow kill STORY}: sends the command straight to Kafka. With a whole id and {@code --yes} nothing is read
 * before, however long the log.
 */
@Command(
        name = "kill",
        description = {
            "Kill a story: all languages are taken down, all work on it ends, and nothing of it ever comes back.",
            "It asks before, on a terminal; elsewhere it wants --yes. Only a chief may.",
            "With a story's whole id and --yes the kill is sent before anything is looked up."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class KillCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; everybody who has it reads it.")
    private String reason;

    @Option(names = "--as", required = true, paramLabel = "PERSON", description = "Who kills it.")
    private String person;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Their private key, to sign the kill with. A newsroom may want that.")
    private @Nullable Path key;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--unheard",
            description = "Nothing may be known of the story yet: it is dead on arrival. STORY is its whole id then.")
    private boolean unheard;

    @Override
    public Integer call() throws InterruptedException {
        CommandSigner signer = key == null ? null : KeyFile.signer(key);
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            boolean isAtOnce = yes && StoryId.isWhole(typed());
            String storyId = isAtOnce ? typed() : storyId(reader);
            if (!yes && !isMeant(storyId, PublishedLanguages.of(storyId, reader).live())) {
                root.out().println("Nothing was killed.");
                root.out().flush();
                return RootCommand.REFUSED;
            }
            if (ask(storyId, signer, ids) instanceof Outcome.Refused(String code, String sentence, List<String> _)) {
                root.err().println(code + ": " + sentence);
                root.err().flush();
                return RootCommand.REFUSED;
            }
            root.out().println("Killed " + storyId + ", for good. Nothing of it will be released any more.");
            root.out().flush();
            int told = tellLive(whenDown(storyId, reader));
            return isAtOnce && !unheard ? tellIfUnheard(storyId, reader, told) : told;
        }
    }

    private String storyId(LogReader reader) {
        return unheard && StoryId.isValid(typed()) ? typed() : StoryIds.resolve(typed(), reader.storyIds());
    }

    private String typed() {
        return story.strip().toLowerCase(Locale.ROOT);
    }

    private boolean isMeant(String storyId, SortedSet<String> live) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Expected --yes, as there is no terminal to ask at whether the kill is meant.");
        }
        String typed = console.readLine(
                "%s is live in %s. A kill cannot be undone. Type the whole id to kill it: ", storyId, named(live));
        return typed != null && typed.strip().equals(storyId);
    }

    private Outcome ask(String storyId, @Nullable CommandSigner signer, SchemaIds ids) {
        Clock clock = Clock.systemUTC();
        String commandId = "kill-" + UUID.randomUUID();
        KillCommandEnvelope envelope = new KillCommandEnvelope(
                commandId,
                storyId,
                person,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                new KillStory(reason),
                null);
        KillCommandEnvelope sent = signer == null ? envelope : signer.sign(envelope);
        try (CommandGateway gateway = new CommandGateway(
                "cli", root.configuration().kafkaClient(), ids, List.of(Topics.KILLS), PATIENCE, clock)) {
            return gateway.ask(Topics.KILL_COMMANDS, storyId, commandId, "KillStory", sent)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoAnswerException noAnswer) {
                throw new StageFailure(
                        "kill-unanswered",
                        "The kill switch did not answer within " + PATIENCE.toSeconds()
                                + " s. The kill may still take effect. See that './copyflow up' or the stage "
                                + Topics.KILL_SWITCH
                                + " runs, and kill the story again: a second kill changes nothing.",
                        noAnswer);
            }
            throw e;
        }
    }

    /** The languages when all are down, or when the patience is over. */
    private static PublishedLanguages whenDown(String storyId, LogReader reader) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        PublishedLanguages languages = PublishedLanguages.of(storyId, reader);
        while (!languages.live().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
            languages = PublishedLanguages.of(storyId, reader);
        }
        return languages;
    }

    /** A mistyped id was killed as well, and the story that was meant was not. */
    private int tellIfUnheard(String storyId, LogReader reader, int told) {
        if (reader.storyIds().contains(storyId)) {
            return told;
        }
        root.err()
                .println("Nothing is known of a story " + storyId
                        + ": whatever comes under this id is dead. If another was meant, kill that one.");
        root.err().flush();
        return RootCommand.REFUSED;
    }

    private int tellLive(PublishedLanguages languages) {
        if (!languages.live().isEmpty()) {
            root.err()
                    .println("Still live in the published log: " + named(languages.live()) + ". See that the stage "
                            + Topics.PUBLISH + " runs: it takes them down as soon as it does.");
            root.err().flush();
            return RootCommand.REFUSED;
        }
        root.out()
                .println(
                        languages.killed().isEmpty()
                                ? "Nothing of it was live."
                                : "Taken down: " + named(languages.killed()) + ".");
        root.out().flush();
        return 0;
    }

    private static String named(SortedSet<String> languages) {
        return languages.isEmpty() ? "no language" : String.join(", ", languages);
    }
}
