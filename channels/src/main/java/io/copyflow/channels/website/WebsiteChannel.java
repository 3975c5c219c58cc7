package io.copyflow.channels.website;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.channels.delivery.ChannelReader;
import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.Kills;
import io.copyflow.media.MediaStore;
import io.copyflow.runtime.StageFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The website: keeps a folder of static pages as the published log says. {@link ChannelReader} says how it reads, {@link
 * Site} what it does with that.
 */
public final class WebsiteChannel implements AutoCloseable {

    private final ChannelReader reader;

    /**
     * @param settings what the website is to be
     * @param kafka {@code bootstrap.servers} and whatever else the clients need to reach the broker, such as security;
     *     what this channel must decide itself, such as {@code group.id}, may not be among it
     * @param ids where schemas come from
     * @param clock the time on receipts; its zone is the one that pages print times in
     * @throws IllegalArgumentException with a sentence that names a setting that is not the caller's
     */
    public WebsiteChannel(WebsiteSettings settings, Map<String, ?> kafka, SchemaIds ids, Clock clock) {
        this(settings, null, kafka, ids, clock);
    }

    /** @param media where pictures and videos are; the caller closes it. Null for pages without any */
    public WebsiteChannel(
            WebsiteSettings settings, @Nullable MediaStore media, Map<String, ?> kafka, SchemaIds ids, Clock clock) {
        this(settings, media, _ -> {}, kafka, ids, clock);
    }

    /** @param changedFeeds told the addresses of feeds once they are in place with something new, on the channel's thread */
    public WebsiteChannel(
            WebsiteSettings settings,
            @Nullable MediaStore media,
            Consumer<URI> changedFeeds,
            Map<String, ?> kafka,
            SchemaIds ids,
            Clock clock) {
        this.reader =
                new ChannelReader(identity(settings), opening(settings, media, changedFeeds, clock), kafka, ids, clock);
    }

    /** With clients of the caller's, which the channel closes. */
    WebsiteChannel(
            WebsiteSettings settings,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Kills kills,
            SchemaIds ids,
            Clock clock) {
        this.reader = new ChannelReader(
                identity(settings), opening(settings, null, _ -> {}, clock), consumer, producer, kills, ids, clock);
    }

    private static ChannelReader.Identity identity(WebsiteSettings settings) {
        return new ChannelReader.Identity(
                settings.channelId(),
                settings.folder().toString(),
                new SiteMemory(settings.folder()).deadLetters(),
                true);
    }

    private static ChannelWork.Opening opening(
            WebsiteSettings settings, @Nullable MediaStore media, Consumer<URI> changedFeeds, Clock clock) {
        return () -> Site.open(settings, clock, media, changedFeeds);
    }

    /** Begins to consume, on threads of its own. */
    public WebsiteChannel start() {
        reader.start();
        return this;
    }

    /** How the channel is now. */
    public Condition condition() {
        return reader.condition();
    }

    /** Completes, with the reason, when an error has ended it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return reader.dead();
    }

    /** Completes once it is ready for the first time. */
    public CompletionStage<Void> began() {
        return reader.began();
    }

    /** The consumer group of a channel. */
    public static String groupId(String channelId) {
        return ChannelReader.groupId(channelId);
    }

    /** One round, without threads. */
    void turn(Duration poll) {
        reader.turn(poll);
    }

    /** The reader, for tests that drive it without threads. */
    ChannelReader reader() {
        return reader;
    }

    /** Stops consuming; what is being delivered is finished first. */
    @Override
    public void close() {
        reader.close();
    }
}
