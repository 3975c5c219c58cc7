package io.copyflow.channels.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import io.copyflow.media.FolderStore;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.CorrectionPolicy;
import io.copyflow.testkit.Seeds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stories go out to accounts of every network and policy through servers that fail in every way, with restarts between.
 * {@code -Dstories=500} for the long walk, {@code -Dseed=…} to repeat one.
 */
@ExtendWith(Seeds.Extension.class)
class ChannelFaultsTest {

    private static final List<String> LANGUAGES =
            List.of("en", "fr", "ru", "ar", "es", "ja", "ko", "de", "pt", "sw", "it", "kk-Cyrl", "th", "ms", "el");
    private static final String SITE = "https://news.example.org/";
    /** Longer than the slowest of machines lets a request lie that nobody waits for any more. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private static final Duration ANSWER = Duration.ofMillis(800);

    @TempDir
    Path folder;

    private final Map<String, List<Receipt>> receipts = new ConcurrentHashMap<>();

    @Test
    void r19_r22_r24_faults_of_every_kind_lose_nothing_double_nothing_and_every_kill_arrives(Seeds seeds)
            throws Exception {
        int stories = Integer.getInteger("stories", 12);
        long seed = seeds.seed();
        Random random = seeds.random();
        try (LocalMastodon mastodon = new LocalMastodon(FaultyServer.oneIn(12, seed));
                LocalTelegram telegram = new LocalTelegram(FaultyServer.oneIn(12, seed + 1));
                LocalWebhook webhook = new LocalWebhook("s3cret", FaultyServer.oneIn(12, seed + 2));
                Calls calls = new Calls(ANSWER)) {
            Outlets outlets = outlets(mastodon, telegram, webhook, calls);
            List<List<Version>> histories = histories(stories, random);
            Set<String> killed = new HashSet<>();
            Map<String, Version> newest = new LinkedHashMap<>();
            List<Version> log = interleaved(histories, random);
            SocialAccounts accounts = open(outlets, random);
            int at = 0;
            while (at < log.size()) {
                int upTo = Math.min(log.size(), at + 1 + random.nextInt(60));
                List<Version> batch = log.subList(at, upTo).stream()
                        .filter(version -> !killed.contains(version.storyId()))
                        .toList();
                batch.forEach(version -> newest.put(version.place(), version));
                accounts.deliver(batch);
                at = upTo;
                if (random.nextInt(3) == 0) {
                    String story = "s" + random.nextInt(stories);
                    killed.add(story);
                    accounts.kill(Set.of(story));
                }
                if (random.nextInt(4) == 0) {
                    accounts.close();
                    accounts = open(outlets, random);
                    accounts.kill(killed); // as the kills' topic is read from its beginning
                }
            }
            SocialAccounts running = accounts;
            Awaitility.await()
                    .atMost(Duration.ofMinutes(30))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> running.waiting() == 0);
            accounts.close();

            Map<String, Map<String, Outcome>> last = new HashMap<>();
            receipts.forEach((account, all) ->
                    all.forEach(receipt -> last.computeIfAbsent(account, _ -> new HashMap<>())
                            .put(receipt.storyId() + "/" + receipt.language(), receipt.outcome())));
            newest.forEach((place, version) -> {
                boolean shown = version.isLive() && !killed.contains(version.storyId());
                checkMastodon("edited", place, version, shown, mastodon);
                checkMastodon("replied", place, version, shown, mastodon);
                checkMastodon("reposted", place, version, shown, mastodon);
                checkTelegram(
                        place, version, shown, telegram, last.get("telegram").get(place));
            });
            checkWebhook(newest, killed, webhook);
            receipts.forEach((account, all) -> checkOrder(account, all));
        }
    }

    private static void checkMastodon(
            String account, String place, Version version, boolean shown, LocalMastodon mastodon) {
        List<LocalMastodon.Status> all = mastodon.of(account).stream()
                .filter(status -> status.text().endsWith("\n" + link(version)))
                .toList();
        if (!shown) {
            assertThat(all).as("%s of %s", account, place).isEmpty();
            return;
        }
        List<LocalMastodon.Status> posts =
                all.stream().filter(status -> status.replyTo() == null).toList();
        assertThat(posts).as("%s of %s", account, place).hasSize(1);
        LocalMastodon.Status newest = all.getLast();
        assertThat(newest.text()).as("%s of %s", account, place).contains(version.headline());
        if (account.equals("edited")) {
            assertThat(newest.media()).as("picture of %s", place).isEqualTo(pictureOf(version));
        }
        for (LocalMastodon.Status status : all) {
            assertThat(status.history()).as("history of %s", place).isSortedAccordingTo(ChannelFaultsTest::byNumber);
        }
        assertThat(all.stream().map(LocalMastodon.Status::text).toList())
                .as("post and replies of %s", place)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(ChannelFaultsTest::byNumber);
    }

    private static List<String> pictureOf(Version version) {
        return version.body().stream()
                .filter(block -> block.media() != null)
                .map(block -> "image/png " + block.text() + " 5")
                .toList();
    }

    private static void checkTelegram(
            String place, Version version, boolean shown, LocalTelegram telegram, Outcome outcome) {
        List<List<String>> messages = telegram.messages.values().stream()
                .filter(history -> history.getLast().endsWith("\n" + link(version)))
                .toList();
        if (outcome == Outcome.UNCONFIRMED) {
            assertThat(messages).as("never twice: %s", place).hasSizeLessThanOrEqualTo(1);
            return;
        }
        assertThat(messages).as("Telegram's of %s", place).hasSize(shown ? 1 : 0);
        if (shown) {
            assertThat(messages.getFirst().getLast()).contains(version.headline());
        }
    }

    private static void checkWebhook(Map<String, Version> newest, Set<String> killed, LocalWebhook webhook) {
        assertThat(webhook.wrong).isEmpty();
        Map<String, Long> sequences = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        webhook.byId.values().forEach(message -> {
            String place = message.data().path("id").asText();
            long sequence = message.data().path("sequence").asLong();
            assertThat(sequence).as("order of %s", place).isGreaterThanOrEqualTo(sequences.getOrDefault(place, 0L));
            sequences.put(place, sequence);
            types.put(place, message.type());
        });
        newest.forEach((place, version) -> {
            boolean shown = version.isLive() && !killed.contains(version.storyId());
            if (shown) {
                assertThat(sequences.get(place)).as(place).isEqualTo(version.sequence());
                assertThat(types.get(place)).as(place).isNotEqualTo("story.withdrawn");
            } else {
                // what never went out needs no withdrawal
                assertThat(types.getOrDefault(place, "story.withdrawn"))
                        .as(place)
                        .isEqualTo("story.withdrawn");
            }
        });
    }

    private static void checkOrder(String account, List<Receipt> all) {
        Map<String, Long> sequences = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (Receipt receipt : all) {
            String place = receipt.storyId() + "/" + receipt.language();
            // a repeat after a restart has the id of the first
            if (ids.add(receipt.eventId(account))) {
                assertThat(receipt.sequence())
                        .as("receipts of %s at %s", place, account)
                        .isGreaterThanOrEqualTo(sequences.getOrDefault(place, 0L));
                sequences.put(place, receipt.sequence());
            }
            assertThat(receipt.outcome())
                    .as("%s at %s: %s", place, account, receipt.detail())
                    .isNotEqualTo(Outcome.FAILED);
        }
    }

    private static int byNumber(String one, String other) {
        return Long.compare(number(one), number(other));
    }

    /** Headlines end in the number of their release. */
    private static long number(String text) {
        return Long.parseLong(text.lines().findFirst().orElseThrow().replaceFirst(".* ", ""));
    }

