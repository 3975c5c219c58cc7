package io.copyflow.channels.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.AddressGuard;
import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.Step;
import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.delivery.Versions;
import io.copyflow.channels.delivery.WebhookOutlet;
import io.copyflow.channels.faults.FaultyServer;
import io.copyflow.channels.faults.LocalWebhook;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that are called at their webhooks, over HTTP. */
class MemberLanesTest {

    private static final Ninjs NINJS = new Ninjs(
            "Farlight Dispatch",
            (story, language) -> URI.create("https://news.example.org/" + language + "/" + story + ".html"),
            media -> null);

    @TempDir
    Path folder;

    private final LocalWebhook webhook = new LocalWebhook("s3cret", () -> FaultyServer.Fault.NONE);
    private @Nullable GuardedCalls calls;
    private final List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
    private volatile List<Channel> directory = List.of(member("steppe"), member("herald"));
    private Set<String> allowed = Set.of("127.0.0.1");
    private @Nullable Syndication syndication;

    @AfterEach
    void stop() {
        close();
        webhook.close();
        if (calls != null) {
            calls.close();
        }
    }

    @Test
    void r22_a_kill_reaches_a_member_that_has_left_the_directory_and_was_not_known_to_this_process()
            throws IOException {
        Syndication before = open();
        before.deliver(List.of(Versions.live("s1", "en", 1, "Unspeakable"), Versions.live("s2", "en", 1, "Sayable")));
        await(before);
        close();

        directory = List.of();
        Syndication after = open();
        after.deliver(List.of(Versions.live("s3", "en", 1, "Later")));
        after.kill(Set.of("s1"));
        await(after);

        assertThat(webhook.byId.keySet())
                .containsExactlyInAnyOrder("steppe/s1/en/1", "steppe/s2/en/1", "steppe/s1/en/1/killed");
        assertThat(webhook.byId.get("steppe/s1/en/1/killed").type()).isEqualTo("story.withdrawn");
        assertThat(receipts.stream().filter(receipt -> receipt.storyId().equals("s1") && receipt.ofKill()))
                .allSatisfy(receipt -> assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.WITHDRAWN))
                .hasSize(2);
    }

    @Test
    void r22_a_kill_has_a_receipt_of_who_could_fetch_the_story_though_its_lane_had_not_come_to_it() throws IOException {
        Syndication opened = open();
        opened.items()
                .put(
                        List.of(Versions.live("s1", "en", 1, "One")),
                        Clock.systemUTC().instant());

        opened.kill(Set.of("s1"));
        await(opened);

        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.eventId("herald")).isEqualTo("herald/s1/en/1/killed");
            assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.WITHDRAWN);
        });
        assertThat(webhook.byId)
                .as("a webhook alone has nothing before it is called")
                .isEmpty();
    }

    @Test
    void r22_a_member_that_fetches_and_is_called_is_told_of_a_kill_before_it_was_told_of_the_story()
            throws IOException {
        Member both = new Member("steppe", List.of(), List.of(), 8, "0", webhook.address(), true);

        assertThat(outlets().of(both, open().items()).isHadBeforeCalled()).isTrue();
    }

    @Test
    void a_member_whose_webhook_leads_into_a_private_network_is_never_called_and_told_of() throws IOException {
        allowed = Set.of();
        Syndication opened = open();
        opened.deliver(List.of(Versions.live("s1", "en", 1, "One")));

        Awaitility.await()
                .until(() -> opened.conditions().get("steppe").sentence().contains("private network"));

        assertThat(webhook.counted()).isEmpty();
        assertThat(opened.conditions().get("steppe").ready()).isFalse();
    }

    @Test
    void a_member_with_a_webhook_is_called_and_one_without_fetches() throws IOException {
        Syndication opened = open();
        MemberOutlets outlets = outlets();

        assertThat(outlets.of(
                        new Member("steppe", List.of(), List.of(), 8, null, webhook.address(), true), opened.items()))
                .isInstanceOf(WebhookOutlet.class);
        assertThat(outlets.of(new Member("herald", List.of(), List.of(), 8, "0", null, true), opened.items()))
                .isInstanceOf(ShelfOutlet.class);
    }

    @Test
    void a_webhook_without_a_secret_to_sign_with_is_not_called() throws IOException {
        Member unsigned = new Member("unsigned", List.of(), List.of(), 8, null, webhook.address(), true);

        Answer answer = outlets()
                .of(unsigned, open().items())
                .perform(new Step.Create("k", Versions.live("s1", "en", 1, "One")));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Later.class,
                        later -> assertThat(later.sentence()).contains("secret to sign"));
        assertThat(webhook.counted()).isEmpty();
    }

    @Test
    void r22_a_kill_is_told_as_of_the_newest_release_the_member_may_have() throws IOException {
        Syndication opened = open();
        opened.items()
                .put(
                        List.of(Versions.live("s1", "en", 3, "Three")),
                        Clock.systemUTC().instant());
        Version kill = Versions.live("s1", "en", 1, "One").withdrawn(true);

        byte[] body = new MemberBody(opened.items(), NINJS)
                .of("story.withdrawn", "k", Clock.systemUTC().instant(), kill);

        assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"sequence\":3", "\"killed\":true")
                .doesNotContain("Three");
    }

    private Syndication open() throws IOException {
        Members members = members();
        MemberOutlets outlets = outlets();
        Syndication opened = new Syndication(
                folder.resolve("items"),
                members,
                (member, items, journal) -> new Lane(
                        member.id(),
                        outlets.of(member, items),
                        journal,
                        receipts::addAll,
                        null,
                        Patience.USUAL,
                        Clock.systemUTC()),
                Clock.systemUTC());
        syndication = opened;
        return opened;
    }

    private MemberOutlets outlets() throws IOException {
        if (calls == null) {
            calls = new GuardedCalls(new AddressGuard(allowed), Duration.ofSeconds(5));
        }
        return new MemberOutlets("https://api.example.org/items", members(), NINJS, calls, Clock.systemUTC());
    }

    private Members members() throws IOException {
        Path file = Files.writeString(
                folder.resolve("secrets.properties"),
                "steppe.webhook=" + webhook.address() + "\nsteppe.secret=s3cret\nherald.token-sha256="
                        + Member.sha256("herald"));
        return new Members(() -> directory, Secrets.read(file, Map.of()));
    }

    private void close() {
        if (syndication != null) {
            syndication.close();
            syndication = null;
        }
    }

    private static void await(Syndication syndication) {
        Awaitility.await().until(() -> syndication.waiting() == 0);
    }

    private static Channel member(String id) {
        return Channel.newBuilder()
                .setId(id)
                .setKind(ChannelKind.SYNDICATION)
                .setName(id)
                .setLanguages(List.of("en"))
                .build();
    }
}
