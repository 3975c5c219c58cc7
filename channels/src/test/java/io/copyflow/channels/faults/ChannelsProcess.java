package io.copyflow.channels.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.social.SocialChannel;
import io.copyflow.channels.syndication.SyndicationChannel;
import io.copyflow.channels.website.WebsiteChannel;
import io.copyflow.channels.website.WebsiteSettings;
import io.copyflow.media.FolderStore;
import io.copyflow.runtime.HttpFront;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.CorrectionPolicy;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of channel in a process of its own, which {@link FaultRunIT} kills. It serves the content API, and {@code GET
 * /state}: what is still to be done, and how they are; {@code GET /unconfirmed} and {@code GET /looked} for a person. Its
 * port is in the file {@code port}.
 */
public final class ChannelsProcess {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String SITE = "https://news.example.org/";
    static final List<String> LANGUAGES =
            List.of("en", "fr", "ru", "ar", "es", "ja", "ko", "de", "pt", "sw", "it", "kk-Cyrl", "th", "ms", "el");

    /** Whose token it is, in {@code herald.token-sha256}: {@code herald}. */
    static final List<Channel> CHANNELS = List.of(
            social("edited", "mastodon", CorrectionPolicy.EDIT),
            social("replied", "mastodon", CorrectionPolicy.REPLY),
            social("reposted", "mastodon", CorrectionPolicy.DELETE_AND_REPOST),
            social("telegram", "telegram", CorrectionPolicy.EDIT),
            social("webhook", "webhook", null),
            member("herald"),
            member("steppe"));

    private ChannelsProcess() {}

    /** @param args the folder everything lies in, and where Kafka is */
    public static void main(String[] args) throws Exception {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent ->
                        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        Path folder = Path.of(args[0]);
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", args[1], "partitioner.class", BrokerAwayAtTimes.class.getName());
        SchemaCatalogue ids = new SchemaCatalogue();
        Clock clock = Clock.systemUTC();
        Secrets secrets = Secrets.read(folder.resolve("channel-secrets.properties"), Map.of());
        WebsiteSettings site = new WebsiteSettings(
                "website",
                "farlight-dispatch",
                "Farlight Dispatch",
                "en",
                Set.copyOf(LANGUAGES),
                folder.resolve("site"),
                URI.create(SITE),
                true);
        Patience patience = new Patience(
                new BackOff(Duration.ofMillis(2), Duration.ofMillis(50)),
                Duration.ofHours(1),
                Duration.ofMillis(600),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1));
        FolderStore pictures = new FolderStore(folder.resolve("media"));
        try (WebsiteChannel website = new WebsiteChannel(site, pictures, kafka, ids, clock);
                SocialChannel social = new SocialChannel(
                        folder.resolve("social"),
                        () -> CHANNELS,
                        secrets,
                        site::pageAddress,
                        site::mediaAddress,
                        pictures,
                        patience,
                        kafka,
                        ids,
                        clock);
                SyndicationChannel syndication = new SyndicationChannel(
                        new SyndicationChannel.Settings(
                                folder.resolve("syndication"),
                                "Farlight Dispatch",
                                "https://api.example.org/items",
                                site::pageAddress,
                                site::mediaAddress,
                                Set.of("127.0.0.1")),
                        () -> CHANNELS,
                        secrets,
                        patience,
                        kafka,
                        ids,
                        clock);
                HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(syndication.api(), routes -> tell(routes, website, social, syndication)))) {
            website.start();
            social.start();
            syndication.start();
            Path port = Files.writeString(folder.resolve("port.new"), Integer.toString(front.port()));
            Files.move(port, folder.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
            new CountDownLatch(1).await();
        }
    }

    private static void tell(
            RoutesConfig routes, WebsiteChannel website, SocialChannel social, SyndicationChannel syndication) {
        routes.get(
                "/state",
                http -> http.result(JSON.createObjectNode()
                        .put("waiting", social.waiting() + syndication.waiting())
                        .put("website", website.condition().sentence())
                        .put("syndication", syndication.health().getFirst().state())
                        .toString()));
        routes.get("/unconfirmed", http -> {
            ArrayNode all = JSON.createArrayNode();
            social.unconfirmed()
                    .forEach((account, doubts) -> doubts.forEach(doubt -> all.addObject()
                            .put("account", account)
                            .put("story", doubt.storyId())
                            .put("language", doubt.language())));
            http.result(all.toString());
        });
        routes.get(
                "/looked",
                http -> http.result(Boolean.toString(social.looked(
                        Objects.requireNonNull(http.queryParam("account")),
                        Objects.requireNonNull(http.queryParam("story")),
                        Objects.requireNonNull(http.queryParam("language")),
                        http.queryParam("found"),
                        null))));
    }

    private static Channel social(String id, String network, @Nullable CorrectionPolicy policy) {
        return channel(id, ChannelKind.SOCIAL)
                .setNetwork(network)
                .setHandle("@farlight@social.example")
                .setOnCorrection(policy)
                .setPostsPerHour(0)
                .build();
    }

    private static Channel member(String id) {
        return channel(id, ChannelKind.SYNDICATION).build();
    }

    private static Channel.Builder channel(String id, ChannelKind kind) {
        return Channel.newBuilder().setId(id).setKind(kind).setName(id).setLanguages(LANGUAGES);
    }
}
