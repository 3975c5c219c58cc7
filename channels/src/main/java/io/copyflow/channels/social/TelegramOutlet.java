package io.copyflow.channels.social;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.ReadBack;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Step;
import io.copyflow.channels.delivery.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel on Telegram, by the Bot API. It has no way to ask what a bot has sent, so a message whose outcome is unknown
 * is reported and never sent again (docs/semantics.md, rule 24). The bot's token is in the address, which is never logged.
 */
final class TelegramOutlet implements Outlet {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Account account;
    private final URI server;
    private final String token;
    private final Composer composer;
    private final Calls calls;

    TelegramOutlet(Account account, URI server, String token, Composer composer, Calls calls) {
        this.account = account;
        this.server = server;
        this.token = token;
        this.composer = composer;
        this.calls = calls;
    }

    @Override
    public Ability ability() {
        return Network.TELEGRAM.ability();
    }

    @Override
    public OnCorrection onCorrection() {
        return account.onCorrection();
    }

    @Override
    public String digest(Version version) {
        return composer.post(version, Network.TELEGRAM).digest();
    }

    @Override
    public Answer perform(Step step) {
        return switch (step) {
            case Step.Create create ->
                answer(
                        call(
                                "sendMessage",
                                text(composer.post(create.version(), Network.TELEGRAM)
                                        .text())),
                        false);
            case Step.Reply reply -> {
                ObjectNode message = text(
                        composer.correction(reply.version(), Network.TELEGRAM).text());
                message.putObject("reply_parameters")
                        .put("message_id", Long.parseLong(reply.shown().id()))
                        .put("allow_sending_without_reply", true);
                yield answer(call("sendMessage", message), false);
            }
            case Step.Edit edit ->
                edit(
                        edit.shown().id(),
                        composer.post(edit.version(), Network.TELEGRAM).text(),
                        null);
            case Step.Delete delete -> delete(delete);
        };
    }

    private ObjectNode text(String text) {
        return JSON.createObjectNode().put("chat_id", account.handle()).put("text", text);
    }

    private Answer edit(String id, String text, @Nullable String detail) {
        ObjectNode change = text(text).put("message_id", Long.parseLong(id));
        Answer answer = answer(call("editMessageText", change), true);
        return answer instanceof Answer.Done done ? new Answer.Done(id, done.url(), detail, done.quiet()) : answer;
    }

    /** After two days a message may be past deleting; its text is not. */
    private Answer delete(Step.Delete delete) {
        ObjectNode which =
                JSON.createObjectNode().put("chat_id", account.handle()).put("message_id", Long.parseLong(delete.id()));
        Answer answer = answer(call("deleteMessage", which), true);
        return answer instanceof Answer.Refused
                ? edit(
                        delete.id(),
                        Words.withdrawn(delete.version().language()),
                        "Telegram deletes it no more, so its text was replaced by a notice.")
                : answer;
    }

    private Result call(String method, ObjectNode body) {
        return calls.send(HttpRequest.newBuilder(server.resolve("/bot" + token + "/" + method))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** @param repeatable whether the call may be made again whatever became of it */
    private Answer answer(Result result, boolean repeatable) {
        return switch (result) {
            case Result.NotSent(String sentence) -> new Answer.Later(null, true, sentence);
            case Result.Lost(String sentence) when repeatable -> new Answer.Later(null, false, sentence);
            case Result.Lost(String sentence) -> new Answer.Unknown(sentence);
            case Result.Answered answer -> read(answer, repeatable);
        };
    }

    private Answer read(Result.Answered answer, boolean repeatable) {
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (IOException e) {
            body = JSON.missingNode();
        }
        if (answer.isGood() && body.path("ok").asBoolean()) {
            JsonNode result = body.path("result");
            String id = result.path("message_id").asText("");
            return id.isEmpty() && !repeatable
                    ? new Answer.Unknown("Expected the message that was sent, but the answer has no id.")
                    : Answer.done(id, url(result, id));
        }
        String why = body.path("description").asText("");
        String told = "Expected Telegram to do it, but it answered " + answer.status()
                + (why.isEmpty() ? "" : " (" + why + ")") + ".";
        // the API's own words say that it was not done; any other answer comes from something between, and says nothing
        boolean isItsAnswer = body.path("ok").isBoolean() && body.has("error_code");
        if (answer.status() == 429 || answer.status() == 503) {
            long seconds = body.path("parameters").path("retry_after").asLong(0);
            return new Answer.Later(seconds > 0 ? Duration.ofSeconds(seconds) : null, true, told);
        }
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
            return new Answer.Later(
                    null,
                    true,
                    told + " Check the bot's token and that it may post there; nothing is posted until then.");
        }
        if (answer.status() == 400 && isItsAnswer) {
            if (why.contains("message is not modified")) {
                return Answer.done("", null);
            }
            return why.contains("not found") && why.contains("message to ")
                    ? new Answer.Gone()
                    : new Answer.Refused(told);
        }
        return isItsAnswer || repeatable ? new Answer.Later(null, false, told) : new Answer.Unknown(told);
    }

    private static @Nullable String url(JsonNode message, String id) {
        String name = message.path("chat").path("username").asText("");
        return name.isEmpty() ? null : "https://t.me/" + name + "/" + id;
    }

    @Override
    public ReadBack readBack(Attempt attempt, Version version, Set<String> known) {
        return new ReadBack.CannotTell(
                "Expected Telegram to say whether it took a message, but no answer came and it cannot be asked. It is not"
                        + " sent again, since it may be there. Look at " + account.handle()
                        + ", and put it right by hand.");
    }
}
