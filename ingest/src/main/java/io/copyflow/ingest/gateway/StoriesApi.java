package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /stories}: hands a story in, as plain JSON or ninjs.
 *
 * <ul>
 *   <li>Header {@code X-Copyflow-Person}: who hands it in and wrote it. Where it is sent, the body may name nobody else;
 *       where it is not, the body's author is believed. Whoever runs this checks who asks.
 *   <li>Header {@code Idempotency-Key}, optional: the caller's id of the command. Without one the same body is a repeat.
 *   <li>Query {@code language}, optional: the language of a body that states none.
 *   <li>201, or 200 for a repeat, with {@code storyId, revision, language, targets, contentHash, eventId} and, where
 *       something was left out or changed, {@code notes}.
 *   <li>Otherwise a problem (RFC 9457): 400 no JSON, 403 not the right, 409 the client id has another text, 413 more than
 *       8 MiB, 415 another content type, 422 refused, 503 no answer in time: it may still take effect, so repeat it.
 * </ul>
 */
public final class StoriesApi {

    /** The most bytes of a body. */
    public static final int MOST_BYTES = 8 << 20;

    /** A body beyond the limit is still read so far, so that a client in the middle of sending hears the answer. */
    private static final int MOST_DISCARDED = 4 * MOST_BYTES;

    private static final int LONGEST_KEY = 200;

    private final StoryDesk desk;
    private final SubmissionFormats formats;
    private final Duration patience;

    /** @param patience how long to wait for an answer */
    public StoriesApi(StoryDesk desk, SubmissionFormats formats, Duration patience) {
        this.desk = desk;
        this.formats = formats;
        this.patience = patience;
    }

    /** Adds the route. */
    public void addTo(RoutesConfig routes) {
        routes.post("/stories", this::submit);
    }

    private void submit(Context ctx) throws IOException {
        String contentType = ctx.header("Content-Type");
        String encoding = ctx.header("Content-Encoding");
        if (!SubmissionFormats.reads(contentType)
                || (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity"))) {
            new Problem(
                            415,
                            "unsupported-content",
                            "Expected JSON in UTF-8, not compressed, but the content type is "
                                    + (contentType == null ? "missing" : "'" + shortened(contentType) + "'")
                                    + (encoding == null ? "" : " and the encoding '" + shortened(encoding) + "'")
                                    + ". Send Content-Type: application/json, or"
                                    + " application/vnd.iptc.ninjs+json for ninjs.")
                    .answer(ctx);
            return;
        }
        byte[] body = body(ctx);
        if (body == null) {
            new Problem(
                            413,
                            "body-too-large",
                            "Expected a body of at most " + MOST_BYTES
                                    + " bytes, but it is larger. Send the text without pictures, or split the story in"
                                    + " two.")
                    .answer(ctx);
            return;
        }
        Submission submission;
        SubmissionDraft draft;
        try {
            String key = key(ctx);
            draft = formats.read(body, contentType);
            submission = Submission.of(draft, person(ctx), ctx.queryParam("language"), key, desk.wireDefaults());
        } catch (UnreadableSubmissionException e) {
            refused(e.code(), e.sentence()).answer(ctx);
            return;
        }
        ctx.future(() -> asked(submission).handle((answer, failure) -> {
            if (failure == null) {
                answer(ctx, answer, draft);
            } else if (isNoAnswer(failure)) {
                noAnswer(ctx);
            } else {
                throw new CompletionException(failure);
            }
            return null;
        }));
    }

    private CompletableFuture<StoryDesk.Answer> asked(Submission submission) {
        return desk.submit(submission).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void answer(Context ctx, StoryDesk.Answer answer, SubmissionDraft draft) {
        switch (answer) {
            case StoryDesk.Answer.Refused refused ->
                refused(refused.code(), refused.sentence()).answer(ctx);
            case StoryDesk.Answer.Taken taken -> {
                ObjectNode json = JsonNodeFactory.instance
                        .objectNode()
                        .put("storyId", taken.storyId())
                        .put("revision", taken.revision());
                if (!taken.contentHash().isEmpty()) {
                    json.put("language", taken.language());
                    taken.targets().forEach(json.putArray("targets")::add);
                    json.put("contentHash", taken.contentHash());
                }
                json.put("eventId", taken.eventId());
                if (!draft.notes().isEmpty()) {
                    draft.notes().forEach(json.putArray("notes")::add);
                }
                ctx.status(taken.repeated() ? 200 : 201)
                        .contentType("application/json")
                        .result(json.toString());
            }
        }
    }

    private static Problem refused(String code, String sentence) {
        int status = switch (code) {
            case "json-malformed", "encoding-invalid", "key-invalid" -> 400;
            case "unknown-person", "role-missing" -> 403;
            case "story-exists", "story-killed", "outdated-revision", "command-id-reused" -> 409;
            default -> 422;
        };
        return new Problem(status, code, sentence);
    }

    private static void noAnswer(Context ctx) {
        ctx.header("Retry-After", "5");
        new Problem(
                        503,
                        "no-answer",
                        "Expected an answer in time, but none came. The story may still be accepted: send exactly the same"
                                + " again in a few seconds, with the same Idempotency-Key if you sent one, to learn what"
                                + " became of it.")
                .answer(ctx);
    }

    private static boolean isNoAnswer(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof NoAnswerException || cause instanceof TimeoutException;
    }

    /** The body; null when it is larger than allowed. Never holds more than is allowed. */
    private static byte @Nullable [] body(Context ctx) throws IOException {
        InputStream in = ctx.bodyInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        for (int read = in.read(buffer); read >= 0 && total <= MOST_DISCARDED; read = in.read(buffer)) {
            total += read;
            if (total <= MOST_BYTES) {
                body.write(buffer, 0, read);
            }
        }
        return total > MOST_BYTES ? null : body.toByteArray();
    }

    /** Two would mean that one was put in front of the one to be believed. */
    private static @Nullable String person(Context ctx) {
        if (Collections.list(ctx.req().getHeaders("X-Copyflow-Person")).size() > 1) {
            throw new UnreadableSubmissionException(
                    "person-ambiguous",
                    "Expected one X-Copyflow-Person header at most, but there are several. Send one; a proxy in between"
                            + " must replace it, not add its own.");
        }
        return ctx.header("X-Copyflow-Person");
    }

    private static @Nullable String key(Context ctx) {
        String key = ctx.header("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            throw new UnreadableSubmissionException(
                    "key-invalid",
                    "Expected an Idempotency-Key of 1 to " + LONGEST_KEY
                            + " visible ASCII characters, but it is not. Send a UUID, or leave it out.");
        }
        return key;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
