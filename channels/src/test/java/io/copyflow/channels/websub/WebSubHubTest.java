package io.copyflow.channels.websub;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.AddressGuard;
import io.copyflow.channels.delivery.BackOff;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.channels.delivery.WebhookSignature;
import io.copyflow.channels.websub.FeedSource.Feed;
import io.copyflow.runtime.HttpFront;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class WebSubHubTest {

    private static final URI TOPIC = URI.create("https://news.example.org/en/feed.atom");
    private static final URI SELF = URI.create("https://api.example.org/hub");

    @TempDir
    Path folder;

    private final Map<URI, Feed> feeds = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private GuardedCalls calls;
    private final Subscriber subscriber = new Subscriber();
    private volatile Instant now = Instant.parse("2026-03-03T14:05:00Z");
    private WebSubHub hub;
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        feed("first");
        open(Set.of("127.0.0.1"));
    }

    @AfterEach
    void stop() {
        close();
        subscriber.close();
        client.close();
    }

    @Test
    void a_subscription_is_verified_and_changes_come_signed_with_the_addresses_of_hub_and_feed() throws Exception {
        subscribe("s3cret");
        assertThat(subscriber.asked.getFirst())
                .containsEntry("mine", "1")
                .containsEntry("hub.mode", "subscribe")
                .containsEntry("hub.topic", TOPIC.toString())
                .containsEntry("hub.lease_seconds", "864000");

        feed("second");
        hub.changed(TOPIC);

        await(() -> subscriber.came.size() == 1);
        Subscriber.Came came = subscriber.came.getFirst();
        assertThat(came.body()).isEqualTo("second");
        assertThat(came.contentType()).isEqualTo("application/atom+xml");
        assertThat(came.link()).isEqualTo("<" + SELF + ">; rel=\"hub\", <" + TOPIC + ">; rel=\"self\"");
        assertThat(came.signature())
                .isEqualTo("sha256="
                        + HexFormat.of()
                                .formatHex(WebhookSignature.hmac(
                                        "HmacSHA256",
                                        "s3cret".getBytes(StandardCharsets.UTF_8),
                                        "second".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void what_a_subscriber_had_is_not_sent_again() throws Exception {
        subscribe("");
        feed("second");
        hub.changed(TOPIC);
        await(() -> subscriber.came.size() == 1 && hub.telling() == 0);

        hub.changed(TOPIC);
        await(() -> hub.telling() == 0);
        feed("third");
        hub.changed(TOPIC);

        await(() -> subscriber.came.getLast().body().equals("third"));
        assertThat(subscriber.came).hasSize(2);
    }

    @Test
    void whoever_does_not_send_the_challenge_back_is_not_subscribed() throws Exception {
        subscriber.agrees = false;
        assertThat(ask("subscribe", TOPIC, subscriber.address(), Map.of()).statusCode())
                .isEqualTo(202);
        await(() -> subscriber.asked.size() == 1 && hub.verifying() == 0);

        assertThat(hub.size()).isZero();
    }

    @Test
    void who_renews_is_sent_what_it_could_not_take_and_nothing_it_had() throws Exception {
        subscribe("");
        subscriber.answers.addAll(Collections.nCopies(8, 500));
        feed("second");
        hub.changed(TOPIC);
        await(() -> subscriber.came.size() == 8);

        renew();
        await(() -> subscriber.came.size() == 9);
        assertThat(subscriber.came.getLast().body()).isEqualTo("second");

        renew();
        feed("third");
        hub.changed(TOPIC);
        await(() -> subscriber.came.size() == 10);
        assertThat(subscriber.came.getLast().body()).isEqualTo("third");
    }

    private void renew() throws Exception {
        int asked = subscriber.asked.size();
        ask("subscribe", TOPIC, subscriber.address(), Map.of());
        await(() -> subscriber.asked.size() == asked + 1 && hub.verifying() == 0);
    }

    @Test
    void a_full_hub_renews_what_it_has_and_takes_nothing_more() throws Exception {
        reopen(new Limits(2, 1, 10, 10, 10, 10), Set.of("127.0.0.1", "localhost"));
        subscribe("");
        renew();
        assertThat(hub.size()).isEqualTo(1);

        assertThat(ask("subscribe", TOPIC, at("/other"), Map.of()).body())
                .contains("subscription-invalid")
                .contains("one host");
        URI elsewhere = URI.create(at("/third").toString().replace("127.0.0.1", "localhost"));
        ask("subscribe", TOPIC, elsewhere, Map.of());
        await(() -> hub.size() == 2);
        assertThat(ask("subscribe", TOPIC, URI.create("http://127.0.0.1:1/"), Map.of())
                        .body())
                .contains("room for one subscription more");
        renew();
        assertThat(hub.size()).isEqualTo(2);
    }

    @Test
    void what_was_asked_for_at_once_does_not_pass_the_limit_when_it_is_verified() throws Exception {
        reopen(new Limits(1, 1, 10, 10, 10, 10), Set.of("127.0.0.1"));
        subscriber.hold();
        for (String path : List.of("/a", "/b", "/c")) {
            assertThat(ask("subscribe", TOPIC, at(path), Map.of()).statusCode()).isEqualTo(202);
        }

        subscriber.letGo();

        await(() -> subscriber.asked.size() == 3 && hub.verifying() == 0);
        assertThat(hub.size()).isEqualTo(1);
    }

    @Test
    void more_than_can_be_verified_is_sent_away_for_a_while() throws Exception {
        reopen(new Limits(10, 10, 10, 2, 10, 10), Set.of("127.0.0.1"));
        subscriber.hold();
        ask("subscribe", TOPIC, at("/a"), Map.of());
        ask("subscribe", TOPIC, at("/b"), Map.of());

        HttpResponse<String> answer = ask("subscribe", TOPIC, at("/c"), Map.of());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("hub-busy");
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        subscriber.letGo();
        await(() -> hub.verifying() == 0);
        assertThat(ask("subscribe", TOPIC, at("/c"), Map.of()).statusCode()).isEqualTo(202);
    }

    @Test
    void a_feed_is_read_once_for_all_who_subscribe_to_it() throws Exception {
        for (int i = 1; i <= 5; i++) {
            ask("subscribe", TOPIC, at("/" + i), Map.of());
        }
        await(() -> hub.size() == 5);
        feed("second");
        int before = reads.get();

        hub.changed(TOPIC);

        await(() -> subscriber.came.size() == 5);
        assertThat(reads.get() - before).isEqualTo(1);
        assertThat(subscriber.came).extracting(Subscriber.Came::body).containsOnly("second");
    }

    @Test
    void nobody_else_on_the_machine_reads_the_secrets() throws Exception {
        subscribe("s3cret");
        Path file = folder.resolve("subscriptions.json");
        assertThat(file).content().contains("s3cret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        reopen();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as("kept by an older version")
                .isEqualTo("rw-------");
    }

    private URI at(String path) {
        return subscriber.address().resolve(path);
    }

    private void reopen(Limits limits, Set<String> allowed) throws IOException {
        close();
        open(allowed, limits);
    }

    @Test
    void a_subscription_ends_when_that_is_asked_for_and_verified() throws Exception {
        subscribe("");
        subscriber.agrees = false;
        ask("unsubscribe", TOPIC, subscriber.address(), Map.of());
        await(() -> subscriber.asked.size() == 2);
        assertThat(hub.size()).isEqualTo(1);

        subscriber.agrees = true;
        ask("unsubscribe", TOPIC, subscriber.address(), Map.of());

        await(() -> hub.size() == 0);
        assertThat(subscriber.asked.getLast()).containsEntry("hub.mode", "unsubscribe");
    }

    @Test
    void a_lease_is_as_long_as_asked_within_bounds_and_then_it_ends() throws Exception {
        ask("subscribe", TOPIC, subscriber.address(), Map.of("hub.lease_seconds", "60"));
        await(() -> hub.size() == 1);
        assertThat(subscriber.asked.getLast()).containsEntry("hub.lease_seconds", "300");
        now = now.plusSeconds(301);
        feed("second");

        hub.changed(TOPIC);

        ask("subscribe", TOPIC, subscriber.address(), Map.of("hub.lease_seconds", "99999999"));
        await(() -> subscriber.asked.size() == 2);
        assertThat(subscriber.asked.getLast()).containsEntry("hub.lease_seconds", "2592000");
        assertThat(subscriber.came).isEmpty();
    }

    @Test
    void a_private_address_is_refused_and_never_called() throws Exception {
        close();
        open(Set.of());

        assertThat(ask("subscribe", TOPIC, subscriber.address(), Map.of()).body())
                .contains("subscription-invalid")
                .contains("private network");

        assertThat(subscriber.asked).isEmpty();
    }

    @Test
    void another_topic_a_long_secret_and_half_a_question_are_refused() throws Exception {
        URI other = URI.create("https://other.example.org/feed");
        assertThat(ask("subscribe", other, subscriber.address(), Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(ask("subscribe", TOPIC, subscriber.address(), Map.of("hub.secret", "x".repeat(200)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask("publish", TOPIC, subscriber.address(), Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(ask("subscribe", TOPIC, subscriber.address(), Map.of("hub.lease_seconds", "soon"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(subscriber.asked).isEmpty();
    }

    @Test
    void a_subscriber_that_fails_gets_the_feed_as_it_is_then_and_never_an_older_one() throws Exception {
        subscribe("");
        subscriber.answers.addAll(List.of(500, 503));
        feed("second");
        hub.changed(TOPIC);
        await(() -> !subscriber.came.isEmpty());
        feed("third");
        hub.changed(TOPIC);

        await(() ->
                subscriber.came.size() >= 3 && subscriber.came.getLast().body().equals("third"));
        List<String> bodies =
                subscriber.came.stream().map(Subscriber.Came::body).toList();
        assertThat(bodies.subList(bodies.indexOf("third"), bodies.size())).containsOnly("third");
    }

    @Test
    void a_subscriber_that_says_it_is_gone_is_forgotten() throws Exception {
        subscribe("");
        subscriber.answers.add(410);
        feed("second");

        hub.changed(TOPIC);

        await(() -> hub.size() == 0);
    }

    @Test
    void r27_after_a_restart_subscribers_get_what_changed_meanwhile_and_nothing_they_have() throws Exception {
        subscribe("");
        feed("second");
        hub.changed(TOPIC);
        await(() -> subscriber.came.size() == 1 && hub.telling() == 0);
        reopen();
        assertThat(hub.size()).isEqualTo(1);

        feed("third");
        reopen();

        await(() -> subscriber.came.size() == 2);
        assertThat(subscriber.came.getLast().body()).isEqualTo("third");
    }

    private void reopen() throws IOException {
        close();
        open(Set.of("127.0.0.1"));
        hub.start();
    }

    private void feed(String content) {
        feeds.put(TOPIC, new Feed("application/atom+xml", content.getBytes(StandardCharsets.UTF_8)));
    }

    private void open(Set<String> allowed) throws IOException {
        open(allowed, Limits.USUAL);
    }

    private void open(Set<String> allowed, Limits limits) throws IOException {
        calls = new GuardedCalls(new AddressGuard(allowed), Duration.ofSeconds(5));
        hub = new WebSubHub(
                folder,
                SELF,
                topic -> {
                    reads.incrementAndGet();
                    return feeds.get(topic);
                },
                calls,
                new BackOff(Duration.ofMillis(5), Duration.ofMillis(20)),
                () -> now,
                limits);
        front = HttpFront.start("127.0.0.1", 0, List.of(hub));
    }

    private void close() {
        front.close();
        hub.close();
        calls.close();
    }

    private void subscribe(String secret) throws Exception {
        Map<String, String> more = secret.isEmpty() ? Map.of() : Map.of("hub.secret", secret);
        assertThat(ask("subscribe", TOPIC, subscriber.address(), more).statusCode())
                .isEqualTo(202);
        await(() -> hub.size() == 1);
    }

    private HttpResponse<String> ask(String mode, URI topic, URI callback, Map<String, String> more) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("hub.mode", mode);
        form.put("hub.topic", topic.toString());
        form.put("hub.callback", callback.toString());
        String body = form.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + "/hub"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30))
                .until(condition);
    }
}
