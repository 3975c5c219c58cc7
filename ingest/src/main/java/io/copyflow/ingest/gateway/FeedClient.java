package io.copyflow.ingest.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a feed's server whether there is anything new: within a time, and never for more than a body may have. */
final class FeedClient implements AutoCloseable {

    private static final String TYPES = "application/atom+xml, application/rss+xml, application/feed+json,"
            + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

    private final HttpClient http;
    private final Duration patience;
    private final InstantSource clock;

    /** @param patience for the whole answer */
    FeedClient(Duration patience, InstantSource clock) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        this.patience = patience;
        this.clock = clock;
    }

    /** What a server said. */
    sealed interface Answer {

        /** @param etag and the others as the server sent them, for the next question */
        record Fresh(
                byte[] body,
                @Nullable String contentType,
                @Nullable String etag,
                @Nullable String lastModified) implements Answer {}

        record Unchanged() implements Answer {}

        /** It will never come again. */
        record Gone() implements Answer {}

        /** @param retryAfter how long the server asks to be left alone; null when it does not say */
        record Failed(String reason, @Nullable Duration retryAfter) implements Answer {}
    }

    Answer ask(URI url, @Nullable String etag, @Nullable String lastModified) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(patience).header("Accept", TYPES);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        if (lastModified != null) {
            request.header("If-Modified-Since", lastModified);
        }
        CompletableFuture<HttpResponse<InputStream>> asked =
                http.sendAsync(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream in = response.body()) {
                return answer(response, in);
            }
        } catch (TimeoutException e) {
            asked.cancel(true);
            return new Answer.Failed("no answer within " + patience.toSeconds() + " s", null);
        } catch (ExecutionException | IOException e) {
            return new Answer.Failed(String.valueOf(e.getMessage()), null);
        }
    }

    private Answer answer(HttpResponse<InputStream> response, InputStream in) throws IOException, InterruptedException {
        return switch (response.statusCode()) {
            case 200 -> body(response, in);
            case 304 -> new Answer.Unchanged();
            case 410 -> new Answer.Gone();
            default -> new Answer.Failed("status " + response.statusCode(), retryAfter(response));
        };
    }

    private Answer body(HttpResponse<InputStream> response, InputStream in) throws InterruptedException {
        // a server may send a byte a minute: the stream is closed when the time is over, which ends the reading
        CompletableFuture<byte[]> reading = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().name("feed-body").start(() -> {
            try {
                reading.complete(in.readNBytes(StoriesApi.MOST_BYTES + 1));
            } catch (IOException e) {
                reading.completeExceptionally(e);
            }
        });
        try {
            byte[] body = reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return body.length > StoriesApi.MOST_BYTES
                    ? new Answer.Failed("more than " + StoriesApi.MOST_BYTES + " bytes", null)
                    : new Answer.Fresh(
                            body,
                            header(response, "Content-Type"),
                            header(response, "ETag"),
                            header(response, "Last-Modified"));
        } catch (TimeoutException e) {
            reader.interrupt();
            return new Answer.Failed("no whole answer within " + patience.toSeconds() + " s", null);
        } catch (ExecutionException e) {
            return new Answer.Failed(String.valueOf(e.getMessage()), null);
        }
    }

    /** Seconds, or a date. */
    private @Nullable Duration retryAfter(HttpResponse<?> response) {
        String stated = header(response, "Retry-After");
        if (stated == null) {
            return null;
        }
        if (stated.matches("\\d{1,7}")) {
            return Duration.ofSeconds(Long.parseLong(stated));
        }
        try {
            Instant at = ZonedDateTime.parse(stated, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), at);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
