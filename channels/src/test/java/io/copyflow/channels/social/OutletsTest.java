package io.copyflow.channels.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.Outlet.OnCorrection;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.ReadBack;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Standing.Shown;
import io.copyflow.channels.delivery.Step;
import io.copyflow.channels.delivery.Versions;
import io.copyflow.channels.faults.FaultyServer;
import io.copyflow.channels.faults.LocalMastodon;
import io.copyflow.channels.faults.LocalTelegram;
import io.copyflow.channels.faults.LocalWebhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutletsTest {

    private final Calls calls = new Calls(Duration.ofMillis(500));
    private final Queue<FaultyServer.Fault> faults = new ArrayDeque<>();
    private final LocalMastodon mastodon = new LocalMastodon(this::fault);
    private final LocalTelegram telegram = new LocalTelegram(this::fault);

    @AfterEach
    void close() {
        mastodon.close();
        telegram.close();
        calls.close();
    }

    private FaultyServer.Fault fault() {
        FaultyServer.Fault next = faults.poll();
        return next == null ? FaultyServer.Fault.NONE : next;
    }

    @Test
    void r24_a_post_without_an_answer_is_found_again_on_mastodon() throws IOException {
        Outlet outlet = outlet(Network.MASTODON, mastodon.address());
        faults.add(FaultyServer.Fault.RESET_AFTER);

        Instant before = Instant.now();
        Answer answer = outlet.perform(new Step.Create("k", Versions.live("s1", "en", 1, "One")));

        assertThat(answer).isInstanceOf(Answer.Unknown.class);
        ReadBack found =
                outlet.readBack(new Attempt("k", null, "d", 1, before), Versions.live("s1", "en", 1, "One"), Set.of());
        assertThat(found)
                .isInstanceOfSatisfying(
                        ReadBack.Found.class, one -> assertThat(one.id()).isEqualTo("101"));
        ReadBack known = outlet.readBack(
                new Attempt("k", null, "d", 1, before), Versions.live("s1", "en", 1, "One"), Set.of("101"));
        assertThat(known).isInstanceOf(ReadBack.NotThere.class);
    }

    @Test
    void r24_a_message_without_an_answer_is_never_sent_again_on_telegram() throws IOException {
        Outlet outlet = outlet(Network.TELEGRAM, telegram.address());
        faults.add(FaultyServer.Fault.SILENT_AFTER);

        Answer answer = outlet.perform(new Step.Create("k", Versions.live("s1", "en", 1, "One")));

        assertThat(answer).isInstanceOf(Answer.Unknown.class);
        assertThat(outlet.readBack(
                        new Attempt("k", null, "d", 1, Instant.now()), Versions.live("s1", "en", 1, "One"), Set.of()))
                .isInstanceOfSatisfying(
                        ReadBack.CannotTell.class,
                        told -> assertThat(told.sentence())
                                .contains("@farlight")
                                .doesNotContain("s3cret"));
        assertThat(telegram.messages).hasSize(1);
    }

    @Test
    void r22_a_message_too_old_to_delete_loses_its_text() throws IOException {
        Outlet outlet = outlet(Network.TELEGRAM, telegram.address());
        Answer.Done made = (Answer.Done) outlet.perform(new Step.Create("k", Versions.live("s1", "fr", 1, "Un")));
        telegram.tooOld.add(1L);

        Answer answer = outlet.perform(new Step.Delete(
                "k/killed",
                new Shown(made.id(), made.url(), "", List.of()),
                made.id(),
                Versions.withdrawn("s1", "fr", 1)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.detail()).contains("notice"));
        assertThat(telegram.messages.get(1L).getLast()).isEqualTo("Cet article a été retiré.");
    }

    @Test
    void what_was_never_sent_and_what_the_network_says_it_did_not_do_may_be_sent_again() throws IOException {
        Outlet nobody = outlet(Network.MASTODON, URI.create("http://127.0.0.1:1"));
        assertThat(nobody.perform(new Step.Create("k", Versions.live("s1", "en", 1, "One"))))
                .isInstanceOf(Answer.Later.class);
        faults.addAll(Arrays.asList(FaultyServer.Fault.BUSY, FaultyServer.Fault.ERROR));
        Outlet outlet = outlet(Network.TELEGRAM, telegram.address());
        for (int i = 0; i < 2; i++) {
            assertThat(outlet.perform(new Step.Create("k", Versions.live("s1", "en", 1, "One"))))
                    .isInstanceOf(Answer.Later.class);
        }
        assertThat(telegram.messages).isEmpty();
    }

    @Test
    void r22_r24_an_error_of_something_between_does_not_mean_that_a_webhook_had_nothing() throws IOException {
        try (LocalWebhook webhook = new LocalWebhook("s3cret", () -> FaultyServer.Fault.GATEWAY_ERROR_AFTER)) {
            Outlet outlet = Objects.requireNonNull(outlets(Map.of(
                            "COPYFLOW_CHANNEL_ACCOUNT_SECRET",
                            "s3cret",
                            "COPYFLOW_CHANNEL_ACCOUNT_URL",
                            webhook.address().toString()))
                    .of(account(Network.WEBHOOK)));

            Answer answer = outlet.perform(new Step.Create("k", Versions.live("s1", "en", 1, "One")));

            assertThat(answer).isInstanceOf(Answer.Unknown.class);
            assertThat(webhook.byId).containsKey("k");
        }
    }

    @Test
    void what_was_removed_by_hand_is_gone() throws IOException {
        Shown shown = new Shown("77", null, "", List.of());
        assertThat(outlet(Network.MASTODON, mastodon.address())
                        .perform(new Step.Edit("k", shown, Versions.live("s1", "en", 2, "Two"))))
                .isInstanceOf(Answer.Gone.class);
        assertThat(outlet(Network.TELEGRAM, telegram.address())
                        .perform(new Step.Edit("k", shown, Versions.live("s1", "en", 2, "Two"))))
                .isInstanceOf(Answer.Gone.class);
    }

    @Test
    void an_account_without_a_secret_is_not_connected() throws IOException {
        Outlets outlets = outlets(Map.of());
        assertThat(outlets.of(account(Network.MASTODON))).isNull();
    }

    private Outlet outlet(Network network, URI server) throws IOException {
        return Objects.requireNonNull(outlets(Map.of(
                        "COPYFLOW_CHANNEL_ACCOUNT_TOKEN", "s3cret", "COPYFLOW_CHANNEL_ACCOUNT_URL", server.toString()))
                .of(account(network)));
    }

    private Outlets outlets(Map<String, String> environment) throws IOException {
        return new Outlets(
                Secrets.read(Path.of("no-such-file"), environment),
                new Composer((story, language) ->
                        URI.create("https://news.example.org/" + language + "/" + story + ".html")),
                calls,
                new Patience(new BackOff(), Duration.ofHours(1), Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2)),
                Clock.systemUTC());
    }

    private static Account account(Network network) {
        return new Account(
                "account",
                network,
                "@farlight@social.example",
                List.of("en"),
                List.of(),
                8,
                OnCorrection.EDIT,
                0,
                true);
    }
}
