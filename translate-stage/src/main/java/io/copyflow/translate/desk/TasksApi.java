package io.copyflow.translate.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.translate.desk.TranslationDesk.Answer;
import io.copyflow.translate.desk.TranslationDesk.Asker;
import io.copyflow.translate.domain.WholeTask;
import io.copyflow.translate.exchange.TaskReference;
import io.copyflow.translate.exchange.XliffDocument;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code /tasks}: the translation queue.
 *
 * <ul>
 *   <li>{@code GET /tasks?language=&limit=}: what waits; with {@code holder=} what that person holds.
 *   <li>{@code GET /tasks/{story}/{language}}: a task whole.
 *   <li>{@code POST /tasks/next?language=}: claims the first.
 *   <li>{@code POST /tasks/{story}/{language}/} and {@code claim}, {@code release}, {@code reassign}, {@code draft},
 *       {@code acknowledge} or {@code submit}.
 *   <li>{@code GET /tasks/{story}/{language}/xliff}: a task whole, as XLIFF 2.1; {@code POST /tasks/xliff?as=submission}
 *       or {@code as=draft}: such a file back, which says itself what task it is of.
 *   <li>Header {@code X-Copyflow-Person}: who does it; must be there with POST. Whoever runs this checks who asks.
 *   <li>Header {@code Idempotency-Key}, optional: the caller's id of the request.
 *   <li>Otherwise a problem (RFC 9457): 400 no JSON or no query, 403 not the right, 404 no such task, 409 the task stands otherwise,
 *       413 too large a body, 415 another content type, 421 another instance has it, 422 refused, 503 not now.
 * </ul>
 */
public final class TasksApi {

    /** The most bytes of a body. */
    public static final int MOST_BYTES = 4 << 20;

    /** The most bytes of an XLIFF file, which has the source too. */
    public static final int MOST_XLIFF_BYTES = 16 << 20;

    private static final String XLIFF = "application/xliff+xml";
    private static final Set<String> XML = Set.of(XLIFF, "application/xml", "text/xml", "application/x-xliff+xml");

    private static final int USUAL_LIMIT = 20;
    private static final int MOST_TASKS = 500;

    private final TranslationDesk desk;
    private final Duration patience;

    /** @param patience how long to wait for an answer */
    public TasksApi(TranslationDesk desk, Duration patience) {
        this.desk = desk;
        this.patience = patience;
    }

    /** Reads what is asked of a task. */
    @FunctionalInterface
    private interface DeedOf {
        Deed read(DeedReader reader, Asked asked);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/tasks", told(this::list));
        routes.get("/tasks/{story}/{language}", told(this::show));
        routes.post("/tasks/next", told(this::next));
        routes.get("/tasks/{story}/{language}/xliff", told(this::export));
        routes.post("/tasks/xliff", told(this::imported));
        deed(routes, "claim", (reader, asked) -> without(asked, new Deed.Claim()));
        deed(routes, "release", (reader, asked) -> without(asked, new Deed.Release()));
        deed(routes, "reassign", (reader, asked) -> reader.reassign(body(asked)));
        deed(routes, "draft", (reader, asked) -> reader.draft(body(asked)));
        deed(routes, "acknowledge", (reader, asked) -> reader.acknowledge(body(asked)));
        deed(routes, "submit", (reader, asked) -> reader.submission(body(asked)));
    }

    private void deed(RoutesConfig routes, String name, DeedOf deed) {
        routes.post("/tasks/{story}/{language}/" + name, told(ctx -> {
            Asked asked = new Asked(ctx);
            Asker asker = asker(asked);
            String story = story(ctx);
            String language = language(ctx.pathParam("language"));
            Deed wanted = deed.read(new DeedReader(story, language), asked);
            answer(ctx, desk.act(story, language, wanted, asker), List.of());
        }));
    }

    private void list(Context ctx) {
        Map<String, String> query = new Asked(ctx).query();
        String holder = query.get("holder");
        if (holder != null) {
            ok(ctx, TaskJson.held(desk.heldBy(holder)));
            return;
        }
        String language = query.get("language");
        ok(
                ctx,
                TaskJson.waiting(
                        desk.waiting(language == null ? null : language(language), limit(query.get("limit")))));
    }

    private void show(Context ctx) {
        ok(ctx, TaskJson.whole(task(story(ctx), language(ctx.pathParam("language")))));
    }

    private void export(Context ctx) {
        WholeTask task = task(story(ctx), language(ctx.pathParam("language")));
        if (task.segments().isEmpty()) {
            throw new UnreadableInputException(
                    "cancelled",
                    "Expected a translation that is wanted, but the one into " + task.language()
                            + " was cancelled. There is nothing to take out.");
        }
        ctx.status(200)
                .contentType(XLIFF + ";charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + task.storyId() + "." + task.language() + ".xlf\"")
                .result(TaskXliff.write(task));
    }

    private void imported(Context ctx) {
        Asked asked = new Asked(ctx);
        Asker asker = asker(asked);
        boolean isDraft = isDraft(asked);
        XliffDocument.Read document =
                TaskXliff.read(asked.body(XML, "XLIFF", MOST_XLIFF_BYTES, "Send Content-Type: " + XLIFF + "."));
        TaskReference.Named named = TaskXliff.reference(document);
        TaskXliff.Work work = TaskXliff.work(document, task(named.storyId(), named.language()));
        Deed deed = isDraft
                ? new Deed.SaveDraft(work.sourceRevision(), work.segments())
                : new Deed.Submit(work.sourceRevision(), work.segments());
        answer(ctx, desk.act(named.storyId(), named.language(), deed, asker), work.notes());
    }

