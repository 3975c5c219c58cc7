package io.copyflow.runtime;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out where programs of this machine alone are to get in: a page that a browser here has open could send
 * forms here, or have its own host's name lead here. So the request must call this machine by a name of its own, and must
 * not come from a page of another address.
 */
final class LoopbackGuard implements Handler {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private LoopbackGuard() {}

    /** Empty for an address that others can reach: there who may come in is for what stands before it to say. */
    static Optional<LoopbackGuard> of(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress()
                    ? Optional.of(new LoopbackGuard())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty(); // listening there will say so
        }
    }

    @Override
    public void handle(Context http) {
        String authority = http.header("Host");
        String origin = http.header("Origin");
        if (!NAMES.contains(name(authority))) {
            new Problem(
                            421,
                            "not-this-machine",
                            "Expected the request to call this server by a name of this machine, such as 127.0.0.1, but it"
                                    + " says '" + authority
                                    + "'. Use http://127.0.0.1, or set http.host to an address that"
                                    + " others may reach.")
                    .answer(http);
            http.skipRemainingHandlers();
        } else if (origin != null && !origin.equals("http://" + authority)) {
            new Problem(
                            403,
                            "foreign-page",
                            "Expected a program of this machine, but the request comes from a web page at '" + origin
                                    + "'. Pages of other addresses may not act here.")
                    .answer(http);
            http.skipRemainingHandlers();
        }
    }

    private static String name(@Nullable String authority) {
        if (authority == null) {
            return "";
        }
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return (end <= 0 ? authority : authority.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
