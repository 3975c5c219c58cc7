package io.copyflow.channels.syndication;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.ChannelReader;
import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.ReceiptProducer;
import io.copyflow.channels.delivery.WebhookOutlet;
import io.copyflow.channels.delivery.WebhookSignature;
import io.copyflow.runtime.PartHealth;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Syndication: follows the log, serves what members can have, and tells those who want to be told. */
public final class SyndicationChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SyndicationChannel.class);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Settings settings;
    private final Subscribers subscribers;
    private final Ninjs ninjs;
    private final Clock clock;
    private final Calls calls = new Calls(ANSWER);
    private final ReceiptProducer receipts;
    private final ChannelReader reader;
    private final Function<String, @Nullable String> secrets;
    private volatile @Nullable Syndication syndication;

    /**
     * What a syndication channel is to be.
     *
     * @param channelId its id in the directory
     * @param languages those it carries; empty for all
     * @param folder where items and journals are kept
     * @param provider the outlet's name
     * @param itemsAddress the address members find {@code /items} at
     * @param pageAddress the website's page of a story in a language
     * @param allowed hosts within private networks that webhooks may call
     */
    public record Settings(
            String channelId,
            Set<String> languages,
            Path folder,
            String provider,
            String itemsAddress,
            BiFunction<String, String, URI> pageAddress,
            Set<String> allowed) {}

    /**
     * @param secrets of a member by id, to sign its webhook with; null for none
     * @param kafka as {@link ChannelReader}
     */
    public SyndicationChannel(
            Settings settings,
            Subscribers subscribers,
            Function<String, @Nullable String> secrets,
            Map<String, ?> kafka,
            SchemaIds ids,
            Clock clock) {
        this.settings = settings;
        this.subscribers = subscribers;
        this.secrets = secrets;
        this.clock = clock;
        this.ninjs = new Ninjs(settings.provider(), settings.pageAddress());
        this.receipts = new ReceiptProducer("copyflow-" + settings.channelId() + "-receipts", kafka, ids, clock);
        ChannelWork.Opening opening = this::open;
        this.reader = new ChannelReader(
                new ChannelReader.Identity(
                        settings.channelId(),
                        settings.folder().toString(),
                        settings.folder().resolve("dead-letters"),
                        true),
                opening,
                kafka,
                ids,
                clock);
    }

    private Syndication open() throws IOException {
        List<Subscriber> told = new ArrayList<>();
        for (Subscriber subscriber : subscribers.all()) {
            if (subscriber.webhook() == null) {
                continue;
            }
            if (secrets.apply(subscriber.id()) == null) {
                log.info("not-connected channel={}.{}", settings.channelId(), subscriber.id());
            } else {
                told.add(subscriber);
            }
        }
        Syndication opened = new Syndication(
                settings.folder(), settings.languages(), told, this::lane, settings.itemsAddress(), clock);
        syndication = opened;
        return opened;
    }

    private Lane lane(
            Subscriber member, ItemStore items, io.copyflow.channels.delivery.DeliveryJournal journal) {
        String id = settings.channelId() + "." + member.id();
        WebhookOutlet outlet = new WebhookOutlet(
                java.util.Objects.requireNonNull(member.webhook()),
                WebhookSignature.of(java.util.Objects.requireNonNull(secrets.apply(member.id()))),
                new MemberBody(items, ninjs),
                new AddressGuard(settings.allowed()),
                calls,
                clock);
        return new Lane(id, outlet, journal, receipts.of(id), null, Lane.Patience.USUAL, clock);
    }

    public SyndicationChannel start() {
        reader.start();
        return this;
    }

    /** The content API's routes. */
    public Consumer<RoutesConfig> api() {
        return new ItemsApi(
                subscribers,
                () -> {
                    Syndication opened = syndication;
                    return opened == null ? null : opened.items();
                },
                ninjs,
                new NewsMl(settings.provider()),
                clock);
    }

    /**
     * Gives a member's webhook what is live now, oldest first (docs/semantics.md, rule 25).
     *
     * @param again whether also what it has had, under the same ids
     * @return false when there is no such webhook
     */
    public boolean replay(String member, boolean again) throws IOException {
        Syndication opened = syndication;
        return opened != null && opened.replay(member, again);
    }

    /** How it and each webhook are now. */
    public List<PartHealth> health() {
        List<PartHealth> all = new ArrayList<>();
        Condition condition = reader.condition();
        all.add(new PartHealth(
                settings.channelId(),
                !reader.dead().toCompletableFuture().isDone(),
                condition.ready(),
                condition.sentence()));
        Syndication opened = syndication;
        if (opened != null) {
            all.addAll(opened.health(settings.channelId()));
        }
        return all;
    }

    /** The channel's own condition. */
    public Condition condition() {
        return reader.condition();
    }

    @Override
    public void close() {
        reader.close();
        calls.close();
        receipts.close();
    }
}
