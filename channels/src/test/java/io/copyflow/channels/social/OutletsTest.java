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
import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.delivery.Versions;
import io.copyflow.channels.faults.FaultyServer;
import io.copyflow.channels.faults.LocalMastodon;
import io.copyflow.channels.faults.LocalTelegram;
import io.copyflow.channels.faults.LocalWebhook;
import io.copyflow.contract.MediaReference;
import io.copyflow.media.FolderStore;
import io.copyflow.media.MediaStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
import org.junit.jupiter.api.io.TempDir;

class OutletsTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    Path folder;

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
                        .perform(new Step.Reply("k", shown, Versions.live("s1", "en", 2, "Two"))))
                .isInstanceOf(Answer.Gone.class);
        assertThat(outlet(Network.MASTODON, mastodon.address())
                        .perform(new Step.Edit("k", shown, Versions.live("s1", "en", 2, "Two"))))
                .isInstanceOf(Answer.Gone.class);
        assertThat(outlet(Network.TELEGRAM, telegram.address())
                        .perform(new Step.Edit("k", shown, Versions.live("s1", "en", 2, "Two"))))
                .isInstanceOf(Answer.Gone.class);
    }

    @Test
    void r24_what_a_server_answers_that_cannot_be_read_is_looked_at_again_later() throws IOException {
        Attempt attempt = new Attempt("k", null, "d", 1, Instant.now());
        Version version = Versions.live("s1", "en", 1, "One");
        for (String odd : List.of(
                "{\"id\":\"a b\"}",
                "<html>",
                "[{\"id\":\"7\",\"created_at\":\"yesterday\"}]",
                "[{\"created_at\":\"2026-03-03T14:05:00Z\"}]",
                "{\"error\":\"odd\"}")) {
            mastodon.answersTo = path -> path.endsWith("/verify_credentials") == odd.contains("a b") ? odd : null;

            ReadBack found = outlet(Network.MASTODON, mastodon.address()).readBack(attempt, version, Set.of());

            assertThat(found).as(odd).isInstanceOf(ReadBack.Later.class);
        }
    }

    @Test
    void r24_a_post_answered_with_an_id_that_cannot_be_asked_for_is_looked_up() throws IOException {
        mastodon.answersTo = _ -> "{\"id\":\"a b\"}";

        assertThat(outlet(Network.MASTODON, mastodon.address())
                        .perform(new Step.Create("k", Versions.live("s1", "en", 1, "One"))))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void an_account_without_a_secret_is_not_connected() throws IOException {
        Outlets outlets = outlets(Map.of());
        assertThat(outlets.of(account(Network.MASTODON))).isNull();
    }

    private MediaStore store() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("media"));
        for (String hash : List.of(ONE, TWO)) {
            Path file = Files.writeString(folder.resolve(hash), "bytes" + hash.charAt(0));
            store.put(new MediaReference(hash, "image/png", 6, 80, 60, null), file);
        }
        return store;
    }

    private static Version pictured(long sequence, String headline, String hash) {
        return Versions.with(Versions.live("s1", "en", sequence, headline), hash, 80, 60, "A well");
    }

    private static Shown shown(Answer made) {
        Answer.Done done = (Answer.Done) made;
        return new Shown(done.id(), done.url(), "", List.of());
    }

    @Test
    void a_picture_goes_to_mastodon_with_its_alternative_text_and_is_changed_with_the_post() throws IOException {
        Outlet outlet = outlet(Network.MASTODON, mastodon.address());

        Answer made = outlet.perform(new Step.Create("k", pictured(1, "One", ONE)));
        assertThat(mastodon.of("s3cret").getFirst().media()).containsExactly("image/png A well 6");

        outlet.perform(new Step.Edit("k2", shown(made), pictured(2, "Two", TWO)));
        assertThat(mastodon.uploads).hasSize(2);
        assertThat(mastodon.of("s3cret").getFirst().media()).hasSize(1);

        outlet.perform(new Step.Edit("k3", shown(made), Versions.live("s1", "en", 3, "Three")));
        assertThat(mastodon.of("s3cret").getFirst().media())
                .as("without a picture")
                .isEmpty();
    }

    @Test
    void a_picture_the_server_is_working_at_is_waited_for_and_uploaded_once() throws IOException {
        mastodon.working = 1;
        Outlet outlet = outlet(Network.MASTODON, mastodon.address());
        Step.Create create = new Step.Create("k", pictured(1, "One", ONE));

        for (int i = 0; i < 2; i++) {
            assertThat(outlet.perform(create))
                    .isInstanceOfSatisfying(
                            Answer.Later.class,
                            later -> assertThat(later.everything()).isFalse());
            assertThat(mastodon.statuses).isEmpty();
        }
        assertThat(outlet.perform(create)).isInstanceOf(Answer.Done.class);
        assertThat(mastodon.uploads).hasSize(1);
    }

    @Test
    void r24_an_upload_without_an_answer_posts_nothing_and_is_made_again() throws IOException {
        Outlet outlet = outlet(Network.MASTODON, mastodon.address());
        for (FaultyServer.Fault fault : FaultyServer.Fault.values()) {
            if (fault != FaultyServer.Fault.NONE) {
                faults.add(fault);
                assertThat(outlet.perform(new Step.Create("k", pictured(1, "One", ONE))))
                        .as(fault.name())
                        .isInstanceOf(Answer.Later.class);
            }
        }
        assertThat(mastodon.statuses).isEmpty();
        assertThat(outlet.perform(new Step.Create("k", pictured(1, "One", ONE))))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void what_a_network_does_not_like_or_nobody_has_goes_out_without_the_picture_and_says_so() throws IOException {
        mastodon.takesMedia = false;
        telegram.takesPhotos = false;
        for (Network network : List.of(Network.MASTODON, Network.TELEGRAM)) {
            Outlet outlet = outlet(network, network == Network.MASTODON ? mastodon.address() : telegram.address());
            for (String hash : List.of(ONE, "9".repeat(64))) {
                assertThat(outlet.perform(new Step.Create("k" + hash, pictured(1, "One", hash))))
                        .as("%s %s", network, hash)
                        .isInstanceOfSatisfying(
                                Answer.Done.class,
                                done -> assertThat(done.detail()).contains("without its picture"));
            }
        }
        assertThat(mastodon.statuses).hasSize(2);
        assertThat(telegram.messages).hasSize(2);
        assertThat(telegram.photos).isEmpty();
    }

    @Test
    void a_picture_goes_to_telegram_with_the_text_beneath_it_and_is_changed_with_it() throws IOException {
        Outlet outlet = outlet(Network.TELEGRAM, telegram.address());

        Answer text = outlet.perform(new Step.Create("k", Versions.live("s1", "en", 1, "One")));
        assertThat(telegram.photos).isEmpty();
        outlet.perform(new Step.Edit("k2", shown(text), pictured(2, "Two", ONE)));
        assertThat(telegram.photos).containsOnlyKeys(1L);

        Answer photo = outlet.perform(new Step.Create("l", pictured(1, "One", ONE)));
        assertThat(telegram.photos).containsEntry(2L, 6);
        assertThat(telegram.messages.get(2L).getLast()).startsWith("One\n\n").endsWith("/en/s1.html");
        Answer changed = outlet.perform(new Step.Edit("l2", shown(photo), Versions.live("s1", "en", 2, "Two")));

        assertThat(telegram.messages.get(2L).getLast()).startsWith("Two");
        assertThat(telegram.photos.get(2L)).as("an empty picture").isNotEqualTo(6);
        assertThat(changed)
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.detail()).contains("empty one"));
    }

    @Test
    void r22_a_photo_too_old_to_delete_loses_its_picture_and_its_text() throws IOException {
        Outlet outlet = outlet(Network.TELEGRAM, telegram.address());
        Answer made = outlet.perform(new Step.Create("k", pictured(1, "One", ONE)));
        telegram.tooOld.add(1L);

        Answer answer = outlet.perform(
                new Step.Delete("k/killed", shown(made), shown(made).id(), Versions.withdrawn("s1", "fr", 1)));

        assertThat(answer).isInstanceOf(Answer.Done.class);
        assertThat(telegram.messages.get(1L).getLast()).isEqualTo("Cet article a été retiré.");
        assertThat(telegram.photos.get(1L)).isNotEqualTo(6);
    }

    @Test
    void r24_a_photo_without_an_answer_is_never_sent_again() throws IOException {
        Outlet outlet = outlet(Network.TELEGRAM, telegram.address());
        faults.add(FaultyServer.Fault.SILENT_AFTER);

        assertThat(outlet.perform(new Step.Create("k", pictured(1, "One", ONE))))
                .isInstanceOf(Answer.Unknown.class);
        assertThat(telegram.messages).hasSize(1);
    }

    @Test
    void a_webhook_is_told_of_the_picture() throws IOException {
        try (LocalWebhook webhook = new LocalWebhook("s3cret", () -> FaultyServer.Fault.NONE)) {
            Outlet outlet = Objects.requireNonNull(outlets(Map.of(
                            "COPYFLOW_CHANNEL_ACCOUNT_SECRET",
                            "s3cret",
                            "COPYFLOW_CHANNEL_ACCOUNT_URL",
                            webhook.address().toString()))
                    .of(account(Network.WEBHOOK)));

            outlet.perform(new Step.Create("k", pictured(1, "One", ONE)));

            assertThat(webhook.byId.get("k").data().path("picture").toString())
                    .isEqualTo(
                            "{\"url\":\"https://news.example.org/media/" + ONE + ".png\",\"sha256\":\"" + ONE
                                    + "\",\"mediaType\":\"image/png\",\"width\":80,\"height\":60,\"alternativeText\":\"A well\"}");
        }
    }

    private Outlet outlet(Network network, URI server) throws IOException {
        return Objects.requireNonNull(outlets(Map.of(
                        "COPYFLOW_CHANNEL_ACCOUNT_TOKEN", "s3cret", "COPYFLOW_CHANNEL_ACCOUNT_URL", server.toString()))
                .of(account(network)));
    }

    private Outlets outlets(Map<String, String> environment) throws IOException {
        return new Outlets(
                Secrets.read(Path.of("no-such-file"), environment),
                new Composer(
                        (story, language) -> URI.create("https://news.example.org/" + language + "/" + story + ".html"),
                        media -> URI.create("https://news.example.org/media/" + media.hash() + ".png")),
                new Pictures(store()),
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
