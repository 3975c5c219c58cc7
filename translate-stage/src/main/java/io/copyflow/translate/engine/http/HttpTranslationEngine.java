package io.copyflow.translate.engine.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.engine.Draft;
import io.copyflow.translate.engine.DraftRequest;
import io.copyflow.translate.engine.TranslationEngine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A machine over HTTP. Texts go in batches, one after the other; a fault of one is the fault of all, and what was
 * translated already is asked for again with the rest. Nothing of an answer gets into a sentence, as a server may repeat
 * there what it was sent.
 */
final class HttpTranslationEngine implements TranslationEngine {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A translation longer than this is none: some models repeat themselves without end. */
    private static final int LONGEST_FACTOR = 20;

    private static final int LONGEST_ANYWAY = 1_000;

    private final Dialect dialect;
    private final HttpLimits limits;
    private final Clock clock;
    private final HttpClient client;
    private final Semaphore calls;

    HttpTranslationEngine(Dialect dialect, HttpLimits limits, Clock clock) {
        this.dialect = dialect;
        this.limits = limits;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // a redirection would carry the key elsewhere
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connecting())
                .build();
        this.calls = new Semaphore(limits.atOnce(), true);
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public Draft translate(DraftRequest request) {
        String source = dialect.sourceCode(request.sourceLanguage());
        String target = dialect.targetCode(request.language());
        if (source == null || target == null) {
            return unsupported(request);
        }
        Map<Integer, Draft.Piece> made = new HashMap<>();
        for (List<Integer> batch : batches(request.texts())) {
            List<String> texts = batch.stream().map(request.texts()::get).toList();
            JsonNode body = dialect.body(texts, source, target);
            switch (call(body, request, request.idempotencyKey() + "-" + batch.getFirst())) {
                case Answer.Texts answered -> {
                    Draft.Fault fault = fault(texts, answered.texts());
                    if (fault != null) {
                        return fault;
                    }
                    for (int i = 0; i < batch.size(); i++) {
                        made.put(batch.get(i), piece(answered.texts().get(i)));
                    }
                }
                case Answer.Unsupported _ -> {
                    return unsupported(request);
                }
                case Answer.Failed failed -> {
                    return failed.fault();
                }
            }
        }
        List<Draft.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < request.texts().size(); i++) {
            pieces.add(made.getOrDefault(i, new Draft.Missing()));
        }
        return new Draft.Translated(pieces);
    }

    private Draft.Piece piece(@Nullable String text) {
        String normal = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFC)
                .strip();
        return new Draft.Made(normal, Origin.MACHINE, dialect.name());
    }

    /** Places of the texts that are not blank, as many together as a call may have. */
    private List<List<Integer>> batches(List<String> texts) {
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        int characters = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = texts.get(i).length();
            if (texts.get(i).isBlank()) {
                continue;
            }
            if (!batch.isEmpty()
                    && (batch.size() == dialect.mostTexts() || characters + length > dialect.mostCharacters())) {
                batches.add(batch);
                batch = new ArrayList<>();
                characters = 0;
            }
            batch.add(i);
            characters += length;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private Draft.@Nullable Fault fault(List<String> asked, List<@Nullable String> answered) {
        if (answered.size() != asked.size()) {
            return permanent(
                    "engine-answer-invalid",
                    "answered " + answered.size() + " texts to " + asked.size()
                            + ". Have this draft made by a person.");
        }
        for (int i = 0; i < asked.size(); i++) {
            String text = answered.get(i);
            if (text == null || text.isBlank()) {
                return permanent(
                        "engine-answer-invalid", "answered with a blank text. Have this draft made by a person.");
            }
            if (text.length() > LONGEST_ANYWAY + LONGEST_FACTOR * asked.get(i).length()) {
                return permanent(
                        "engine-answer-invalid",
                        "answered with a text of " + text.length() + " characters to one of "
                                + asked.get(i).length() + ". Have this draft made by a person.");
            }
        }
        return null;
    }

    /** What came of a call. */
    private sealed interface Answer {
        record Texts(List<@Nullable String> texts) implements Answer {}

        record Unsupported() implements Answer {}

        record Failed(Draft.Fault fault) implements Answer {}
    }

    private Answer call(JsonNode body, DraftRequest request, String idempotencyKey) {
        Duration left = Duration.between(clock.instant(), request.deadline());
        Duration patience = left.compareTo(limits.answering()) < 0 ? left : limits.answering();
        long end = System.nanoTime() + patience.toNanos();
        try {
            if (!calls.tryAcquire(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS)) {
                return passing("engine-busy", "has " + limits.atOnce() + " calls under way already", null);
            }
            try {
                return send(body, idempotencyKey, end);
            } finally {
                calls.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return passing("engine-interrupted", "was not waited for, as this process stops", null);
        }
    }

    private Answer send(JsonNode body, String idempotencyKey, long end) throws InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(dialect.address())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        dialect.headers().forEach(post::header);
        // the request's own time limit would end with the headers
        CompletableFuture<HttpResponse<byte[]>> answering =
                client.sendAsync(post.build(), _ -> new LimitedBody(limits.answerBytes()));
        try {
            return read(answering.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return passing("engine-slow", "did not answer in time", null);
        } catch (ExecutionException e) {
            return unanswered(e.getCause());
        } finally {
            answering.cancel(true);
        }
    }

    private Answer unanswered(@Nullable Throwable cause) {
        for (Throwable failure = cause; failure != null; failure = failure.getCause()) {
            if (failure instanceof LimitedBody.TooLarge) {
                return new Answer.Failed(permanent(
                        "engine-answer-too-large",
                        "answered with more than " + limits.answerBytes()
                                + " bytes. Have this draft made by a person."));
            }
        }
        if (cause instanceof IOException) {
            return passing("engine-unreachable", "could not be reached, or broke off its answer", null);
        }
        throw new IllegalStateException("A call to " + dialect.name() + " failed in a way no call does", cause);
    }

    private Answer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Duration retryAfter =
                RetryAfter.read(response.headers().firstValue("Retry-After").orElse(null), clock.instant());
        if (dialect.isQuotaUsedUp(status)) {
            return new Answer.Failed(permanent(
                    "engine-quota-used-up",
                    "translates no more in this period, as what was bought is used up. Raise the plan, or wait."));
        }
        return switch (status) {
            case 200 -> texts(response.body());
            case 400 ->
                saysUnsupported(response.body())
                        ? new Answer.Unsupported()
                        : new Answer.Failed(permanent(
                                "engine-refused", "refused the request. Check that its address is of the right API."));
            case 401, 403 ->
                new Answer.Failed(permanent(
                        "engine-key-refused", "refused its key, or asks for one. Check the key in the settings."));
            case 413, 414 ->
                new Answer.Failed(permanent(
                        "engine-request-too-large", "found a text too long. Have this draft made by a person."));
            case 408, 425, 429 -> passing("engine-busy", "asked for a pause with status " + status, retryAfter);
            default ->
                status >= 500
                        ? passing("engine-failing", "failed with status " + status, retryAfter)
                        : new Answer.Failed(permanent(
                                "engine-refused",
                                "answered with status " + status
                                        + ". Check that its address is of the right API, with no redirection."));
        };
    }

    private Answer texts(byte[] body) {
        JsonNode answer = json(body);
        List<@Nullable String> texts = answer == null ? null : dialect.texts(answer);
        return texts == null
                ? passing("engine-answer-unreadable", "answered with something else than translations", null)
                : new Answer.Texts(texts);
    }

    /** Both machines say so in words only: "zz is not supported", "Value for 'target_lang' not supported." */
    private static boolean saysUnsupported(byte[] body) {
        JsonNode answer = json(body);
        return answer != null
                && (answer.path("error").asText() + answer.path("message").asText()).contains("not supported");
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private Answer passing(String code, String deed, @Nullable Duration retryAfter) {
        return new Answer.Failed(
                new Draft.PassingFault(code, dialect.name() + " " + deed + ". It is asked again later.", retryAfter));
    }

    private Draft.PermanentFault permanent(String code, String deed) {
        return new Draft.PermanentFault(code, dialect.name() + " " + deed);
    }

    private static Draft unsupported(DraftRequest request) {
        return new Draft.UnsupportedPair(request.sourceLanguage(), request.language());
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
