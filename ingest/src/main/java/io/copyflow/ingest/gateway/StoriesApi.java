package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.UnreadableInputException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /stories}: hands a story in, in any of the formats of docs/reference/intake.md.
 *
 * <ul>
 *   <li>Header {@code X-Copyflow-Person}: who hands it in and wrote it. Where it is sent, the body may name nobody else;
 *       where it is not, the body's author is believed. Whoever runs this checks who asks.
 *   <li>Header {@code Idempotency-Key}, optional: the caller's id of the command. Without one the same body is a repeat.
 *   <li>Query {@code language}, optional: the language of a body that states none; {@code id}: of one without an id.
 *   <li>201, or 200 for a repeat or revision, with {@code storyId, revision, language, targets, contentHash, eventId}
 *       and, where something was left out or changed, {@code notes}. 200 with {@code passedOver} for a version that is
 *       not newer, with {@code killed} for a cancellation.
 *   <li>200 with {@code items}, each with its {@code item}, {@code status} and answer, for a body with several.
 *   <li>Otherwise a problem (RFC 9457): 400 no JSON or XML, 403 not the right, 409 the client id has another text, 413
 *       more than 8 MiB, 415 another content type, 422 refused, 503 no answer in time: it may still take effect, so
 *       repeat it.
 * </ul>
 */
public final class StoriesApi {

    /** The most bytes of a body. */
    public static final int MOST_BYTES = 8 << 20;

    private final Intake intake;
    private final Duration patience;

    /** @param patience how long to wait for an answer */
    public StoriesApi(StoryDesk desk, SubmissionFormats formats, Duration patience) {
        this.intake = new Intake(formats, desk);
        this.patience = patience;
    }

    /** Adds the route. */
    public void addTo(RoutesConfig routes) {
        routes.post("/stories", this::submit);
    }

    private void submit(Context ctx) {
        Asked asked = new Asked(ctx);
        List<Intake.HandedIn> items;
        try {
            String contentType = ctx.header("Content-Type");
            byte[] body = asked.body(
                    // plain text any web page can make a browser send, but not with a header of its own
                    SubmissionFormats.isTaken(contentType)
                            && (asked.person() != null
                                    || !Asked.mediaType(contentType).equals("text/plain")),
                    "a story",
                    MOST_BYTES,
                    "Send JSON (application/json, or application/vnd.iptc.ninjs+json for ninjs), XML, HTML, Markdown or"
                            + " plain text; plain text with the header X-Copyflow-Person.");
            items = intake.handIn(
                    new Incoming(body, contentType, asked.query().get("id")),
                    asked.person(),
                    asked.query().get("language"),
                    asked.key());
        } catch (UnreadableInputException e) {
            refused(e.code(), e.sentence()).answer(ctx);
            return;
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(
                items.stream().map(Intake.HandedIn::answer).toArray(CompletableFuture[]::new));
        ctx.future(() -> all.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answered, failure) -> {
                    if (failure == null) {
                        answer(ctx, items);
                    } else if (Asked.isUnanswered(failure)) {
                        noAnswer(ctx);
                    } else {
                        throw new CompletionException(failure);
                    }
                    return null;
                }));
    }

    private static void answer(Context ctx, List<Intake.HandedIn> items) {
        if (items.size() == 1) {
            Intake.HandedIn item = items.getFirst();
            StoryDesk.Answer answer = item.answer().join();
            if (answer instanceof StoryDesk.Answer.Refused(String code, String sentence)) {
                refused(code, sentence).answer(ctx);
            } else {
                ctx.status(status(answer))
                        .contentType("application/json")
                        .result(json(item, answer).toString());
            }
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("items");
        for (Intake.HandedIn item : items) {
            StoryDesk.Answer answer = item.answer().join();
            list.add(json(item, answer).put("item", item.item()).put("status", status(answer)));
        }
        ctx.status(200).contentType("application/json").result(json.toString());
    }

    private static int status(StoryDesk.Answer answer) {
        return switch (answer) {
            case StoryDesk.Answer.Taken taken -> taken.repeated() || taken.revision() > 1 ? 200 : 201;
            case StoryDesk.Answer.PassedOver _, StoryDesk.Answer.Killed _ -> 200;
            case StoryDesk.Answer.Refused refused ->
                refused(refused.code(), refused.sentence()).status();
        };
    }

    private static ObjectNode json(Intake.HandedIn item, StoryDesk.Answer answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (answer) {
            case StoryDesk.Answer.Taken taken -> {
                json.put("storyId", taken.storyId());
                if (taken.revision() > 0) {
                    json.put("revision", taken.revision());
                }
                if (!taken.contentHash().isEmpty()) {
                    json.put("language", taken.language());
                    taken.targets().forEach(json.putArray("targets")::add);
                    json.put("contentHash", taken.contentHash());
                }
                json.put("eventId", taken.eventId());
            }
            case StoryDesk.Answer.PassedOver passed ->
                json.put("storyId", passed.storyId()).put("passedOver", passed.code());
            case StoryDesk.Answer.Killed killed ->
                json.put("storyId", killed.storyId()).put("killed", true);
            case StoryDesk.Answer.Refused refused ->
                json.put("code", refused.code()).put("detail", refused.sentence());
        }
        List<String> notes = item.notes(answer);
        if (!notes.isEmpty()) {
            notes.forEach(json.putArray("notes")::add);
        }
        return json;
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
