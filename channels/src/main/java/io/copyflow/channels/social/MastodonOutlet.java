package io.copyflow.channels.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.ReadBack;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Step;
import io.copyflow.channels.delivery.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An account on a Mastodon server, by its REST API: {@code POST}, {@code PUT} and {@code DELETE /api/v1/statuses}. Posts
 * carry an {@code Idempotency-Key}; an unknown outcome is looked up among the account's own statuses, by the link.
 */
final class MastodonOutlet implements Outlet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 40;
    private static final int MOST_PAGES = 50;

    private final Account account;
    private final URI server;
    private final String token;
    private final Composer composer;
    private final Calls calls;
    private final MastodonMedia media;
    private final Patience patience;
    private final InstantSource clock;
    private @Nullable String ownId;

    MastodonOutlet(
            Account account,
            URI server,
            String token,
            Composer composer,
            Pictures pictures,
            Calls calls,
            Patience patience,
            InstantSource clock) {
        this.account = account;
        this.server = server;
        this.token = token;
        this.composer = composer;
        this.calls = calls;
        this.media = new MastodonMedia(server, token, pictures, calls, clock);
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Ability ability() {
        return Network.MASTODON.ability();
    }

    @Override
    public boolean isId(String id) {
        return Network.MASTODON.isId(id);
    }

    @Override
    public OnCorrection onCorrection() {
        return account.onCorrection();
    }

    @Override
    public String digest(Version version) {
        return composer.post(version, Network.MASTODON).digest();
    }

    @Override
    public Answer perform(Step step) {
        return switch (step) {
            case Step.Create create -> post(create.key(), composer.post(create.version(), Network.MASTODON), null);
            case Step.Reply reply ->
                post(
                        reply.key(),
                        composer.correction(reply.version(), Network.MASTODON),
                        reply.shown().id());
            case Step.Edit edit ->
                attached(
                        composer.post(edit.version(), Network.MASTODON),
                        true,
                        // what is not named again is taken off
                        status -> to("/api/v1/statuses/" + edit.shown().id()).PUT(status),
                        null);
            case Step.Delete delete ->
                answer(calls.send(to("/api/v1/statuses/" + delete.id()).DELETE()));
        };
    }

    private Answer post(String key, Post post, @Nullable String to) {
        return attached(
                post,
                false,
                status -> to("/api/v1/statuses").header("Idempotency-Key", key).POST(status),
                to);
    }

    private Answer attached(
            Post post,
            boolean repeatable,
            Function<HttpRequest.BodyPublisher, HttpRequest.Builder> request,
            @Nullable String to) {
        return switch (media.of(post)) {
            case MastodonMedia.Attached.NotYet(Answer answer) -> answer;
            case MastodonMedia.Attached.Ready(List<String> ids, String detail) -> {
                Answer answer =
                        answer(calls.send(request.apply(status(post, ids, to))), repeatable, repeatable || to != null);
                yield detail != null && answer instanceof Answer.Done done
                        ? new Answer.Done(done.id(), done.url(), detail, done.quiet())
                        : answer;
            }
        };
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher status(Post post, List<String> media, @Nullable String to) {
        ObjectNode status = JSON.createObjectNode()
                .put("status", post.text())
                .put("visibility", "public")
                .put("language", Locale.forLanguageTag(post.language()).getLanguage());
        media.forEach(status.putArray("media_ids")::add);
        if (to != null) {
            status.put("in_reply_to_id", to);
        }
        return BodyPublishers.ofString(status.toString());
    }

    /** Of a call that names a post and may be made again whatever became of it. */
    private Answer answer(Result result) {
        return answer(result, true, true);
    }

    /**
     * @param repeatable whether the call may be made again whatever became of it
     * @param names whether it names a post, which may be there no longer
     */
    private Answer answer(Result result, boolean repeatable, boolean names) {
        return switch (result) {
            case Result.NotSent(String sentence) -> new Answer.Later(null, true, sentence);
            case Result.Lost(String sentence) when repeatable -> new Answer.Later(null, false, sentence);
            case Result.Lost(String sentence) -> new Answer.Unknown(sentence);
            case Result.Answered answer when answer.isGood() -> done(answer, repeatable);
            case Result.Answered answer -> failed(answer, repeatable, names);
        };
    }

    private Answer done(Result.Answered answer, boolean repeatable) {
        try {
            JsonNode status = JSON.readTree(answer.body());
            String id = status.path("id").asText();
            if (!isId(id) && !repeatable) {
                return new Answer.Unknown("Expected the status that was made, but the answer has no id.");
            }
            return new Answer.Done(id, status.path("url").asText(null), null, quiet(answer));
        } catch (IOException e) {
            return repeatable
                    ? new Answer.Done("", null, null, quiet(answer))
                    : new Answer.Unknown("Expected the status that was made, but the answer is no JSON.");
        }
    }

    private Answer failed(Result.Answered answer, boolean repeatable, boolean names) {
        int status = answer.status();
        String told = "Expected the Mastodon server " + server.getHost() + " to do it, but it answered " + status
                + reason(answer) + ".";
        if (status == 404 || status == 410) {
            return names ? new Answer.Gone() : new Answer.Later(null, true, told);
        }
        if (answer.isBusy()) {
            Duration wait = answer.retryAfter(clock);
            return new Answer.Later(wait != null ? wait : untilReset(answer), true, told);
        }
        if (status == 401 || status == 403) {
            return new Answer.Later(
                    null, true, told + " Check the account's token; nothing is posted until it is accepted.");
        }
        if (status >= 500 || status < 400) {
            return repeatable || status < 400 ? new Answer.Later(null, false, told) : new Answer.Unknown(told);
        }
        return new Answer.Refused(told);
    }

    private static String reason(Result.Answered answer) {
        try {
            String error = JSON.readTree(answer.body()).path("error").asText("");
            return error.isEmpty() ? "" : " (" + error + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /** The server's own count of what is left, before it has to refuse. */
    private Duration quiet(Result.Answered answer) {
        Duration reset = untilReset(answer);
        return answer.headers()
                                .firstValue("X-RateLimit-Remaining")
                                .map("0"::equals)
                                .orElse(false)
                        && reset != null
                ? reset
                : Duration.ZERO;
    }

    private @Nullable Duration untilReset(Result.Answered answer) {
        try {
            String reset = answer.headers().firstValue("X-RateLimit-Reset").orElse(null);
            if (reset == null) {
                return null;
            }
            Duration wait = Duration.between(clock.instant(), Instant.parse(reset));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    public ReadBack readBack(Attempt attempt, Version version, Set<String> known) {
        try {
            if (ownId == null) {
                Result self =
                        calls.send(to("/api/v1/accounts/verify_credentials").GET());
                if (!(self instanceof Result.Answered answer) || !answer.isGood()) {
                    return later(self);
                }
                String said = JSON.readTree(answer.body()).path("id").asText();
                if (!isId(said)) {
                    return unreadable();
                }
                ownId = said;
            }
            return look(attempt, composer.link(version).toString(), ownId, known);
        } catch (JsonProcessingException | DateTimeParseException e) {
            return unreadable();
        } catch (IOException e) {
            return new ReadBack.Later(null, "Expected the account's statuses, but they could not be read: " + e);
        }
    }

    private static ReadBack unreadable() {
        return new ReadBack.Later(
                null, "Expected the account's statuses, but the answer is none that this program can read.");
    }

    private ReadBack look(Attempt attempt, String link, String id, Set<String> known) throws IOException {
        String before = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Result result = calls.send(
                    to("/api/v1/accounts/" + id + "/statuses?limit=" + PAGE + "&exclude_reblogs=true" + before)
                            .GET());
            if (!(result instanceof Result.Answered answer) || !answer.isGood()) {
                return later(result);
            }
            JsonNode statuses = JSON.readTree(answer.body());
            if (!statuses.isArray()) {
                return unreadable();
            }
            for (JsonNode status : statuses) {
                if (!isId(status.path("id").asText())) {
                    return unreadable();
                }
                Instant made = Instant.parse(status.path("created_at").asText());
                if (made.isBefore(attempt.at().minus(patience.skew()))) {
                    return notThere(attempt);
                }
                String to = status.path("in_reply_to_id").asText(null);
                if (!known.contains(status.path("id").asText())
                        && Objects.equals(to, attempt.to())
                        && status.path("content").asText().contains("\"" + link + "\"")) {
                    return new ReadBack.Found(
                            status.path("id").asText(), status.path("url").asText(null));
                }
                before = "&max_id=" + status.path("id").asText();
            }
            if (statuses.size() < PAGE) {
                return notThere(attempt);
            }
        }
        return new ReadBack.CannotTell("Expected to find what was posted without an answer among the account's last "
                + PAGE * MOST_PAGES + " statuses, but there are more since. It is not posted again, since it may be"
                + " there. Look at " + account.handle() + ", and put it right by hand.");
    }

    /** A slow server may still be at it. */
    private ReadBack notThere(Attempt attempt) {
        Duration left = Duration.between(clock.instant(), attempt.at().plus(patience.settling()));
        return left.isPositive()
                ? new ReadBack.Later(left, "Looked for what was posted without an answer; it is not there yet.")
                : new ReadBack.NotThere();
    }

    private ReadBack later(Result result) {
        return switch (result) {
            case Result.Answered answer ->
                new ReadBack.Later(
                        answer.retryAfter(clock),
                        "Expected the account's statuses, but the server answered " + answer.status() + ".");
            case Result.NotSent(String sentence) -> new ReadBack.Later(null, sentence);
            case Result.Lost(String sentence) -> new ReadBack.Later(null, sentence);
        };
    }
}
