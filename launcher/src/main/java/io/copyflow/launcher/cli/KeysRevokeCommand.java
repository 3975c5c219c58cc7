package io.copyflow.launcher.cli;

import io.copyflow.launcher.newsroom.RegisteredKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow keys revoke}. */
@Command(
        name = "revoke",
        description = {
            "Say that a key is lost or stolen: it vouches for no command issued at that time or later.",
            "What was signed before stays signed."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class KeysRevokeCommand implements Runnable {

    @ParentCommand
    private KeysCommand keys;

    @Parameters(paramLabel = "KEYID", description = "The key's id, as 'copyflow keys list' shows it.")
    private String id;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "From when on, such as 2026-03-03T12:00:00Z; without it, from now on.")
    private @Nullable Instant at;

    @Mixin
    private KeysOptions.Where where = new KeysOptions.Where();

    @Mixin
    private KeysOptions.Applying applying = new KeysOptions.Applying();

    @Override
    public void run() {
        RegisteredKey revoked = where.keys().revoke(id, at);
        keys.root()
                .out()
                .println("Revoked the key " + id + " of " + revoked.person() + " as of "
                        + revoked.key().getRevokedAt() + ".");
        applying.finish(keys.root(), where);
    }
}