    private static String link(Version version) {
        return SITE + version.language() + "/" + version.storyId() + ".html";
    }

    /** For each story and language its releases and withdrawals in order. */
    private static List<List<Version>> histories(int stories, Random random) {
        List<List<Version>> all = new ArrayList<>();
        for (int story = 0; story < stories; story++) {
            for (String language : LANGUAGES) {
                List<Version> history = new ArrayList<>();
                int releases = 1 + random.nextInt(3);
                for (int sequence = 1; sequence <= releases; sequence++) {
                    boolean down = sequence > 1 && random.nextInt(8) == 0;
                    history.add(
                            down
                                    ? Versions.withdrawn("s" + story, language, sequence)
                                    : pictured(
                                            Versions.live(
                                                    "s" + story,
                                                    language,
                                                    sequence,
                                                    "Story " + story + " in " + language + " " + sequence),
                                            random));
                }
                all.add(history);
            }
        }
        return all;
    }

    /** Half of them have a picture, another one in each release. */
    private static Version pictured(Version version, Random random) {
        return random.nextBoolean()
                ? version
                : Versions.with(version, picture(version.sequence()), 80, 60, "What " + version.headline() + " shows");
    }

    /** Any order in which a log may have them: each story and language in its own. */
    private static List<Version> interleaved(List<List<Version>> histories, Random random) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            turns.addAll(Collections.nCopies(histories.get(i).size(), i));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[histories.size()];
        return turns.stream().map(i -> histories.get(i).get(next[i]++)).toList();
    }

    private SocialAccounts open(Outlets outlets, Random random) throws IOException {
        return new SocialAccounts(
                folder.resolve("journals"),
                () -> CHANNELS,
                outlets,
                account -> sent -> {
                    if (random.nextInt(20) == 0) {
                        throw new KafkaException("the broker is away");
                    }
                    receipts.computeIfAbsent(account, _ -> Collections.synchronizedList(new ArrayList<>()))
                            .addAll(sent);
                },
                new Lane.Patience(new BackOff(Duration.ofMillis(2), Duration.ofMillis(50)), Duration.ofHours(1)),
                Clock.systemUTC());
    }

    private FolderStore store() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("media"));
        for (long sequence = 1; sequence <= 3; sequence++) {
            Path file = Files.writeString(folder.resolve("picture"), "bytes");
            store.put(new MediaReference(picture(sequence), "image/png", 5, 80, 60, null), file);
        }
        return store;
    }

    private static String picture(long sequence) {
        return String.valueOf(sequence).repeat(64);
    }

    private Outlets outlets(LocalMastodon mastodon, LocalTelegram telegram, LocalWebhook webhook, Calls calls)
            throws IOException {
        Path file = folder.resolve("secrets.properties");
        StringBuilder secrets = new StringBuilder();
        for (String account : List.of("edited", "replied", "reposted")) {
            secrets.append(account).append(".token=").append(account).append('\n');
            secrets.append(account).append(".url=").append(mastodon.address()).append('\n');
        }
        secrets.append("telegram.token=1:a\ntelegram.url=")
                .append(telegram.address())
                .append('\n');
        secrets.append("webhook.secret=s3cret\nwebhook.url=")
                .append(webhook.address())
                .append('\n');
        Files.writeString(file, secrets);
        return new Outlets(
                Secrets.read(file, Map.of()),
                new Composer((story, language) -> URI.create(SITE + language + "/" + story + ".html"), media -> null),
                new Pictures(store()),
                calls,
                SETTLING,
                Clock.systemUTC());
    }

    private static final List<Channel> CHANNELS = List.of(
            account("edited", "mastodon", CorrectionPolicy.EDIT),
            account("replied", "mastodon", CorrectionPolicy.REPLY),
            account("reposted", "mastodon", CorrectionPolicy.DELETE_AND_REPOST),
            account("telegram", "telegram", CorrectionPolicy.EDIT),
            account("webhook", "webhook", null));

    private static Channel account(String id, String network, CorrectionPolicy policy) {
        return Channel.newBuilder()
                .setId(id)
                .setKind(ChannelKind.SOCIAL)
                .setName(id)
                .setLanguages(LANGUAGES)
                .setNetwork(network)
                .setHandle("@farlight@social.example")
                .setOnCorrection(policy)
                .setPostsPerHour(999_999)
                .build();
    }
}