    private static boolean isDraft(Asked asked) {
        String as = asked.query().get("as");
        return switch (as == null ? "submission" : as) {
            case "submission" -> false;
            case "draft" -> true;
            default ->
                throw new UnreadableInputException(
                        "unknown-value",
                        "Expected as=draft or as=submission, but got '" + Asked.shortened(String.valueOf(as))
                                + "'. Choose one of them.");
        };
    }

    private WholeTask task(String story, String language) {
        WholeTask task = desk.task(story, language);
        if (task == null) {
            throw noSuchTask(story, language);
        }
        return task;
    }

    private void next(Context ctx) {
        Asked asked = new Asked(ctx);
        Asker asker = asker(asked);
        String tag = asked.query().get("language");
        if (tag == null) {
            throw new UnreadableInputException(
                    "language-missing",
                    "Expected the language to translate into, but none is stated. Add its tag to the address, such as"
                            + " ?language=fr.");
        }
        String language = language(tag);
        asked.nothing();
        answer(ctx, desk.claimNext(language, asker), List.of());
    }

    private void answer(Context ctx, CompletableFuture<Answer> asked, List<String> notes) {
        ctx.future(() -> asked.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    if (cause instanceof StageFailure notNow) {
                        notNow(ctx, notNow);
                    } else if (failure != null && Asked.isUnanswered(failure)) {
                        noAnswer(ctx);
                    } else if (failure != null) {
                        throw new CompletionException(cause);
                    } else {
                        answered(ctx, answer, notes);
                    }
                    return null;
                }));
    }

    private static void answered(Context ctx, Answer answer, List<String> notes) {
        switch (answer) {
            case Answer.Done done -> ok(ctx, TaskJson.done(done, notes));
            case Answer.Refused refused ->
                refused(refused.code(), refused.sentence()).answer(ctx);
        }
    }

    private static void ok(Context ctx, JsonNode json) {
        ctx.status(200).contentType("application/json").result(json.toString());
    }

    /** What cannot be read, in the address first, or cannot be done here and now, is a problem too. */
    private static Handler told(Handler handler) {
        return ctx -> {
            try {
                new Asked(ctx).query();
                handler.handle(ctx);
            } catch (UnreadableInputException e) {
                refused(e.code(), e.sentence()).answer(ctx);
            } catch (StageFailure e) {
                notNow(ctx, e);
            }
        };
    }

    private static void notNow(Context ctx, StageFailure failure) {
        String sentence = String.valueOf(failure.getMessage());
        switch (failure.code()) {
            case "kept-elsewhere" -> new Problem(421, failure.code(), sentence).answer(ctx);
            case "stage-not-ready" -> {
                ctx.header("Retry-After", "2");
                new Problem(503, failure.code(), sentence).answer(ctx);
            }
            default -> throw failure;
        }
    }

    private static Problem refused(String code, String sentence) {
        int status = switch (code) {
            case "wrong-language", "not-holder" -> 403;
            case "no-such-translation", "nothing-waits" -> 404;
            case "already-claimed",
                    "already-submitted",
                    "not-claimed",
                    "cancelled",
                    "story-killed",
                    "stale-source",
                    "claim-limit-reached",
                    "command-id-reused" -> 409;
            default -> Asked.status(code);
        };
        return new Problem(status, code, sentence);
    }

    private static void noAnswer(Context ctx) {
        ctx.header("Retry-After", "5");
        new Problem(
                        503,
                        "no-answer",
                        "Expected an answer in time, but none came. It may still take effect: look at the task, or send"
                                + " exactly the same again with the Idempotency-Key you sent.")
                .answer(ctx);
    }

    private static Deed without(Asked asked, Deed deed) {
        asked.nothing();
        return deed;
    }

    private static byte[] body(Asked asked) {
        return asked.json(MOST_BYTES, "Send Content-Type: application/json.");
    }

    private static Asker asker(Asked asked) {
        String person = asked.person();
        if (person == null || person.isBlank()) {
            throw new UnreadableInputException(
                    "person-missing",
                    "Expected the header " + Asked.PERSON
                            + " to say who does this, but there is none. Put a person's id into it.");
        }
        return new Asker(person.strip(), asked.key());
    }

    private static String story(Context ctx) {
        String story = ctx.pathParam("story");
        if (!StoryId.isValid(story)) {
            throw noSuchTask(story, ctx.pathParam("language"));
        }
        return story;
    }

    private static UnreadableInputException noSuchTask(String story, String language) {
        return new UnreadableInputException(
                "no-such-translation",
                "Expected a translation into " + Asked.shortened(language) + " in the queue, but the story "
                        + Asked.shortened(story)
                        + " has none. Check the story id and the language, or wait until the story is accepted.");
    }

    private static String language(String tag) {
        String language = LanguageTag.canonical(tag);
        if (language == null) {
            throw new UnreadableInputException(
                    "unknown-language",
                    "Expected a BCP 47 language tag such as fr or kk-Cyrl, but got '" + Asked.shortened(tag)
                            + "'. Correct the tag.");
        }
        return language;
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        Integer number = number(limit);
        if (number == null || number < 1 || number > MOST_TASKS) {
            throw new UnreadableInputException(
                    "limit-invalid",
                    "Expected a limit of 1 to " + MOST_TASKS + ", but got '" + Asked.shortened(limit)
                            + "'. Correct it.");
        }
        return number;
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
