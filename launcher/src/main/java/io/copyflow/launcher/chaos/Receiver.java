package io.copyflow.launcher.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.copyflow.channels.delivery.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that webhooks lead to: it checks signatures and drops ids it has had, as the Standard Webhooks specification asks,
 * and is in trouble when it is told to be. Source: docs/how-to/social-accounts.md.
 */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of requests for a while. */
    enum Trouble {
        NONE,
        /** Every connection breaks before anything is done. */
        DOWN,
        /** Answers come after 0.5 to 4 s. */
        SLOW,
        /** Of two requests one fails: refused, or done and the answer lost, or done and never answered. */
        LOSING
    }

    /**
     * A message as it came the first time.
     *
     * @param channel the account's id, the last part of the address it was sent to
     * @param type such as {@code story.withdrawn}
     * @param headline empty where there is none
     */
    record Message(
            String id,
            String channel,
            String type,
            String storyId,
            String language,
            long sequence,
            boolean killed,
            String headline) {

        boolean shows() {
            return !type.equals("story.withdrawn");
        }
    }

    private final HttpServer server;
    private final WebhookSignature signature;
    private final Random random;
    private final Map<String, Message> byId = new LinkedHashMap<>();
    private final List<String> forged = new ArrayList<>();
    private final List<HttpExchange> unanswered = new CopyOnWriteArrayList<>();
    private volatile Trouble trouble = Trouble.NONE;

    /** @param random says which request fails, and how */
    Receiver(String secret, Random random) {
        this.signature = WebhookSignature.of(secret);
        this.random = random;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where an account sends its messages. */
    URI address(String channel) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + channel);
    }

    /** From now on. What was never answered breaks off now. */
    void be(Trouble what) {
        trouble = what;
        unanswered.forEach(HttpExchange::close);
        unanswered.clear();
    }

    /** Each once, in the order they came first. */
    synchronized List<Message> messages() {
        return List.copyOf(byId.values());
    }

    /** Ids of messages whose signature was wrong. */
    synchronized List<String> forged() {
        return List.copyOf(forged);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (trouble) {
            case NONE -> answer(exchange, take(exchange, body));
            case DOWN -> exchange.close();
            case SLOW -> {
                int status = take(exchange, body);
                LockSupport.parkNanos(1_000_000L * (500 + chance(3_500)));
                answer(exchange, status);
            }
            case LOSING -> lose(exchange, body);
        }
    }

    private void lose(HttpExchange exchange, byte[] body) throws IOException {
        switch (chance(10)) {
            case 0 -> answer(exchange, 500);
            case 1 -> answer(exchange, 429);
            case 2 -> {
                take(exchange, body);
                answer(exchange, 502);
            }
            case 3 -> {
                take(exchange, body);
                exchange.close();
            }
            case 4 -> {
                take(exchange, body);
                unanswered.add(exchange);
            }
            default -> answer(exchange, take(exchange, body));
        }
    }

    private int chance(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private synchronized int take(HttpExchange exchange, byte[] body) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String at = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        if (id == null
                || at == null
                || !Objects.equals(
                        signature
                                .headers(id, Instant.ofEpochSecond(Long.parseLong(at)), body)
                                .get("webhook-signature"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"))) {
            forged.add(String.valueOf(id));
            return 401;
        }
        JsonNode message = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        JsonNode data = message.path("data");
        byId.putIfAbsent(
                id,
                new Message(
                        id,
                        exchange.getRequestURI().getPath().substring(1),
                        message.path("type").asText(),
                        data.path("story").asText(),
                        data.path("language").asText(),
                        data.path("sequence").asLong(),
                        data.path("killed").asBoolean(),
                        data.path("headline").asText("")));
        return 204;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        be(Trouble.NONE);
        server.stop(0);
    }
}
