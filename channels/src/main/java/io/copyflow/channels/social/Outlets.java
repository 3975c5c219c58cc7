package io.copyflow.channels.social;

import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.WebhookOutlet;
import io.copyflow.channels.delivery.WebhookSignature;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Connects accounts to their networks. */
final class Outlets {

    private final Secrets secrets;
    private final Composer composer;
    private final Pictures pictures;
    private final Calls calls;
    private final Patience patience;
    private final InstantSource clock;

    Outlets(
            Secrets secrets,
            Composer composer,
            Pictures pictures,
            Calls calls,
            Patience patience,
            InstantSource clock) {
        this.secrets = secrets;
        this.composer = composer;
        this.pictures = pictures;
        this.calls = calls;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The account's outlet; null when it has no secret, so that it is not connected.
     *
     * @throws IllegalArgumentException with a sentence when its handle or address is none
     */
    @Nullable
    Outlet of(Account account) {
        String token = secrets.of(account.id(), account.network() == Network.WEBHOOK ? "secret" : "token");
        if (token == null) {
            return null;
        }
        String url = secrets.of(account.id(), "url");
        return switch (account.network()) {
            case MASTODON ->
                new MastodonOutlet(
                        account,
                        URI.create(url != null ? url : "https://" + serverOf(account)),
                        token,
                        composer,
                        pictures,
                        calls,
                        patience,
                        clock);
            case TELEGRAM ->
                new TelegramOutlet(
                        account,
                        URI.create(url != null ? url : "https://api.telegram.org"),
                        token,
                        composer,
                        pictures,
                        calls);
            case WEBHOOK ->
                new WebhookOutlet(
                        URI.create(url != null ? url : account.handle()),
                        WebhookSignature.of(token),
                        new AlertBody(composer),
                        calls,
                        clock,
                        false);
        };
    }

    private static String serverOf(Account account) {
        int at = account.handle().lastIndexOf('@');
        String server = account.handle().substring(at + 1);
        if (at < 1 || server.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a Mastodon handle such as @desk@social.example for the account " + account.id()
                            + ", but got '" + account.handle() + "'. Correct it in the newsroom file.");
        }
        return server;
    }
}
