package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers with a problem what the server refuses before any route is asked, such as a malformed address or a header that
 * is too long.
 */
final class UnroutedProblems implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(true, ByteBuffer.wrap(problem(status).json(null).getBytes(UTF_8)), callback);
        return true;
    }

    static Problem problem(int status) {
        return status < 500
                ? new Problem(
                        status,
                        "request-malformed",
                        "Expected a request as HTTP has them, but its address, its headers or what frames it is not."
                                + " Correct it: in an address what is no letter or digit is percent-encoded.")
                : Problem.internal(status);
    }
}
