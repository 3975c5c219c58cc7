package io.copyflow.channels.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls over HTTP that tell apart what was never sent from what was sent and had no answer. Redirects are not followed. For
 * addresses of the newsroom's own choosing; {@link GuardedCalls} are for those that others chose.
 */
public final class Calls implements WebhookOutlet.Post, AutoCloseable {

    static final int LONGEST_ANSWER = 1 << 20;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience how long a whole answer is waited for */
    public Calls(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** What became of a request. */
    public sealed interface Result {

        /** There is an answer. */
        record Answered(int status, HttpHeaders headers, byte[] body) implements Result {

            public boolean isGood() {
                return status >= 200 && status < 300;
            }

            public String text() {
                return new String(body, StandardCharsets.UTF_8);
            }

            /** How long the other side asks to be left alone by {@code Retry-After}; null when it does not say. */
            public @Nullable Duration retryAfter(InstantSource clock) {
                String said = headers.firstValue("Retry-After").orElse(null);
                if (said == null) {
                    return null;
                }
                try {
                    return said.matches("[0-9]{1,6}")
                            ? Duration.ofSeconds(Long.parseLong(said))
                            : atLeastNothing(Duration.between(
                                    clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(said))));
                } catch (DateTimeParseException e) {
                    return null;
                }
            }

            /** Whether nothing was done because there is too much to do there now. */
            public boolean isBusy() {
                return status == TOO_MANY_REQUESTS || status == 503 || status == 408 || status == 425;
            }

            private static Duration atLeastNothing(Duration wait) {
                return wait.isNegative() ? Duration.ZERO : wait;
            }
        }

        /** The other side never had it. */
        record NotSent(String sentence) implements Result {}

        /** It was sent, and no whole answer came. */
        record Lost(String sentence) implements Result {}
    }

    @Override
    public Result post(URI address, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return send(request);
    }

    /** Sends a request and waits for all of the answer, as long as the patience lasts. */
    public Result send(HttpRequest.Builder request) {
        HttpRequest built = request.timeout(patience).build();
        String host = built.uri().getHost();
        // the request's own timeout ends with the headers, however slowly the rest comes
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(built, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> answer = coming.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return new Result.Answered(answer.statusCode(), answer.headers(), answer.body());
        } catch (ExecutionException e) {
            return failed(host, e.getCause());
        } catch (TimeoutException e) {
            return late(host, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ending(host);
        } finally {
            coming.cancel(true); // ends the connection where the answer did not
        }
    }

    private Result failed(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> unreachable(host, e);
            case ConnectException e -> unreachable(host, e);
            case SSLHandshakeException e -> unreachable(host, e);
            case HttpTimeoutException _ -> late(host, patience);
            case IOException e -> brokenOff(host, e);
            case null, default -> throw new IllegalStateException("Expected a call of " + host + " to end.", cause);
        };
    }

    static Result unreachable(String host, IOException e) {
        return new Result.NotSent("Expected to reach " + host + ", but that failed: " + reason(e)
                + ". It is tried again; check the address and the network.");
    }

    static Result ending(String host) {
        return new Result.Lost("Expected an answer of " + host + ", but this process was ending.");
    }

    static Result brokenOff(String host, IOException e) {
        return new Result.Lost("Expected a whole answer of " + host + ", but it broke off: " + reason(e) + ".");
    }

    static Result late(String host, Duration patience) {
        return new Result.Lost(
                "Expected a whole answer of " + host + " within " + patience.toMillis() + " ms, but none came.");
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        client.close();
    }
}
