package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.directory.Directory;
import io.copyflow.media.MediaIntake;
import io.copyflow.media.MediaStore;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.UnreadableInputException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /media}: takes a picture or video in. {@code GET /media/HASH}: its bytes, of a video from where
 * they are asked for.
 *
 * <ul>
 *   <li>The body is the bytes; header {@code X-Copyflow-Person} says who hands them in. {@code Content-Type} may be left
 *       out, but must not differ from what the bytes are.
 *   <li>201 with {@code hash, mediaType, bytes, width, height}: the hash of what is kept, which is without the place it
 *       was taken at. The same bytes again give the same answer.
 *   <li>Otherwise a problem (RFC 9457): 403 not the right, 413 too large, 415 none of the types taken, 422 refused, 503
 *       the store does not answer.
 * </ul>
 */
public final class MediaApi {

    private static final Logger LOG = LoggerFactory.getLogger(MediaApi.class);

    private final MediaIntake intake;
    private final MediaStore store;
    private final Supplier<Directory> directory;

    public MediaApi(MediaIntake intake, MediaStore store, Supplier<Directory> directory) {
        this.intake = intake;
        this.store = store;
        this.directory = directory;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post("/media", this::take);
        routes.get("/media/{hash}", this::give);
    }

    private void take(Context ctx) {
        try {
            Asked asked = new Asked(ctx);
            String person = asked.person();
            if (person == null || person.isBlank()) {
                throw new UnreadableInputException(
                        "person-missing",
                        "Expected the header X-Copyflow-Person to say who hands this in, but there is none. Put a"
                                + " person's id into it.");
            }
            Refusal right = Rights.refusal(
                    directory.get().actor(person.strip()),
                    "hand in a picture or video",
                    Role.REPORTER,
                    Role.EDITOR,
                    Role.CHIEF);
            if (right != null) {
                throw new UnreadableInputException(right.code(), right.sentence());
            }
            intake.demandFits(ctx.req().getContentLengthLong());
            String declared = ctx.header("Content-Type");
            MediaReference media =
                    intake.take(ctx.bodyInputStream(), declared == null ? null : Asked.mediaType(declared), null);
            ctx.status(201).contentType("application/json").result(json(media));
        } catch (UnreadableInputException e) {
            new Problem(status(e.code()), e.code(), e.sentence()).answer(ctx);
        } catch (IOException e) {
            LOG.info("event=body_incomplete path=/media reason={}", Logfmt.value(String.valueOf(e.getMessage())));
            new Problem(
                            400,
                            "body-incomplete",
                            "Expected the whole body, but it ended or stopped before its end. Send it again.")
                    .answer(ctx);
        }
    }

    private static String json(MediaReference media) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("hash", media.hash())
                .put("mediaType", media.mediaType())
                .put("bytes", media.bytes())
                .put("width", media.width())
                .put("height", media.height())
                .toString();
    }

    private void give(Context ctx) {
        String hash = ctx.pathParam("hash");
        try {
            MediaReference media = found(hash);
            if (media == null) {
                new Problem(
                                404,
                                "media-unknown",
                                "Expected the hash of a picture or video that is in the store, but this is none. Check"
                                        + " it.")
                        .answer(ctx);
                return;
            }
            // it never changes under its name; and whatever is in it, a browser runs nothing of it
            ctx.header("Cache-Control", "private, max-age=31536000, immutable")
                    .header("ETag", "\"" + hash + "\"")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "default-src 'none'; sandbox");
            if (media.isVideo()) {
                // a part of a film can be asked for
                ctx.writeSeekableStream(store.open(hash), media.mediaType(), media.bytes());
            } else {
                ctx.contentType(media.mediaType()).result(store.open(hash));
            }
        } catch (IOException e) {
            LOG.warn("event=media_unavailable hash={} reason={}", hash, Logfmt.value(String.valueOf(e.getMessage())));
            new Problem(
                            503,
                            "media-unavailable",
                            "Expected the media store to answer, but it does not. The log says why; try again later.")
                    .answer(ctx);
        }
    }

    private @Nullable MediaReference found(String hash) throws IOException {
        return MediaReference.isHash(hash) ? store.find(hash) : null;
    }

    private static int status(String code) {
        return switch (code) {
            case "media-too-large" -> 413;
            case "media-type-unknown", "media-type-differs" -> 415;
            case "media-unavailable" -> 503;
            default -> Asked.status(code);
        };
    }
}
