package io.copyflow.channels.websub;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Feeds as they are now, each read once after a change however many subscribe to it. */
final class KnownFeeds {

    /** @param digest of the content */
    record Known(FeedSource.Feed feed, String digest) {}

    private final FeedSource source;
    private final Map<URI, SoftReference<Known>> read = new ConcurrentHashMap<>();

    KnownFeeds(FeedSource source) {
        this.source = source;
    }

    /** A feed; null when there is none at that address. */
    @Nullable
    Known at(URI topic) {
        AtomicReference<@Nullable Known> found = new AtomicReference<>();
        read.compute(topic, (_, before) -> {
            Known known = before == null ? null : before.get();
            found.set(known == null ? fresh(topic) : known);
            return known != null ? before : found.get() == null ? null : new SoftReference<>(found.get());
        });
        return found.get();
    }

    /** The next who asks gets it as it is from now on; whoever reads it just now is waited for. */
    void changed(URI topic) {
        read.remove(topic);
    }

    private @Nullable Known fresh(URI topic) {
        FeedSource.Feed feed = source.feed(topic);
        return feed == null ? null : new Known(feed, digest(feed));
    }

    private static String digest(FeedSource.Feed feed) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(feed.content()), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has.", e);
        }
    }
}
