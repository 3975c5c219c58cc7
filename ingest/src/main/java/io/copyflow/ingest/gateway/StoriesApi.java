package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.UnreadableInputException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

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

    private void submit(Context ctx) {
        Asked asked = new Asked(ctx);
        Submission submission;
        SubmissionDraft draft;
        try {
            byte[] body = asked.json(
                    MOST_BYTES, "Send Content-Type: application/json, or application/vnd.iptc.ninjs+json for ninjs.");
            draft = formats.read(body, ctx.header("Content-Type"));
            submission = Submission.of(
                    draft, asked.person(), asked.query().get("language"), asked.key(), desk.wireDefaults());
        } catch (UnreadableInputException e) {
            refused(e.code(), e.sentence()).answer(ctx);
            return;
        }
        ctx.future(() -> asked(submission).handle((answer, failure) -> {
            if (failure == null) {
                answer(ctx, answer, draft);
            } else if (Asked.isUnanswered(failure)) {
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
            case "story-exists", "story-killed", "outdated-revision", "command-id-reused" -> 409;
            default -> Asked.status(code);
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
}
