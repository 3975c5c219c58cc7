package io.copyflow.channels.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A local HTTP server that does what a network does, and fails in every way a network does, as a seed says. */
public abstract class FaultyServer implements AutoCloseable {

    /** What happens to a request. */
    public enum Fault {
        NONE,
        /** An error of the server's, nothing done. */
        ERROR,
        /** Too many requests, nothing done. */
        BUSY,
        /** The connection breaks before anything is done. */
        RESET_BEFORE,
        /** It is done, and the connection breaks. */
        RESET_AFTER,
        /** It is done, and no answer ever comes. */
        SILENT_AFTER,
        /** It is done, the answer begins, and then nothing more comes. */
        SILENT_AFTER_HEADERS,
        /** An error from something between, though it was done. */
        GATEWAY_ERROR_AFTER
    }

    public record Reply(int status, String body) {}

    private final HttpServer server;
    private final Supplier<Fault> faults;
    private final Map<Fault, Long> counted = new EnumMap<>(Fault.class);
    private final List<HttpExchange> unanswered = new CopyOnWriteArrayList<>();

    FaultyServer(Supplier<Fault> faults) {
        this.faults = faults;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** One fault in so many requests, of any kind but none. */
    public static Supplier<Fault> oneIn(int many, long seed) {
        Random random = new Random(seed);
        return () -> {
            synchronized (random) {
                return random.nextInt(many) == 0
                        ? Fault.values()[1 + random.nextInt(Fault.values().length - 1)]
                        : Fault.NONE;
            }
        };
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the network does with a request; called one at a time. */
    abstract Reply act(HttpExchange request, String body) throws IOException;

    abstract Reply error();

    abstract Reply busy();

    private void handle(HttpExchange exchange) throws IOException {
        // of parts a byte a character: one of them is no text
        String body = new String(
                exchange.getRequestBody().readAllBytes(),
                Parts.isMultipart(exchange) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        switch (counted(faults.get())) {
            case ERROR -> answer(exchange, error());
            case BUSY -> answer(exchange, busy());
            case RESET_BEFORE -> exchange.close();
            case RESET_AFTER -> {
                locked(exchange, body);
                exchange.close();
            }
            case SILENT_AFTER -> {
                locked(exchange, body);
                unanswered.add(exchange);
            }
            case SILENT_AFTER_HEADERS -> {
                Reply reply = locked(exchange, body);
                exchange.sendResponseHeaders(reply.status(), 1000);
                exchange.getResponseBody().flush();
                unanswered.add(exchange);
            }
            case GATEWAY_ERROR_AFTER -> {
                locked(exchange, body);
                answer(exchange, new Reply(502, "<html>Bad Gateway</html>"));
            }
            case NONE -> answer(exchange, locked(exchange, body));
        }
    }

    private synchronized Fault counted(Fault fault) {
        counted.merge(fault, 1L, Long::sum);
        return fault;
    }

    /** How many requests had which fault, those with none too. */
    public synchronized Map<Fault, Long> counted() {
        return Map.copyOf(counted);
    }

    private synchronized Reply locked(HttpExchange exchange, String body) throws IOException {
        return act(exchange, body);
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        unanswered.forEach(HttpExchange::close);
        server.stop(0);
    }
}
