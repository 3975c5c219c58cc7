package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.channels.delivery.AddressGuard;
import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.social.SocialChannel;
import io.copyflow.channels.syndication.SyndicationChannel;
import io.copyflow.channels.website.SiteFeeds;
import io.copyflow.channels.website.WebsiteChannel;
import io.copyflow.channels.website.WebsiteSettings;
import io.copyflow.channels.websub.FeedSource;
import io.copyflow.channels.websub.WebSubHub;
import io.copyflow.directory.Directory;
import io.copyflow.media.MediaStore;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.PartHealth;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.Newsroom;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The channels of a process: the website, social accounts and members of the syndication that have secrets. */
final class WaysOut implements ChannelRoutes.Running, AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Configuration configuration;
    private final Supplier<Directory> directory;
    private final WebsiteChannel website;
    private final @Nullable SocialChannel social;
    private final @Nullable SyndicationChannel syndication;
    private final @Nullable WebSubHub hub;
    private final @Nullable HttpFront front;

    /**
     * @param media where pictures and videos are; the caller closes it
     * @throws StageFailure when secrets cannot be read, or the content API's port cannot be had; what had begun is ended again
     */
    WaysOut(
            Configuration configuration,
            WebsiteSettings site,
            MediaStore media,
            Supplier<Directory> directory,
            Map<String, String> environment,
            SchemaIds ids,
            Clock clock) {
        this.configuration = configuration;
        this.directory = directory;
        try {
            Secrets secrets = secrets(configuration, environment);
            Supplier<List<Channel>> channels = () -> directory.get().channels();
            Map<String, Object> kafka = configuration.kafkaClient();
            this.hub = hub(site, clock);
            Consumer<URI> changedFeeds = hub == null ? _ -> {} : hub::changed;
            this.website = keep(new WebsiteChannel(site, media, changedFeeds, kafka, ids, clock))
                    .start();
            Path socialFolder = configuration.dataDir().resolve("social");
            this.social = SocialChannel.isWanted(socialFolder, channels.get(), secrets)
                    ? keep(new SocialChannel(
                                    socialFolder,
                                    channels,
                                    secrets,
                                    site::pageAddress,
                                    site::mediaAddress,
                                    media,
                                    kafka,
                                    ids,
                                    clock))
                            .start()
                    : null;
            Path items = configuration.dataDir().resolve("syndication");
            this.syndication = SyndicationChannel.isWanted(items, channels, secrets)
                    ? keep(syndication(items, site, channels, secrets, kafka, ids, clock))
                            .start()
                    : null;
            List<Consumer<RoutesConfig>> served = new ArrayList<>();
            if (syndication != null) {
                served.add(syndication.api());
            }
            if (hub != null) {
                served.add(hub);
            }
            this.front = served.isEmpty()
                    ? null
                    : keep(HttpFront.start(configuration, Setting.SYNDICATION_HOST, Setting.SYNDICATION_PORT, served));
            if (hub != null) {
                hub.start();
            }
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /** What had begun is ended again. */
    private void closeAfter(Throwable cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private @Nullable WebSubHub hub(WebsiteSettings site, Clock clock) {
        URI address = site.hub();
        if (address == null) {
            return null;
        }
        SiteFeeds feeds = new SiteFeeds(site);
        try {
            return keep(new WebSubHub(
                    configuration.dataDir().resolve("websub"),
                    address,
                    topic -> {
                        SiteFeeds.Feed feed = feeds.at(topic);
                        return feed == null ? null : new FeedSource.Feed(feed.contentType(), feed.content());
                    },
                    keep(new GuardedCalls(new AddressGuard(allowed()), Patience.USUAL.answer())),
                    new BackOff(),
                    clock));
        } catch (IOException e) {
            throw new StageFailure(
                    "subscriptions-unreadable",
                    "Expected the WebSub hub's subscriptions in data.dir, but they cannot be read: " + e.getMessage()
                            + ". Put websub/subscriptions.json back from a copy, or move it away: subscribers come again"
                            + " when their leases end.",
                    e);
        }
    }

    /** Hosts within private networks that others may have called. */
    private Set<String> allowed() {
        return Stream.of(configuration.text(Setting.SYNDICATION_ALLOW).split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Secrets secrets(Configuration configuration, Map<String, String> environment) {
        String named = configuration.text(Setting.CHANNELS_SECRETS);
        Path file = named.isEmpty() ? configuration.dataDir().resolve("channel-secrets.properties") : Path.of(named);
        try {
            return Secrets.read(file, environment);
        } catch (IOException e) {
            throw new StageFailure(
                    "secrets-unreadable",
                    "Expected the channels' secrets in " + file + ", but they cannot be read: " + e.getMessage()
                            + ". Check that it is a properties file and that this user may read it.",
                    e);
        }
    }

    private SyndicationChannel syndication(
            Path items,
            WebsiteSettings site,
            Supplier<List<Channel>> channels,
            Secrets secrets,
            Map<String, Object> kafka,
            SchemaIds ids,
            Clock clock) {
        URI url = configuration.address(Setting.SYNDICATION_URL);
        String own = "http://" + configuration.text(Setting.SYNDICATION_HOST) + ":"
                + configuration.number(Setting.SYNDICATION_PORT);
        Newsroom newsroom = directory.get().newsroom();
        return new SyndicationChannel(
                new SyndicationChannel.Settings(
                        items,
                        newsroom == null ? "Copyflow" : newsroom.getName(),
                        URI.create((url == null ? own : url.toString()).replaceFirst("/+$", "") + "/items")
                                .toString(),
                        site::pageAddress,
                        site::mediaAddress,
                        allowed()),
                channels,
                secrets,
                kafka,
                ids,
                clock);
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Where members fetch stories; null when there is none that can. */
    @Nullable
    String membersAddress() {
        return syndication == null || front == null ? null : front.address() + "/items";
    }

    /** A channel that cannot begin does not keep others from their work: /ready tells it. */
    void giveTimeToBegin(Duration patience) {
        List<CompletionStage<Void>> all = new ArrayList<>();
        all.add(website.began());
        if (social != null) {
            all.add(social.began());
        }
        if (syndication != null) {
            all.add(syndication.began());
        }
        all.forEach(one -> one.toCompletableFuture()
                .copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    /** How every channel is now. */
    List<PartHealth> health() {
        Condition site = website.condition();
        List<PartHealth> all = new ArrayList<>();
        all.add(new PartHealth(
                configuration.text(Setting.SITE_CHANNEL),
                !website.dead().toCompletableFuture().isDone(),
                site.ready(),
                site.sentence()));
        if (social != null) {
            all.addAll(social.health());
        } else {
            count(ChannelKind.SOCIAL, "social accounts are not connected: they have no secret", all);
        }
        if (syndication != null) {
            all.addAll(syndication.health());
        } else {
            count(ChannelKind.SYNDICATION, "members are not connected: they have neither token nor webhook", all);
        }
        if (hub != null) {
            all.add(new PartHealth("websub", true, true, hub.size() + " subscriptions to feeds."));
        }
        return all;
    }

    private void count(ChannelKind kind, String what, List<PartHealth> all) {
        long count = directory.get().channels().stream()
                .filter(channel -> channel.getKind() == kind)
                .count();
        if (count > 0) {
            all.add(new PartHealth(kind.name().toLowerCase(Locale.ROOT), true, true, count + " " + what + "."));
        }
    }

    /** Counts receipts: {@code copyflow.channel.receipts} by channel and outcome, of the channels there are now. */
    void bindTo(MeterRegistry registry) {
        for (Channel channel : directory.get().channels()) {
            for (Outcome outcome : Outcome.values()) {
                FunctionCounter.builder("copyflow.channel.receipts", this, ways -> ways.count(channel.getId(), outcome))
                        .description("Receipts of a channel since the process started.")
                        .tag("channel", channel.getId())
                        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    private double count(String channelId, Outcome outcome) {
        Condition condition = conditions().get(channelId);
        return condition == null ? 0 : condition.count(outcome);
    }

    @Override
    public int replay(String member, boolean again) throws IOException {
        return syndication == null ? -1 : syndication.replay(member, again);
    }

    @Override
    public Map<String, Condition> conditions() {
        Map<String, Condition> all = new TreeMap<>();
        all.put(configuration.text(Setting.SITE_CHANNEL), website.condition());
        if (social != null) {
            all.putAll(social.conditions());
        }
        if (syndication != null) {
            all.putAll(syndication.conditions());
        }
        return all;
    }

    @Override
    public Map<String, List<Lane.Unconfirmed>> unconfirmed() {
        Map<String, List<Lane.Unconfirmed>> all = new TreeMap<>();
        if (social != null) {
            all.putAll(social.unconfirmed());
        }
        if (syndication != null) {
            all.putAll(syndication.unconfirmed());
        }
        return all;
    }

    @Override
    public boolean looked(String channel, String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        return social != null && social.looked(channel, storyId, language, id, url)
                || syndication != null && syndication.looked(channel, storyId, language, id, url);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException("Expected a channel to close, but that failed.", e);
            }
        }
    }
}
