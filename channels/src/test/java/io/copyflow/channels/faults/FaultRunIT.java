package io.copyflow.channels.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.channels.delivery.ChannelReader;
import io.copyflow.contract.MediaReference;
import io.copyflow.media.FolderStore;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.serde.AvroSerde;
import io.copyflow.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stories in 15 languages go out by every kind of channel at once: the website, social accounts of every network and
 * policy, a member that is called and one that fetches. Meanwhile servers fail in every way, disks are taken away, receipts
 * cannot be sent, the channels' process is killed, and stories are. In the end nothing is lost, doubled or out of order, and
 * every kill is everywhere.
 *
 * <p>{@code -Dfaults.stories=500} for the whole of it, which docs/reference/fault-run.md tells of; {@code -Dseed=…} to repeat
 * one.
 */
@ExtendWith(Seeds.Extension.class)
class FaultRunIT {

    private static final SchemaCatalogue IDS = new SchemaCatalogue();
    private static final List<String> READERS = List.of("website", "social", "syndication");
    private static final int PARTITIONS = 4;
    private static final int CHUNKS = 40;
    private static final int ONE_IN = 20;

    /** Left where it is after a failure, for the channels' log. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final AvroSerde<PublishedVersion> published = AvroSerde.of(Topics.PUBLISHED, IDS);
    private final AvroSerde<StoryKilled> kills = AvroSerde.of(Topics.KILLS, IDS);
    private final AvroSerde<DeliveryEvent> deliveries = AvroSerde.of(Topics.DELIVERY_EVENTS, IDS);
    private final Map<String, Integer> happened = new TreeMap<>();
    private long onLog;

    @Test
    void r19_r22_r24_r27_faults_in_every_channel_lose_nothing_double_nothing_and_every_kill_arrives(Seeds seeds)
            throws Exception {
        int count = Integer.getInteger("faults.stories", 4);
        long seed = seeds.seed();
        Stories stories = new Stories(count, seeds.random());
        Instant began = Instant.now();
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                LocalMastodon mastodon = new LocalMastodon(FaultyServer.oneIn(ONE_IN, seed));
                LocalTelegram telegram = new LocalTelegram(FaultyServer.oneIn(ONE_IN, seed + 1));
                LocalWebhook webhook = new LocalWebhook("s3cret", FaultyServer.oneIn(ONE_IN, seed + 2));
                LocalWebhook member = new LocalWebhook("m3mber", FaultyServer.oneIn(ONE_IN, seed + 3));
                KilledProcess channels = new KilledProcess(folder, broker.bootstrapServers())) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.PUBLISHED.name(), PARTITIONS, (short) 1),
                            new NewTopic(Topics.KILLS.name(), 1, (short) 1),
                            new NewTopic(Topics.DELIVERY_EVENTS.name(), PARTITIONS, (short) 1)))
                    .all()
                    .get();
            writeSecrets(mastodon, telegram, webhook, member);
            storePictures();
            channels.start();
            awaitRead(admin); // an account posts what comes from now on
            Member herald = new Member(channels);
            try (KafkaProducer<byte[], byte[]> log = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                goOut(stories, seeds.random(), log, channels, admin, herald);
            }
            awaitRead(admin);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(30))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> channels.waiting() == 0);
            herald.fetch();
            int looks = look(channels, telegram);

            Map<String, List<DeliveryEvent>> receipts = receipts(broker.bootstrapServers());
            Outside outside = new Outside(stories, receipts);
            for (String channel :
                    List.of("website", "edited", "replied", "reposted", "telegram", "webhook", "herald", "steppe")) {
                outside.checkReceipts(channel);
            }
            outside.checkWebsite(folder.resolve("site"));
            for (String account : List.of("edited", "replied", "reposted")) {
                outside.checkMastodon(account, mastodon);
            }
            outside.checkTelegram(telegram);
            outside.checkWebhook(webhook);
            outside.checkWebhook(member);
            outside.checkItems(herald.items);
            tell(stories, receipts, looks, List.of(mastodon, telegram, webhook, member), began);
        }
    }

    /** Puts everything onto the log, and lets what goes wrong go wrong meanwhile. */
    private void goOut(
            Stories stories,
            Random random,
            KafkaProducer<byte[], byte[]> log,
            KilledProcess channels,
            Admin admin,
            Member herald)
            throws Exception {
        int chunk = Math.max(20, stories.size() / CHUNKS);
        List<PublishedVersion> versions = stories.next(chunk);
        for (int i = 0; !versions.isEmpty(); i++) {
            List<PublishedVersion> now = versions;
            Runnable work = () -> {
                publish(log, now);
                for (int kill = 0; kill < Math.max(1, now.size() / 300); kill++) {
                    List<String> live = stories.live();
                    if (!live.isEmpty()) {
                        kill(log, stories, live.get(random.nextInt(live.size())));
                    }
                }
            };
            switch (i % 5) {
                case 1 -> {
                    count("processes killed");
                    work.run();
                    Awaitility.await().until(() -> channels.waiting() > 0);
                    channels.kill();
                    channels.start();
                }
                case 2 -> {
                    count("disks taken away");
                    channels.withoutDisk("website", folder.resolve("site/.copyflow/new"), work);
                }
                case 3 -> {
                    count("disks taken away");
                    channels.withoutDisk("syndication", folder.resolve("syndication/new"), work);
                }
                default -> work.run();
            }
            herald.fetch();
            if (i % 5 != 0) {
                awaitRead(admin); // else a backlog
            }
            versions = stories.next(chunk);
        }
    }

