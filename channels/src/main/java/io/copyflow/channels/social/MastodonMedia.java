package io.copyflow.channels.social;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.Calls.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of posts on a Mastodon server: {@code POST /api/v2/media}, the alternative text as description. What the
 * server will not take is left out, and the receipt says so: a post does not wait for its picture. An upload nobody posts
 * is removed by the server, so it may be made again.
 */
final class MastodonMedia {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_DESCRIPTION = 1500;
    private static final Duration PROCESSING = Duration.ofSeconds(2);

    private final URI server;
    private final String token;
    private final Pictures pictures;
    private final Calls calls;
    private final InstantSource clock;

    /** What the server was still working at. */
    private @Nullable Given given;

    private record Given(String hash, String id) {}

    MastodonMedia(URI server, String token, Pictures pictures, Calls calls, InstantSource clock) {
        this.server = server;
        this.token = token;
        this.pictures = pictures;
        this.calls = calls;
        this.clock = clock;
    }

    /** What is to be attached to a post. */
    sealed interface Attached {

        /**
         * @param ids none where there is no picture, or it is left out
         * @param detail why it is left out; else null
         */
        record Ready(List<String> ids, @Nullable String detail) implements Attached {}

        /** Nothing can be posted yet. */
        record NotYet(Answer answer) implements Attached {}
    }

    Attached of(Post post) {
        Picture picture = post.picture();
        if (picture == null) {
            return new Attached.Ready(List.of(), null);
        }
        Given before = given;
        given = null;
        return before != null && before.hash.equals(picture.media().hash())
                ? read(calls.send(to("/api/v1/media/" + before.id).GET()), before.hash)
                : upload(picture, post.language());
    }

    private Attached upload(Picture picture, String language) {
        byte[] bytes;
        try {
            bytes = pictures.bytes(picture.media());
        } catch (IOException e) {
            return new Attached.NotYet(new Answer.Later(
                    null,
                    false,
                    "Expected the picture from the media store, but it does not answer: " + e.getMessage()));
        }
        if (bytes == null) {
            return new Attached.Ready(List.of(), Pictures.NOT_THERE);
        }
        Multipart body = new Multipart(picture.media().hash());
        if (!picture.alternativeText().isEmpty()) {
            body.field(
                    "description",
                    Composer.cut(
                            picture.alternativeText(),
                            LONGEST_DESCRIPTION,
                            text -> text.codePointCount(0, text.length()),
                            language));
        }
        body.file("file", picture.media().mediaType(), bytes);
        return read(calls.send(body.post(to("/api/v2/media"))), picture.media().hash());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private Attached read(Result result, String hash) {
        return switch (result) {
            case Result.NotSent(String sentence) -> new Attached.NotYet(new Answer.Later(null, true, sentence));
            // nothing was posted yet, whatever became of the upload
            case Result.Lost(String sentence) -> new Attached.NotYet(new Answer.Later(null, false, sentence));
            case Result.Answered answer -> read(answer, hash);
        };
    }

    private Attached read(Result.Answered answer, String hash) {
        String told = "Expected the Mastodon server " + server.getHost() + " to take the picture, but it answered "
                + answer.status() + ".";
        if (answer.isGood()) {
            String id = id(answer);
            if (!Network.MASTODON.isId(id)) {
                return new Attached.NotYet(new Answer.Later(null, false, told));
            }
            if (answer.status() == 200) {
                return new Attached.Ready(List.of(id), null);
            }
            given = new Given(hash, id);
            return new Attached.NotYet(
                    new Answer.Later(PROCESSING, false, "The Mastodon server is still working at the picture."));
        }
        if (answer.isBusy()) {
            return new Attached.NotYet(new Answer.Later(answer.retryAfter(clock), true, told));
        }
        if (answer.status() == 401 || answer.status() >= 500 || answer.status() < 400) {
            return new Attached.NotYet(new Answer.Later(null, answer.status() == 401, told));
        }
        return new Attached.Ready(
                List.of(),
                "Posted without its picture: " + told
                        + (answer.status() == 403 ? " The account's token needs the scope write:media." : ""));
    }

    private static String id(Result.Answered answer) {
        try {
            JsonNode media = JSON.readTree(answer.body());
            return media.path("id").asText("");
        } catch (IOException e) {
            return "";
        }
    }
}
