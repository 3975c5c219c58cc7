package io.copyflow.channels.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.Versions;
import io.copyflow.channels.delivery.WebhookOutlet;
import io.copyflow.channels.faults.FaultyServer;
import io.copyflow.channels.faults.LocalMastodon;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocialAccountsTest {

    @TempDir
    Path folder;

    private final LocalMastodon mastodon = new LocalMastodon(() -> FaultyServer.Fault.NONE);
    private final Calls calls = new Calls(Duration.ofSeconds(5));
    private final List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
    private final Channel account = account("desk", ChannelKind.SOCIAL, "mastodon");
    private volatile List<Channel> directory = List.of(account);
    private @Nullable SocialAccounts accounts;

    @AfterEach
    void stop() {
        close();
        mastodon.close();
        calls.close();
    }

    @Test
    void r22_a_kill_reaches_an_account_that_leaves_the_directory_while_this_process_runs() throws IOException {
        SocialAccounts running = open();
        running.deliver(List.of(Versions.live("s1", "en", 1, "Unspeakable")));
        await(running);

        directory = List.of();
        running.deliver(List.of(Versions.live("s2", "en", 1, "Later")));
        running.kill(Set.of("s1"));
        await(running);

        assertThat(mastodon.of("token")).isEmpty();
        assertThat(receipts)
                .extracting(Receipt::outcome)
                .containsExactly(Receipt.Outcome.DELIVERED, Receipt.Outcome.WITHDRAWN);
    }

    @Test
    void r22_a_kill_reaches_an_account_that_left_the_directory_before_this_process_started() throws IOException {
        SocialAccounts before = open();
        before.deliver(List.of(Versions.live("s1", "en", 1, "Unspeakable"), Versions.live("s2", "en", 1, "Sayable")));
        await(before);
        close();

        directory = List.of();
        SocialAccounts after = open();
        after.deliver(List.of(Versions.live("s3", "en", 1, "Later"), Versions.live("s2", "en", 2, "Changed")));
        after.kill(Set.of("s1"));
        await(after);

        assertThat(mastodon.of("token"))
                .singleElement()
                .satisfies(status -> assertThat(status.text()).startsWith("Sayable"));
    }

    @Test
    void a_withdrawal_reaches_an_account_that_left_the_directory() throws IOException {
        SocialAccounts running = open();
        running.deliver(List.of(Versions.live("s1", "en", 1, "One")));
        await(running);

        directory = List.of();
        running.deliver(List.of(Versions.withdrawn("s1", "en", 2)));
        await(running);

        assertThat(mastodon.of("token")).isEmpty();
    }

    @Test
    void only_channels_of_the_kind_social_are_accounts_and_only_of_networks_this_version_knows() throws IOException {
        directory = List.of(
                account("website", ChannelKind.WEBSITE, "mastodon"),
                account("member", ChannelKind.SYNDICATION, "mastodon"),
                account("unknown", ChannelKind.SOCIAL, "semaphore"),
                account);

        SocialAccounts opened = open();

        assertThat(opened.conditions()).containsOnlyKeys("desk");
    }

    @Test
    void each_network_has_its_own_outlet() throws IOException {
        Map<Network, Class<? extends Outlet>> outlets = new EnumMap<>(Network.class);
        for (Network network : Network.values()) {
            Account of = Objects.requireNonNull(Account.of(
                    account("desk", ChannelKind.SOCIAL, network.name().toLowerCase(java.util.Locale.ROOT))));
            outlets.put(network, Objects.requireNonNull(outlets().of(of)).getClass());
        }

        assertThat(outlets)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Network.MASTODON, MastodonOutlet.class,
                        Network.TELEGRAM, TelegramOutlet.class,
                        Network.WEBHOOK, WebhookOutlet.class));
    }

    private SocialAccounts open() throws IOException {
        SocialAccounts opened = new SocialAccounts(
                folder, () -> directory, outlets(), _ -> receipts::addAll, Patience.USUAL, Clock.systemUTC());
        accounts = opened;
        return opened;
    }

    private Outlets outlets() throws IOException {
        return new Outlets(
                Secrets.read(
                        Path.of("no-such-file"),
                        Map.of(
                                "COPYFLOW_CHANNEL_DESK_TOKEN",
                                "token",
                                "COPYFLOW_CHANNEL_DESK_SECRET",
                                "s3cret",
                                "COPYFLOW_CHANNEL_DESK_URL",
                                mastodon.address().toString(),
                                "COPYFLOW_CHANNEL_WEBSITE_TOKEN",
                                "token",
                                "COPYFLOW_CHANNEL_MEMBER_TOKEN",
                                "token",
                                "COPYFLOW_CHANNEL_UNKNOWN_TOKEN",
                                "token")),
                new Composer(
                        (story, language) -> URI.create("https://news.example.org/" + language + "/" + story + ".html"),
                        media -> null),
                new Pictures(null),
                calls,
                Patience.USUAL,
                Clock.systemUTC());
    }

    private void close() {
        if (accounts != null) {
            accounts.close();
            accounts = null;
        }
    }

    private static void await(SocialAccounts accounts) {
        Awaitility.await().until(() -> accounts.waiting() == 0);
    }

    private static Channel account(String id, ChannelKind kind, String network) {
        return Channel.newBuilder()
                .setId(id)
                .setKind(kind)
                .setName(id)
                .setLanguages(List.of("en"))
                .setNetwork(network)
                .setHandle("@desk@social.example")
                .build();
    }
}
