package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/**
 * An RFC 9457 problem. Its type is {@code /problems/} and the code.
 *
 * @param status the HTTP status
 * @param code for programs: kebab-case, stable
 * @param sentence for a person: what was expected, what is so, what to do
 */
record Problem(int status, String code, String sentence) {

    static Problem of(UnreadableSubmissionException unreadable) {
        return refused(unreadable.code(), unreadable.sentence());
    }

    static Problem refused(String code, String sentence) {
        int status = switch (code) {
            case "json-malformed", "encoding-invalid", "key-invalid" -> 400;
            case "unknown-person", "role-missing" -> 403;
            case "story-exists", "outdated-revision", "command-id-reused" -> 409;
            default -> 422;
        };
        return new Problem(status, code, sentence);
    }

    void answer(Context ctx) {
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "/problems/" + code)
                .put(
                        "title",
                        Character.toUpperCase(code.charAt(0))
                                + code.substring(1).replace('-', ' '))
                .put("status", status)
                .put("detail", sentence)
                .put("instance", ctx.path())
                .put("code", code);
        ctx.status(status).contentType("application/problem+json").result(problem.toString());
    }
}
