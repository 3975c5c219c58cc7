package io.copyflow.desk.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.copyflow.contract.Actor;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.StoryId;
import io.copyflow.desk.aid.Pictures;
import io.copyflow.desk.ask.Answer;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.door.Tokens;
import io.copyflow.desk.web.House;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.StrictJson;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.schemas.story.SubmitStory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api}: the desk for programs. What it answers is in {@link Routes}, and described at {@code /api/openapi.json}.
 *
 * <ul>
 *   <li>Header {@code Authorization: Bearer …}: a token of {@link Tokens}. No cookie is looked at.
 *   <li>Header {@code Idempotency-Key}, optional: the command's id. The same again is the same command.
 *   <li>200 with the outcome; 202 when nobody answered in time, with {@code Location}; else a problem (RFC 9457): 401 no
 *       token, 403 not the right, 404 nothing there, 409 it stands otherwise, 429 and 503 too much waits, with {@code
 *       Retry-After}, 400, 413, 415 and 422 what was sent is not as it should be.
 * </ul>
 */
public final class Api implements Consumer<RoutesConfig> {

    private static final int MOST_BYTES = 4 << 20;
    private static final String BEARER = "Bearer ";

    private final House house;
    private final Tokens tokens;
    private final Reads reads;
    private final byte[] document = document().toString().getBytes(UTF_8);

    public Api(House house, Tokens tokens) {
        this.house = house;
        this.tokens = tokens;
        this.reads = new Reads(house);
    }

    @Override
    public void accept(RoutesConfig config) {
        config.get(
                "/api/openapi.json",
                http -> http.contentType("application/json").result(document));
        for (Route route : Routes.all()) {
            switch (route) {
                case Route.Look<?> look ->
                    config.get(
                            look.path(),
                            http -> told(
                                    http, call -> answer(http, 200, look.look().apply(reads, call))));
                case Route.Keep keep -> config.post(keep.path(), http -> told(http, this::keep));
                case Route.Ask ask -> config.post(ask.path(), http -> told(http, call -> ask(ask, call)));
            }
        }
    }

    private void told(Context http, Consumer<Call> handler) {
        try {
            Actor actor = actor(http);
            if (actor != null) {
                handler.accept(new Call(http, actor, new Asked(http).query()));
            }
        } catch (UnreadableInputException e) {
            problem(http, e.code(), e.sentence());
        } catch (StageFailure e) {
            http.header("Retry-After", "30");
            new Problem(503, e.code(), String.valueOf(e.getMessage())).answer(http);
        }
    }

    /** Whose token the request has; null where it has none that is worth anything: that was told. */
    private @Nullable Actor actor(Context http) {
        String header = http.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            http.header("WWW-Authenticate", "Bearer");
            problem(
                    http,
                    new Refusal(
                            "token-missing",
                            "Expected the header Authorization with 'Bearer' and a token, but there is none. Have one made"
                                    + " with 'copyflow desk token make'."));
            return null;
        }
        String person = tokens.person(header.substring(BEARER.length()).strip());
        if (person == null) {
            http.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            problem(
                    http,
                    new Refusal(
                            "token-invalid",
                            "Expected a token that is in force, but this one is unknown, revoked or too old. Have another"
                                    + " made with 'copyflow desk token make'."));
            return null;
        }
        Actor actor = house.directory().get().actor(person);
        if (!actor.known()) {
            problem(
                    http,
                    new Refusal(
                            "unknown-person",
                            "Expected a token of somebody in the directory, but it has no person '" + person
                                    + "' any more. Revoke the token, or add the person to newsroom.yaml."));
            return null;
        }
        return actor;
    }

    private void keep(Call call) {
        Pictures pictures = house.aids().pictures();
        if (pictures == null) {
            throw new UnreadableInputException(
                    "media-not-taken",
                    "Expected a text without pictures and videos, but there is one, and none are taken here. Leave it"
                            + " out.");
        }
        pictures.demandFits(call.http().req().getContentLengthLong());
        try {
            MediaReference media = pictures.take(call.actor(), call.http().bodyInputStream(), null);
            answer(
                    call.http(),
                    201,
                    new Views.Media(media.hash(), media.mediaType(), media.bytes(), media.width(), media.height()));
        } catch (IOException e) {
            throw new UnreadableInputException(
                    "body-incomplete",
                    "Expected the whole body, but it ended or stopped before its end. Send it again.");
        }
    }

    private void ask(Route.Ask route, Call call) {
        Asked asked = new Asked(call.http());
        String key = asked.key();
        String commandId = key == null ? "api-" + UUID.randomUUID() : key;
        SpecificRecord body = CommandJson.read(body(call.http(), asked, route), route.command());
        String storyId;
        if (body instanceof SubmitStory submit) {
            String clientId = submit.getClientId().isEmpty() ? commandId : submit.getClientId();
            body = SubmitStory.newBuilder(submit).setClientId(clientId).build();
            storyId = StoryId.of("desk", clientId);
        } else {
            storyId = call.story();
            if (!StoryId.isValid(storyId)) {
                throw new UnreadableInputException(
                        "story-id-invalid",
                        "Expected a story id of lower-case letters, digits and hyphens, at most 64, but '"
                                + Asked.shortened(storyId) + "' is none. Check it.");
            }
        }
        String language = call.language();
        Answer answer =
                house.commands().ask(new Commands.Asker(commandId, call.actor().id()), storyId, language, body);
        answered(call.http(), commandId, storyId, language.isEmpty() ? null : language, answer);
    }

    /** A command that says nothing needs no body. */
    private static JsonNode body(Context http, Asked asked, Route.Ask route) {
        boolean isNothing = http.header("Content-Type") == null && http.req().getContentLengthLong() <= 0;
        return isNothing
                ? JsonNodeFactory.instance.objectNode()
                : StrictJson.read(asked.json(MOST_BYTES, "Send Content-Type: application/json."));
    }

    private static void answered(
            Context http, String commandId, String storyId, @Nullable String language, Answer answer) {
        switch (answer) {
            case Answer.Done(List<String> events, boolean repeated) ->
                answer(
                        http,
                        200,
                        new Views.Outcome(
                                commandId,
                                storyId,
                                language,
                                repeated ? Views.CommandOutcome.ALREADY_DONE : Views.CommandOutcome.DONE,
                                events,
                                null));
            case Answer.Unknown(String sentence) -> {
                http.header("Location", "/api/stories/" + storyId + "/timeline?command=" + encoded(commandId))
                        .header("Retry-After", "5");
                answer(
                        http,
                        202,
                        new Views.Outcome(
                                commandId, storyId, language, Views.CommandOutcome.UNKNOWN, List.of(), sentence));
            }
            case Answer.Refused(String code, String sentence) -> problem(http, code, sentence);
            case Answer.Busy(Refusal refusal) -> {
                http.header("Retry-After", "2");
                problem(http, refusal);
            }
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, UTF_8);
    }

    private static void answer(Context http, int status, Record answer) {
        http.status(status)
                .contentType("application/json")
                .result(AnswerJson.of(answer).toString().getBytes(UTF_8));
    }

    private static void problem(Context http, Refusal refusal) {
        problem(http, refusal.code(), refusal.sentence());
    }

    private static void problem(Context http, String code, String sentence) {
        new Problem(Statuses.of(code), code, sentence).answer(http);
    }

    /** The OpenAPI document. */
    public static JsonNode document() {
        return OpenApi.of(Routes.all());
    }
}