    /** A person looks at what nobody can tell, and tells, until nothing is in doubt any more. */
    private static int look(KilledProcess channels, LocalTelegram telegram) throws InterruptedException {
        int looks = 0;
        JsonNode doubts = channels.get("/unconfirmed", "");
        while (doubts != null && !doubts.isEmpty()) {
            for (JsonNode doubt : doubts) {
                String story = doubt.path("story").asText();
                String language = doubt.path("language").asText();
                String found = telegram.find(ChannelsProcess.SITE + language + "/" + story + ".html");
                channels.get(
                        "/looked?account=" + doubt.path("account").asText() + "&story=" + story + "&language="
                                + language + (found == null ? "" : "&found=" + found),
                        "");
                looks++;
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> channels.waiting() == 0);
            doubts = channels.get("/unconfirmed", "");
        }
        return looks;
    }

    private void count(String what) {
        happened.merge(what, 1, Integer::sum);
    }

    private void publish(KafkaProducer<byte[], byte[]> log, List<PublishedVersion> versions) {
        for (PublishedVersion version : versions) {
            log.send(new ProducerRecord<>(
                    Topics.PUBLISHED.name(),
                    Math.floorMod(version.getStoryId().hashCode(), PARTITIONS),
                    Stories.place(version).getBytes(UTF_8),
                    published.write(version)));
            onLog++;
        }
        log.flush();
    }

    private void kill(KafkaProducer<byte[], byte[]> log, Stories stories, String storyId) {
        count("stories killed");
        log.send(new ProducerRecord<>(
                Topics.KILLS.name(),
                storyId.getBytes(UTF_8),
                kills.write(StoryKilled.newBuilder()
                        .setEventId(storyId + "/killed")
                        .setStoryId(storyId)
                        .setReason("The story was wrong.")
                        .setKilledBy("olivia.hart")
                        .setKilledAt(Instant.now())
                        .setCommandId("kill-" + storyId)
                        .build())));
        publish(log, stories.kill(storyId));
    }

    /** Waits until every reader has taken what is on the log. */
    private void awaitRead(Admin admin) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    for (String reader : READERS) {
                        var offsets = admin.listConsumerGroupOffsets(ChannelReader.groupId(reader))
                                .partitionsToOffsetAndMetadata()
                                .get();
                        if (offsets.size() < PARTITIONS
                                || offsets.values().stream()
                                                .mapToLong(place -> place.offset())
                                                .sum()
                                        < onLog) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /** A member that asks for what changed, from time to time. */
    private static final class Member {

        private final KilledProcess channels;
        private final Map<String, JsonNode> items = new HashMap<>();
        private String cursor = "";

        Member(KilledProcess channels) {
            this.channels = channels;
        }

        void fetch() throws InterruptedException {
            JsonNode page;
            do {
                page = channels.get("/items?limit=200" + cursor, "herald");
                if (page == null) {
                    return;
                }
                for (JsonNode item : page.path("items")) {
                    String uri = item.path("uri").asText();
                    JsonNode before = items.put(uri, item);
                    assertThat(item.path("version").asLong())
                            .as("order of %s", uri)
                            .isGreaterThanOrEqualTo(
                                    before == null ? 0 : before.path("version").asLong());
                }
                cursor = "&cursor=" + page.path("cursor").asText();
            } while (page.path("more").asBoolean());
        }
    }

    private void writeSecrets(LocalMastodon mastodon, LocalTelegram telegram, LocalWebhook webhook, LocalWebhook member)
            throws Exception {
        Map<String, Object> secrets = new LinkedHashMap<>();
        for (String account : List.of("edited", "replied", "reposted")) {
            secrets.put(account + ".token", account);
            secrets.put(account + ".url", mastodon.address());
        }
        secrets.put("telegram.token", "1:a");
        secrets.put("telegram.url", telegram.address());
        secrets.put("webhook.secret", "s3cret");
        secrets.put("webhook.url", webhook.address());
        secrets.put(
                "herald.token-sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("herald".getBytes(UTF_8))));
        secrets.put("steppe.webhook", member.address());
        secrets.put("steppe.secret", "m3mber");
        List<String> lines = new ArrayList<>();
        secrets.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(folder.resolve("channel-secrets.properties"), lines);
    }

    private void storePictures() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("media"));
        for (long sequence = 1; sequence <= 3; sequence++) {
            Path file = Files.writeString(folder.resolve("picture"), "bytes");
            store.put(new MediaReference(Stories.picture(sequence), "image/png", 5, 80, 60, null), file);
        }
    }

    /** By channel, in the order of the topic, without repeats. */
    private Map<String, List<DeliveryEvent>> receipts(String kafka) {
        Map<String, List<DeliveryEvent>> receipts = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.DELIVERY_EVENTS.name(), partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    DeliveryEvent receipt = deliveries.read(record.value());
                    if (ids.add(receipt.getEventId())) {
                        receipts.computeIfAbsent(receipt.getChannel(), _ -> new ArrayList<>())
                                .add(receipt);
                    }
                });
            }
        }
        return receipts;
    }

    private void tell(
            Stories stories,
            Map<String, List<DeliveryEvent>> receipts,
            int looks,
            List<FaultyServer> servers,
            Instant began) {
        Map<FaultyServer.Fault, Long> faults = new TreeMap<>();
        servers.forEach(server -> server.counted().forEach((fault, count) -> faults.merge(fault, count, Long::sum)));
        System.out.printf(
                "fault run: %d records on the log, %s, %d receipts %s, requests %s, %d looks of a person, %d s%n",
                onLog,
                happened,
                receipts.values().stream().mapToInt(List::size).sum(),
                receipts.entrySet().stream()
                        .map(channel ->
                                channel.getKey() + "=" + channel.getValue().size())
                        .toList(),
                faults,
                looks,
                Duration.between(began, Instant.now()).toSeconds());
    }
}
