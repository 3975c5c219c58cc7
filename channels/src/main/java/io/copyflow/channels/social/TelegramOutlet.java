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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel on Telegram, by the Bot API. It has no way to ask what a bot has sent, so a message whose outcome is unknown
 * is reported and never sent again (docs/semantics.md, rule 24). The bot's token is in the address, which is never logged.
 */
final class TelegramOutlet implements Outlet {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What {@code sendPhoto} answers when it is the picture that it does not like. */
    private static final Pattern OF_THE_PICTURE = Pattern.compile("(?i)photo|image|wrong file|too large|too big");

    private final Account account;
    private final URI server;
    private final String token;
    private final Composer composer;
    private final Pictures pictures;
    private final Calls calls;

    TelegramOutlet(Account account, URI server, String token, Composer composer, Pictures pictures, Calls calls) {
        this.account = account;
        this.server = server;
        this.token = token;
        this.composer = composer;
        this.pictures = pictures;
        this.calls = calls;
    }

    @Override
    public Ability ability() {
        return Network.TELEGRAM.ability();
    }

    @Override
    public boolean isId(String id) {
        return Network.TELEGRAM.isId(id);
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
            case Step.Create create -> create(composer.post(create.version(), Network.TELEGRAM));
            case Step.Reply reply -> {
                ObjectNode message = text(
                        composer.correction(reply.version(), Network.TELEGRAM).text());
                message.putObject("reply_parameters")
                        .put("message_id", Long.parseLong(reply.shown().id()))
                        .put("allow_sending_without_reply", true);
                yield answer(call("sendMessage", message), false);
            }
            case Step.Edit edit -> edit(edit.shown().id(), composer.post(edit.version(), Network.TELEGRAM));
            case Step.Delete delete -> delete(delete);
        };
    }

    private ObjectNode text(String text) {
        return JSON.createObjectNode().put("chat_id", account.handle()).put("text", text);
    }

    /** A photo with the text beneath it; without it where Telegram does not like the picture. */
    private Answer create(Post post) {
        Picture picture = post.picture();
        if (picture == null) {
            return answer(call("sendMessage", text(post.text())), false);
        }
        byte[] bytes;
        try {
            bytes = pictures.bytes(picture.media());
        } catch (IOException e) {
            return storeAway(e);
        }
        String detail = Pictures.NOT_THERE;
        if (bytes != null) {
            Result result = calls.send(new Multipart(picture.media().hash())
                    .field("chat_id", account.handle())
                    .field("caption", post.text())
                    .file("photo", picture.media().mediaType(), bytes)
                    .post(request("sendPhoto")));
            String fault = faultOfThePicture(result);
            if (fault == null) {
                return answer(result, false);
            }
            detail = "Sent without its picture, which Telegram does not take: " + fault;
        }
        return withDetail(answer(call("sendMessage", text(post.text())), false), detail);
    }

    /** What the API says against the picture; null when it says nothing of that kind. */
    private static @Nullable String faultOfThePicture(Result result) {
        if (!(result instanceof Result.Answered answer) || (answer.status() != 400 && answer.status() != 413)) {
            return null;
        }
        String why = description(answer);
        return answer.status() == 413 || OF_THE_PICTURE.matcher(why).find()
                ? (why.isEmpty() ? "it is too large" : why) + "."
                : null;
    }

    private static String description(Result.Answered answer) {
        try {
            return JSON.readTree(answer.body()).path("description").asText("");
        } catch (IOException e) {
            return "";
        }
    }

    private static Answer storeAway(IOException e) {
        return new Answer.Later(
                null, false, "Expected the picture from the media store, but it does not answer: " + e.getMessage());
    }

    private static Answer withDetail(Answer answer, String detail) {
        return answer instanceof Answer.Done done
                ? new Answer.Done(done.id(), done.url(), detail, done.quiet())
                : answer;
    }

    private Answer edit(String id, Post post) {
        Picture picture = post.picture();
        if (picture == null) {
            return editText(id, post.text(), null);
        }
        byte[] bytes;
        try {
            bytes = pictures.bytes(picture.media());
        } catch (IOException e) {
            return storeAway(e);
        }
        return bytes == null
                ? editText(id, post.text(), Pictures.NOT_THERE)
                : withId(
                        id,
                        null,
                        answer(
                                editMedia(
                                        id,
                                        post.text(),
                                        picture.media().mediaType(),
                                        bytes,
                                        picture.media().hash()),
                                true));
    }

    /** Also of a message with a picture, which cannot lose it: it gets an empty one. */
    private Answer editText(String id, String text, @Nullable String detail) {
        ObjectNode change = text(text).put("message_id", Long.parseLong(id));
        Result result = call("editMessageText", change);
        if (result instanceof Result.Answered answer
                && answer.status() == 400
                && description(answer).contains("no text in the message")) {
            byte[] empty = EmptyPicture.png();
            return withId(
                    id,
                    "Telegram takes no picture out of a message, so an empty one took its place.",
                    answer(editMedia(id, text, "image/png", empty, "empty"), true));
        }
        return withId(id, detail, answer(result, true));
    }

    private Result editMedia(String id, String caption, String type, byte[] bytes, String boundary) {
        String cut = Composer.cut(caption, Network.TELEGRAM.longestCaption(), String::length, "und");
        ObjectNode media = JSON.createObjectNode()
                .put("type", "photo")
                .put("media", "attach://picture")
                .put("caption", cut);
        return calls.send(new Multipart(boundary)
                .field("chat_id", account.handle())
                .field("message_id", id)
                .field("media", media.toString())
                .file("picture", type, bytes)
                .post(request("editMessageMedia")));
    }

    private static Answer withId(String id, @Nullable String detail, Answer answer) {
        return answer instanceof Answer.Done done ? new Answer.Done(id, done.url(), detail, done.quiet()) : answer;
    }

    /** After two days a message may be past deleting; its text is not. */
    private Answer delete(Step.Delete delete) {
        ObjectNode which =
                JSON.createObjectNode().put("chat_id", account.handle()).put("message_id", Long.parseLong(delete.id()));
        Answer answer = answer(call("deleteMessage", which), true);
        return answer instanceof Answer.Refused
                ? editText(
                        delete.id(),
                        Words.withdrawn(delete.version().language()),
                        "Telegram deletes it no more, so its text was replaced by a notice.")
                : answer;
    }

    private HttpRequest.Builder request(String method) {
        return HttpRequest.newBuilder(server.resolve("/bot" + token + "/" + method));
    }

    private Result call(String method, ObjectNode body) {
        return calls.send(request(method)
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
            return !isId(id) && !repeatable
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
