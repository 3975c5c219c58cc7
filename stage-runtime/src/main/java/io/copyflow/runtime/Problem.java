package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem. Its type is {@code /problems/} and the code.
 *
 * @param status the HTTP status
 * @param code for programs: kebab-case, stable
 * @param sentence for a person: what was expected, what is so, what to do
 */
public record Problem(int status, String code, String sentence) {

    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final String RETRY_AFTER = "Retry-After";
    private static final String USUALLY_AFTER = "5";

    /** A fault of ours. */
    public static Problem internal(int status) {
        return new Problem(
                status,
                "internal-error",
                "Something went wrong here, not in what you sent. The log says what; try again later.");
    }

    /** Answers a request with it. Who is to come again later hears when, in {@code Retry-After}. */
    public void answer(Context ctx) {
        if (LATER.contains(status) && ctx.res().getHeader(RETRY_AFTER) == null) {
            ctx.header(RETRY_AFTER, USUALLY_AFTER);
        }
        // as bytes: of a type it does not know, the server would write Latin-1
        ctx.status(status)
                .contentType("application/problem+json")
                .result(json(ctx.path()).getBytes(UTF_8));
    }

    /** @param instance the path that was asked for; null for one that cannot be told */
    String json(@Nullable String instance) {
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "/problems/" + code)
                .put(
                        "title",
                        Character.toUpperCase(code.charAt(0))
                                + code.substring(1).replace('-', ' '))
                .put("status", status)
                .put("detail", sentence);
        if (instance != null) {
            problem.put("instance", instance);
        }
        return problem.put("code", code).toString();
    }
}
