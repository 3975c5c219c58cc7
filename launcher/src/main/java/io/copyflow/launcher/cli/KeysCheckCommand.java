package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.newsroom.RegisteredKey;
import io.copyflow.launcher.signing.KeyFile;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow keys check}. */
@Command(
        name = "check",
        description = {
            "Tell whose a private key is by the directory as the stages have it now, and whether it holds.",
            "Exit code 0 when a decision signed with it now is taken, 1 when not. Nothing is sent."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class KeysCheckCommand implements Callable<Integer> {

    @ParentCommand
    private KeysCommand keys;

    @Parameters(paramLabel = "FILE", description = "The private key, as 'copyflow keys make' wrote it.")
    private Path file;

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        RootCommand root = keys.root();
        String keyId = KeyFile.signer(file).keyId();
        RegisteredKey found;
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            found = find(file, keyId, DirectoryNames.read(reader));
        }
        Instant now = Clock.systemUTC().instant();
        root.out().println(json ? ReadableJson.line(KeysListCommand.json(found, now)) : sentence(file, found, now));
        root.out().flush();
        return KeyState.of(found.key(), now) == KeyState.HOLDS ? 0 : RootCommand.REFUSED;
    }

    /**
     * The key of somebody that the directory has.
     *
     * @throws StageFailure {@code key-not-registered}
     */
    static RegisteredKey find(Path file, String keyId, Directory directory) {
        List<RegisteredKey> found = directory.people().stream()
                .flatMap(person -> person.getKeys().stream().map(key -> new RegisteredKey(person.getId(), key)))
                .filter(each -> each.key().getId().equals(keyId))
                .toList();
        if (found.isEmpty()) {
            throw new StageFailure(
                    "key-not-registered",
                    "Expected somebody of the directory to have the key " + keyId + " of " + file
                            + ", but nobody has. Apply the newsroom's file if it was made a moment ago, or see 'copyflow keys"
                            + " list' for keys that are there.");
        }
        return found.getFirst();
    }

    static String sentence(Path file, RegisteredKey found, Instant now) {
        return file + " is the key " + found.key().getId() + " of " + found.person() + ", which "
                + switch (KeyState.of(found.key(), now)) {
                    case HOLDS, EARLY, ENDED -> "";
                    case REVOKED -> "is ";
                }
                + KeyState.words(found.key(), now) + ".";
    }
}
