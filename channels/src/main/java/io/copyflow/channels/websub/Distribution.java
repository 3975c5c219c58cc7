package io.copyflow.channels.websub;

import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.channels.delivery.WebhookSignature;
import io.copyflow.runtime.Logfmt;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends feeds to subscribers: each has one at a time, always as it is when it is sent; what changes meanwhile is sent behind
 * it, once.
 */
final class Distribution {

    private static final Logger log = LoggerFactory.getLogger(Distribution.class);
    private static final int MOST_TRIES = 8;

    /** How long what subscribers took waits to be written down; after a crash they may get it twice. */
    private static final Duration NOTED_AFTER = Duration.ofSeconds(1);

    private final URI self;
    private final Subscriptions subscriptions;
    private final KnownFeeds feeds;
    private final GuardedCalls calls;
    private final Turns turns;
    private final BackOff backOff;
    private final ExecutorService work;

    /** Who is to be told, and who is being told. */
    private final Set<String> due = new HashSet<>();

    private final Set<String> telling = new HashSet<>();

    /** @param self the hub's own address */
    Distribution(
            URI self,
            Subscriptions subscriptions,
            KnownFeeds feeds,
            GuardedCalls calls,
            Turns turns,
            BackOff backOff,
            ExecutorService work) {
        this.self = self;
        this.subscriptions = subscriptions;
        this.feeds = feeds;
        this.calls = calls;
        this.turns = turns;
        this.backOff = backOff;
        this.work = work;
    }

    /** To whoever subscribes to it. */
    void changed(URI topic) {
        feeds.changed(topic);
        for (Subscription one : subscriptions.live()) {
            if (one.topic().equals(topic.toString())) {
                tell(one.key());
            }
        }
    }

    /** To one of them, unless it has had the feed as it is. */
    void catchUp(Subscription one) {
        KnownFeeds.Known feed = feeds.at(URI.create(one.topic()));
        if (feed != null && !feed.digest().equals(one.had())) {
            tell(one.key());
        }
    }

    /** How many are being told just now. */
    synchronized int telling() {
        return telling.size();
    }

    private synchronized void tell(String key) {
        due.add(key);
        if (!work.isShutdown() && telling.add(key)) {
            work.submit(() -> {
                distribute(key);
                return null;
            });
        }
    }

    private void distribute(String key) throws InterruptedException {
        for (Subscription to = next(key); to != null; to = next(key)) {
            send(to);
        }
    }

    /** The subscription as it is now, when it is to be told something; null once there is nothing more. */
    private synchronized @Nullable Subscription next(String key) {
        Subscription one = due.remove(key) ? subscriptions.live(key) : null;
        if (one == null) {
            telling.remove(key);
        }
        return one;
    }

    private void send(Subscription to) throws InterruptedException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            try {
                if (turns.call(to.host(), () -> isDone(to))) {
                    return;
                }
            } catch (UncheckedIOException e) {
                log.warn("feed-not-read topic={} reason={}", to.topic(), Logfmt.value(e.getMessage()), e);
            }
            Thread.sleep(backOff.after(tries));
        }
        log.warn("feed-not-taken host={} tries={}", Logfmt.value(to.host()), MOST_TRIES);
    }

    /** Whether the subscriber took it, had it already or is no more, or may not be called. */
    private boolean isDone(Subscription to) {
        URI callback = URI.create(to.callback());
        KnownFeeds.Known known = feeds.at(URI.create(to.topic()));
        if (known == null || known.digest().equals(to.had()) || calls.refusal(callback) != null) {
            return true;
        }
        if (!(send(callback, to, known.feed()) instanceof Result.Answered answer)) {
            return false;
        }
        if (answer.isGood()) {
            if (subscriptions.had(to.key(), known.digest()) && !work.isShutdown()) {
                work.submit(() -> {
                    Thread.sleep(NOTED_AFTER);
                    subscriptions.note();
                    return null;
                });
            }
            return true;
        }
        if (answer.status() == 410) {
            subscriptions.remove(to.key());
            return true;
        }
        return false;
    }

    private Result send(URI callback, Subscription to, FeedSource.Feed feed) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", feed.contentType());
        headers.put("Link", "<" + self + ">; rel=\"hub\", <" + to.topic() + ">; rel=\"self\"");
        if (!to.secret().isEmpty()) {
            byte[] key = to.secret().getBytes(StandardCharsets.UTF_8);
            headers.put(
                    "X-Hub-Signature",
                    "sha256=" + HexFormat.of().formatHex(WebhookSignature.hmac("HmacSHA256", key, feed.content())));
        }
        return calls.post(callback, headers, feed.content());
    }
}
