package io.copyflow.channels.websub;

import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.runtime.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSub hub (W3C Recommendation) for the newsroom's feeds, at {@code POST /hub}: subscribing and unsubscribing, each
 * verified with the subscriber, leases, and distribution of a feed whenever it changed, signed where the subscriber gave a
 * secret. Whoever reaches it may ask, so that all of it has {@link Limits}.
 *
 * <p>A subscriber gets one thing after the other, and always the feed as it is when it is sent: a late one never brings back
 * what was withdrawn. What changed while this process did not run is sent when it {@link #start()}s.
 */
public final class WebSubHub implements Consumer<RoutesConfig>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebSubHub.class);
    private static final int LONGEST_SECRET = 200;
    private static final int LONGEST_CALLBACK = 2000;
    private static final Duration SHORTEST_LEASE = Duration.ofMinutes(5);
    private static final Duration USUAL_LEASE = Duration.ofDays(10);
    private static final Duration LONGEST_LEASE = Duration.ofDays(30);

    private final KnownFeeds feeds;
    private final GuardedCalls calls;
    private final InstantSource clock;
    private final Subscriptions subscriptions;
    private final Verification verification;
    private final Distribution distribution;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param folder where subscriptions are kept, {@code subscriptions.json}
     * @param self the hub's own address
     * @param feeds the site's; each change of one is told by {@link #changed}
     * @throws IOException when what is kept cannot be read
     */
    public WebSubHub(Path folder, URI self, FeedSource feeds, GuardedCalls calls, BackOff backOff, InstantSource clock)
            throws IOException {
        this(folder, self, feeds, calls, backOff, clock, Limits.USUAL);
    }

    WebSubHub(
            Path folder,
            URI self,
            FeedSource feeds,
            GuardedCalls calls,
            BackOff backOff,
            InstantSource clock,
            Limits limits)
            throws IOException {
        this.feeds = new KnownFeeds(feeds);
        this.calls = calls;
        this.clock = clock;
        this.subscriptions = new Subscriptions(folder.resolve("subscriptions.json"), limits, clock);
        Turns asking = new Turns(limits.calls(), limits.callsToOneHost());
        Turns sending = new Turns(limits.calls(), limits.callsToOneHost());
        this.verification = new Verification(calls, asking, limits, new SecureRandom(), work);
        this.distribution = new Distribution(self, subscriptions, this.feeds, calls, sending, backOff, work);
    }

    /** Tells subscribers what they have not had, which is what changed while no hub ran. */
    public WebSubHub start() {
        subscriptions.live().forEach(distribution::catchUp);
        return this;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.post("/hub", this::ask);
    }

    private void ask(Context http) {
        String mode = http.formParam("hub.mode");
        String topic = http.formParam("hub.topic");
        String callback = http.formParam("hub.callback");
        String secret = http.formParam("hub.secret");
        boolean subscribe = "subscribe".equals(mode);
        if (topic == null || callback == null || !subscribe && !"unsubscribe".equals(mode)) {
            refuse(
                    http,
                    "Expected hub.mode subscribe or unsubscribe with hub.topic and hub.callback, but one is missing.");
            return;
        }
        URI address;
        URI feed;
        Duration lease;
        try {
            address = URI.create(callback);
            feed = URI.create(topic);
            lease = lease(http.formParam("hub.lease_seconds"));
        } catch (IllegalArgumentException e) {
            refuse(http, "Expected addresses and a number of seconds, but one of them is something else.");
            return;
        }
        String refusal = calls.refusal(address);
        if (refusal != null) {
            refuse(http, refusal);
        } else if (callback.length() > LONGEST_CALLBACK) {
            refuse(http, "Expected a hub.callback of at most " + LONGEST_CALLBACK + " characters, but it is longer.");
        } else if (feeds.at(feed) == null) {
            refuse(http, "Expected the address of a feed of this newsroom as hub.topic, but it is none.");
        } else if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length >= LONGEST_SECRET) {
            refuse(http, "Expected a hub.secret of less than " + LONGEST_SECRET + " bytes, but it is longer.");
        } else {
            verify(
                    http,
                    new Subscription(
                            topic,
                            callback,
                            secret == null ? "" : secret,
                            clock.instant().plus(lease),
                            ""),
                    subscribe,
                    lease);
        }
    }

    private void verify(Context http, Subscription wanted, boolean subscribe, Duration lease) {
        String full = subscribe ? subscriptions.refusal(wanted) : null;
        if (full != null) {
            refuse(http, full);
        } else if (verification.begin(wanted, subscribe, lease, () -> change(wanted, subscribe))) {
            http.status(202);
        } else {
            http.header("Retry-After", "60");
            new Problem(
                            503,
                            "hub-busy",
                            "Expected few subscriptions that wait to be verified, but there are many. Ask again in a"
                                    + " minute.")
                    .answer(http);
        }
    }

    private static void refuse(Context http, String sentence) {
        new Problem(400, "subscription-invalid", sentence + " See docs/how-to/read-the-feeds.md.").answer(http);
    }

    private static Duration lease(@Nullable String seconds) {
        if (seconds == null || seconds.isEmpty()) {
            return USUAL_LEASE;
        }
        Duration asked = Duration.ofSeconds(Integer.parseInt(seconds));
        if (asked.compareTo(SHORTEST_LEASE) < 0) {
            return SHORTEST_LEASE;
        }
        return asked.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : asked;
    }

    /** It was verified. Whoever is new has the feed as it is now; whoever renews gets what is still owed. */
    private void change(Subscription wanted, boolean subscribe) {
        if (!subscribe) {
            subscriptions.remove(wanted.key());
            return;
        }
        KnownFeeds.Known feed = feeds.at(URI.create(wanted.topic()));
        Subscription taken = subscriptions.take(wanted.having(feed == null ? "" : feed.digest()));
        if (taken == null) {
            log.warn("subscription-without-room host={}", wanted.host());
        } else {
            distribution.catchUp(taken);
        }
    }

    /** Sends a feed to whoever subscribes to it, each in its own time. */
    public void changed(URI topic) {
        distribution.changed(topic);
    }

    /** How many subscribe now. */
    public int size() {
        return subscriptions.size();
    }

    /** How many are not verified yet. */
    int verifying() {
        return verification.waiting();
    }

    /** How many are being told just now. */
    int telling() {
        return distribution.telling();
    }

    @Override
    public void close() {
        work.shutdownNow();
        subscriptions.note();
    }
}
