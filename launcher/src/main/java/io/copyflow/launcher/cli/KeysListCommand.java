package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.newsroom.RegisteredKey;
import io.copyflow.schemas.directory.PersonKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow keys list}. */
@Command(
        name = "list",
        description = "List people's public keys, those that no longer hold included.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class KeysListCommand implements Runnable {

    @ParentCommand
    private KeysCommand keys;

    @Option(names = "--as", paramLabel = "PERSON", description = "Only this person's.")
    private @Nullable String person;

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    @Mixin
    private KeysOptions.Where where = new KeysOptions.Where();

    @Override
    public void run() {
        Instant now = Clock.systemUTC().instant();
        List<RegisteredKey> some = where.keys().all().stream()
                .filter(each -> person == null || each.person().equals(person))
                .toList();
        if (some.isEmpty() && !json) {
            keys.root().out().println("There are no keys.");
        }
        for (RegisteredKey each : some) {
            keys.root()
                    .out()
                    .println(
                            json
                                    ? ReadableJson.line(json(each, now))
                                    : String.format(
                                            Locale.ROOT,
                                            "%s  %-24s  %s",
                                            each.key().getId(),
                                            each.person(),
                                            KeyState.words(each.key(), now)));
        }
        keys.root().out().flush();
    }

    static ObjectNode json(RegisteredKey registered, Instant now) {
        PersonKey key = registered.key();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", key.getId())
                .put("person", registered.person())
                .put("publicKey", Base64.getEncoder().encodeToString(Utils.toArray(key.getPublicKey())))
                .put("validFrom", key.getValidFrom().toString())
                .put("validUntil", text(key.getValidUntil()))
                .put("revokedAt", text(key.getRevokedAt()))
                .put("state", KeyState.of(key, now).label());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
