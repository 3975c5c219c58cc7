package io.copyflow.channels.websub;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/**
 * A feed that is sent to somebody.
 *
 * @param secret empty for none
 * @param until the end of its lease
 * @param had a digest of the feed as the subscriber last had it
 */
record Subscription(String topic, String callback, String secret, Instant until, String had) {

    String key() {
        return topic + " " + callback;
    }

    /** The host that is called; lower case. */
    String host() {
        return String.valueOf(URI.create(callback).getHost()).toLowerCase(Locale.ROOT);
    }

    Subscription having(String digest) {
        return new Subscription(topic, callback, secret, until, digest);
    }
}
