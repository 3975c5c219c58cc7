package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an HTTP request asks, as every address here reads it.
 *
 * @param ctx the request and its answer
 */
public record Asked(Context ctx) {

    /** The header that says who asks. Whoever runs the server checks that it is so. */
    public static final String PERSON = "X-Copyflow-Person";

    /** The header with the caller's own id of the request. */
    public static final String KEY = "Idempotency-Key";

    private static final Logger LOG = LoggerFactory.getLogger(Asked.class);

    /** In bytes, of what some programs send where nothing is asked for. */
    private static final int LITTLE = 16 << 10;

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_SHOWN = 80;

    private static final Pattern OTHER_CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?(?!utf-?8\"?(\\s|;|$))", Pattern.CASE_INSENSITIVE);

    /**
     * Whether bodies of a content type are JSON: {@code application/json}, and types that end with {@code +json}. A form
     * or plain text is not, because any web page can make a browser send those.
     */
    public static boolean isJson(@Nullable String contentType) {
        if (contentType == null || OTHER_CHARSET.matcher(contentType).find()) {
            return false;
        }
        String type = mediaType(contentType);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    /** A content type without its parameters. */
    public static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The body, which is JSON by what the request says of it. Never holds more than is allowed.
     *
     * @param most bytes
     * @param instead what to send where it is not, or where it is too long
     * @throws UnreadableInputException {@code unsupported-content}, {@code body-too-large} or {@code body-incomplete}
     */
    public byte[] json(int most, String instead) {
        return body(isJson(ctx.header("Content-Type")), "JSON", most, instead);
    }

    /**
     * The body, which is of one of some content types by what the request says of it. Never holds more than is allowed.
     *
     * @param types without parameters
     * @param expected what they are, for a person
     * @param most bytes
     * @param instead what to send where it is not, or where it is too long
     * @throws UnreadableInputException {@code unsupported-content}, {@code body-too-large} or {@code body-incomplete}
     */
    public byte[] body(Set<String> types, String expected, int most, String instead) {
        String contentType = ctx.header("Content-Type");
        return body(contentType != null && types.contains(mediaType(contentType)), expected, most, instead);
    }

    /**
     * The body, of a content type that the caller looked at. Never holds more than is allowed.
     *
     * @throws UnreadableInputException {@code unsupported-content}, {@code body-too-large} or {@code body-incomplete}
     */
    public byte[] body(boolean isOfType, String expected, int most, String instead) {
        String contentType = ctx.header("Content-Type");
        String encoding = ctx.header("Content-Encoding");
        if (!isOfType || (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity"))) {
            throw new UnreadableInputException(
                    "unsupported-content",
                    "Expected " + expected + " in UTF-8, not compressed, but the content type is "
                            + (contentType == null ? "missing" : "'" + shortened(contentType) + "'")
                            + (encoding == null ? "" : " and the encoding '" + shortened(encoding) + "'")
                            + ". " + instead);
        }
        return body(most);
    }

    /**
     * Passes over the body of a request that needs none. To be asked before anything is done that is answered later: who
     * still sends then may not hear the answer.
     *
     * @throws UnreadableInputException {@code body-too-large} or {@code body-incomplete}
     */
    public void nothing() {
        body(
                LITTLE,
                "Expected no body here, and passes over " + LITTLE + " bytes at most, but it is larger. Leave it out.");
    }

    private byte[] body(int most) {
        return body(
                most,
                "Expected a body of at most " + most
                        + " bytes, but it is larger. Send the text without pictures, or split it in two.");
    }

    private byte[] body(int most, String tooLarge) {
        try {
            return read(most, tooLarge);
        } catch (IOException e) {
            LOG.info(
                    "event=body_incomplete method={} path={} reason={}",
                    ctx.method(),
                    Logfmt.value(ctx.path()),
                    Logfmt.value(String.valueOf(e.getMessage())));
            throw new UnreadableInputException(
                    "body-incomplete",
                    "Expected the whole body, but it ended or stopped before its end. Send it again.");
        }
    }

    private byte[] read(int most, String tooLarge) throws IOException {
        if (!isLongerThan(most)) {
            byte[] body = ctx.bodyInputStream().readNBytes(most + 1);
            if (body.length <= most) {
                return body;
            }
        }
        throw new UnreadableInputException("body-too-large", tooLarge);
    }

    /** Whether the body is said to be longer, which can be refused before it is asked for. */
    public boolean isLongerThan(long most) {
        return ctx.req().getContentLengthLong() > most;
    }

    /**
     * Who asks, as the request says; null when it does not.
     *
     * @throws UnreadableInputException {@code person-ambiguous}: two would mean that one was put in front of the one to
     *     be believed
     */
    public @Nullable String person() {
        if (Collections.list(ctx.req().getHeaders(PERSON)).size() > 1) {
            throw new UnreadableInputException(
                    "person-ambiguous",
                    "Expected one X-Copyflow-Person header at most, but there are several. Send one; a proxy in between"
                            + " must replace it, not add its own.");
        }
        return ctx.header(PERSON);
    }

    /**
     * The caller's own id of the request; null when it has none.
     *
     * @throws UnreadableInputException {@code key-invalid}
     */
    public @Nullable String key() {
        if (Collections.list(ctx.req().getHeaders(KEY)).size() > 1) {
            throw new UnreadableInputException(
                    "key-invalid",
                    "Expected one Idempotency-Key header at most, but there are several. Send one: it is the id of one"
                            + " request.");
        }
        String key = ctx.header(KEY);
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            throw new UnreadableInputException(
                    "key-invalid",
                    "Expected an Idempotency-Key of 1 to " + LONGEST_KEY
                            + " visible ASCII characters, but it is not. Send a UUID, or leave it out.");
        }
        return key;
    }

    /**
     * What the address says after its question mark, by name.
     *
     * @throws UnreadableInputException {@code query-invalid} for what is no percent-encoded UTF-8, and for a name that
     *     stands there twice: nobody can tell which of the two was meant
     */
    public Map<String, String> query() {
        String query = ctx.queryString();
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (parameters.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                throw new UnreadableInputException(
                        "query-invalid",
                        "Expected each parameter once in the address, but '" + shortened(name)
                                + "' stands there twice. Leave one.");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, UTF_8);
            // the decoder puts this in place of what is no UTF-8
            if (decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new UnreadableInputException(
                "query-invalid",
                "Expected parameters in percent-encoded UTF-8 in the address, but '" + shortened(text)
                        + "' is not. Encode it.");
    }

    /** The status for what is wrong with a request itself; 422 for everything else. */
    public static int status(String code) {
        return switch (code) {
            case "json-malformed",
                    "xml-malformed",
                    "encoding-invalid",
                    "key-invalid",
                    "query-invalid",
                    "body-incomplete" -> 400;
            case "unknown-person", "role-missing" -> 403;
            case "body-too-large" -> 413;
            case "unsupported-content" -> 415;
            default -> 422;
        };
    }

    /** Whether a command failed because no answer came in time: it may have taken effect. */
    public static boolean isUnanswered(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof NoAnswerException || cause instanceof TimeoutException;
    }

    /** What was sent, short enough for a sentence. */
    public static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
