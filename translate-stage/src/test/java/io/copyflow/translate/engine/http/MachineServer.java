package io.copyflow.translate.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A machine on this computer that behaves as a test says. */
final class MachineServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it does with a call. */
    interface Behaviour {
        void answer(HttpExchange exchange, JsonNode body) throws IOException, InterruptedException;
    }

    record Call(String path, Map<String, List<String>> headers, JsonNode body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Behaviour behaviour = libreTranslate();

    MachineServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                JsonNode body = JSON.readTree(exchange.getRequestBody());
                calls.add(new Call(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
                behaviour.answer(exchange, body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    void behave(Behaviour as) {
        behaviour = as;
    }

    List<Call> calls() {
        return calls;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Says each text backwards, so that it can be told whose translation it is. */
    static Behaviour libreTranslate() {
        return (exchange, body) -> {
            ObjectNode answer = JSON.createObjectNode();
            var texts = answer.putArray("translatedText");
            body.path("q").forEach(text -> texts.add(backwards(text.asText())));
            send(exchange, 200, answer.toString());
        };
    }

    static Behaviour deepL() {
        return (exchange, body) -> {
            ObjectNode answer = JSON.createObjectNode();
            var translations = answer.putArray("translations");
            body.path("text")
                    .forEach(text -> translations
                            .addObject()
                            .put("detected_source_language", "EN")
                            .put("text", backwards(text.asText())));
            send(exchange, 200, answer.toString());
        };
    }

    static Behaviour saying(int status, String body, String... headers) {
        return (exchange, _) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, body);
        };
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String backwards(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
