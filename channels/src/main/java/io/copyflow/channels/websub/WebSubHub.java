package io.copyflow.channels.websub;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.RecordJson;
import io.copyflow.channels.delivery.WebhookOutlet.Guard;
import io.copyflow.channels.delivery.WebhookSignature;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSub hub (W3C Recommendation) for the newsroom's feeds, at {@code POST /hub}: subscribing and unsubscribing, each
 * verified with the subscriber, leases, and distribution of a feed whenever it changed, signed where the subscriber gave a
 * secret.
 *
 * <p>A subscriber gets one thing after the other, and always the feed as it is when it is sent: a late one never brings back
 * what was withdrawn. What changed while this process did not run is sent when it {@link #start()}s.
 */
public final class WebSubHub implements Consumer<RoutesConfig>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebSubHub.class);
    private static final int MOST_SUBSCRIPTIONS = 10_000;
    private static final int MOST_TRIES = 8;
    private static final int LONGEST_SECRET = 200;
    private static final Duration SHORTEST_LEASE = Duration.ofMinutes(5);
    private static final Duration USUAL_LEASE = Duration.ofDays(10);
    private static final Duration LONGEST_LEASE = Duration.ofDays(30);

    /** How long what subscribers took waits to be written down; after a crash they may get it twice. */
    private static final Duration NOTED_AFTER = Duration.ofSeconds(1);

    /**
     * @param secret empty for none
     * @param had a digest of the feed as the subscriber last had it
     */
    record Subscription(String topic, String callback, String secret, Instant until, String had) {

        String key() {
            return topic + " " + callback;
        }

        Subscription having(String digest) {
            return new Subscription(topic, callback, secret, until, digest);
        }
    }

    private record Kept(List<Subscription> subscriptions) {}

    private final Path file;
    private final URI self;
    private final FeedSource feeds;
    private final Guard guard;
    private final Calls calls;
    private final BackOff backOff;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ObjectMapper json = RecordJson.mapper();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    /** Who is to be told, and who is being told. */
    private final Set<String> due = new HashSet<>();

    private final Set<String> telling = new HashSet<>();

    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private boolean toBeNoted;
    private volatile boolean closed;

    /**
     * @param folder where subscriptions are kept, {@code subscriptions.json}
     * @param self the hub's own address
     * @throws IOException when what is kept cannot be read
     */
    public WebSubHub(
            Path folder, URI self, FeedSource feeds, Guard guard, Calls calls, BackOff backOff, InstantSource clock)
            throws IOException {
        this(folder, self, feeds, guard, calls, backOff, clock, new SecureRandom());
    }

    WebSubHub(
            Path folder,
            URI self,
            FeedSource feeds,
            Guard guard,
            Calls calls,
            BackOff backOff,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        this.file = folder.resolve("subscriptions.json");
        this.self = self;
        this.feeds = feeds;
        this.guard = guard;
        this.calls = calls;
        this.backOff = backOff;
        this.clock = clock;
        this.random = random;
        if (Files.exists(file)) {
            json.readValue(Files.readAllBytes(file), Kept.class)
                    .subscriptions()
                    .forEach(one -> subscriptions.put(one.key(), one));
        }
    }

    /** Tells subscribers what they have not had, which is what changed while no hub ran. */
    public WebSubHub start() {
        List<Subscription> all;
        synchronized (this) {
            all = List.copyOf(subscriptions.values());
        }
        for (Subscription one : all) {
            FeedSource.Feed feed = feeds.feed(URI.create(one.topic()));
            if (feed != null && !digest(feed).equals(one.had())) {
                tell(one);
            }
        }
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
        String refusal = guard.refusal(address);
        if (refusal != null) {
            refuse(http, refusal);
        } else if (feeds.feed(feed) == null) {
            refuse(http, "Expected the address of a feed of this newsroom as hub.topic, but it is none.");
        } else if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length >= LONGEST_SECRET) {
            refuse(http, "Expected a hub.secret of less than " + LONGEST_SECRET + " bytes, but it is longer.");
        } else if (subscribe && isFull()) {
            refuse(http, "Expected room for one subscription more, but there is none.");
        } else {
            http.status(202);
            Subscription wanted = new Subscription(
                    topic,
                    callback,
                    secret == null ? "" : secret,
                    clock.instant().plus(lease),
                    "");
            work.submit(() -> verify(wanted, subscribe, lease));
        }
    }

    private synchronized boolean isFull() {
        return subscriptions.size() >= MOST_SUBSCRIPTIONS;
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

    /** Asks whoever is to be called whether that is wanted: it must send the challenge back. */
    private void verify(Subscription wanted, boolean subscribe, Duration lease) {
        byte[] chance = new byte[24];
        random.nextBytes(chance);
        String challenge = HexFormat.of().formatHex(chance);
        String query = "hub.mode=" + (subscribe ? "subscribe" : "unsubscribe")
                + "&hub.topic=" + URLEncoder.encode(wanted.topic(), StandardCharsets.UTF_8)
                + "&hub.challenge=" + challenge
                + (subscribe ? "&hub.lease_seconds=" + lease.toSeconds() : "");
        URI callback = URI.create(wanted.callback());
        URI asked = URI.create(wanted.callback() + (callback.getRawQuery() == null ? "?" : "&") + query);
        if (guard.refusal(asked) == null
                && calls.send(HttpRequest.newBuilder(asked).GET()) instanceof Result.Answered answer
                && answer.isGood()
                && MessageDigest.isEqual(answer.body(), challenge.getBytes(StandardCharsets.US_ASCII))) {
            change(wanted, subscribe);
        } else {
            log.info("subscription-not-verified host={}", Logfmt.value(callback.getHost()));
        }
    }

    private synchronized void change(Subscription wanted, boolean subscribe) {
        if (subscribe) {
            FeedSource.Feed feed = feeds.feed(URI.create(wanted.topic()));
            subscriptions.put(wanted.key(), wanted.having(feed == null ? "" : digest(feed)));
        } else {
            subscriptions.remove(wanted.key());
        }
        keep();
    }

    private void keep() {
        Instant now = clock.instant();
        subscriptions.values().removeIf(one -> one.until().isBefore(now));
        try {
            DurableFiles files = new DurableFiles(file.resolveSibling("new"));
            files.write(file, json.writeValueAsBytes(new Kept(List.copyOf(subscriptions.values()))));
            files.settle();
        } catch (IOException e) {
            // it holds until this process ends; subscribers renew their leases
            log.warn("subscriptions-not-kept reason={}", Logfmt.value(e.getMessage()), e);
        }
    }

    /** Sends a feed to whoever subscribes to it, each in its own time. */
    public void changed(URI topic) {
        Instant now = clock.instant();
        List<Subscription> told = new ArrayList<>();
        synchronized (this) {
            for (Subscription one : subscriptions.values()) {
                if (one.topic().equals(topic.toString()) && one.until().isAfter(now)) {
                    told.add(one);
                }
            }
        }
        told.forEach(this::tell);
    }

    /** Each subscriber has one at a time; what changes meanwhile is sent behind it, once. */
    private synchronized void tell(Subscription one) {
        due.add(one.key());
        if (!closed && telling.add(one.key())) {
            work.submit(() -> distribute(one.key()));
        }
    }

    private void distribute(String key) {
        for (Subscription to = next(key); to != null; to = next(key)) {
            send(to);
        }
    }

    /** The subscription as it is now, when it is to be told something; null once there is nothing more. */
    private synchronized @Nullable Subscription next(String key) {
        Subscription one = subscriptions.get(key);
        if (one == null || closed || one.until().isBefore(clock.instant()) || !due.remove(key)) {
            due.remove(key);
            telling.remove(key);
            return null;
        }
        return one;
    }

    private void send(Subscription to) {
        URI callback = URI.create(to.callback());
        URI topic = URI.create(to.topic());
        for (int tries = 1; tries <= MOST_TRIES && !closed; tries++) {
            try {
                FeedSource.Feed feed = feeds.feed(topic); // as it is now, not as it was
                if (feed == null || guard.refusal(callback) != null || isTaken(to, callback, topic, feed)) {
                    return;
                }
            } catch (UncheckedIOException e) {
                log.warn("feed-not-read topic={} reason={}", topic, Logfmt.value(e.getMessage()), e);
            }
            LockSupport.parkNanos(backOff.after(tries).toNanos());
        }
        log.warn("feed-not-taken host={} tries={}", Logfmt.value(callback.getHost()), MOST_TRIES);
    }

    /** Whether the subscriber took it, or is no more. */
    private boolean isTaken(Subscription to, URI callback, URI topic, FeedSource.Feed feed) {
        if (!(calls.send(request(callback, topic, to.secret(), feed)) instanceof Result.Answered answer)) {
            return false;
        }
        if (answer.isGood()) {
            had(to, digest(feed));
            return true;
        }
        if (answer.status() == 410) {
            change(to, false);
            return true;
        }
        return false;
    }

    private HttpRequest.Builder request(URI callback, URI topic, String secret, FeedSource.Feed feed) {
        HttpRequest.Builder request = HttpRequest.newBuilder(callback)
                .header("Content-Type", feed.contentType())
                .header("Link", "<" + self + ">; rel=\"hub\", <" + topic + ">; rel=\"self\"")
                .POST(BodyPublishers.ofByteArray(feed.content()));
        if (!secret.isEmpty()) {
            byte[] key = secret.getBytes(StandardCharsets.UTF_8);
            request.header(
                    "X-Hub-Signature",
                    "sha256=" + HexFormat.of().formatHex(WebhookSignature.hmac("HmacSHA256", key, feed.content())));
        }
        return request;
    }

    private synchronized void had(Subscription to, String digest) {
        Subscription now = subscriptions.computeIfPresent(to.key(), (_, one) -> one.having(digest));
        if (now != null && !toBeNoted && !closed) {
            toBeNoted = true;
            work.submit(this::note);
        }
    }

    /** Many subscribers are noted at once. */
    private void note() {
        LockSupport.parkNanos(NOTED_AFTER.toNanos());
        synchronized (this) {
            if (toBeNoted) {
                toBeNoted = false;
                keep();
            }
        }
    }

    private static String digest(FeedSource.Feed feed) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(feed.content()), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has.", e);
        }
    }

    /** How many subscribe now. */
    public synchronized int size() {
        return subscriptions.size();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (toBeNoted) {
                toBeNoted = false;
                keep();
            }
        }
        work.shutdownNow();
    }
}
