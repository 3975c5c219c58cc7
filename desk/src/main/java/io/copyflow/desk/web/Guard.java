package io.copyflow.desk.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request before anything else does: that it calls the desk by one of its names, which keeps other sites'
 * pages out that a browser here has open; and whether a form is one of ours. Tells browsers to allow nothing but the
 * desk's own files.
 */
final class Guard {

    /** What this machine calls itself. */
    static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final FrontSettings settings;
    private final Set<String> names = new HashSet<>(LOOPBACK);

    Guard(FrontSettings settings) {
        this.settings = settings;
        URI url = settings.url();
        if (url != null) {
            names.add(url.getHost().toLowerCase(Locale.ROOT));
        }
    }

    /** @throws HttpResponseException 421 for a name that is none of the desk's, or a line that is not encrypted */
    void check(Context http) {
        http.header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self';"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .header("Cache-Control", "no-store");
        if (settings.isSecure()) {
            http.header("Strict-Transport-Security", "max-age=31536000");
        }
        String name = hostName(authority(http));
        boolean isPlain = settings.isSecure()
                && settings.forwarded()
                && !"https".equalsIgnoreCase(String.valueOf(http.header("X-Forwarded-Proto")));
        if (name == null || !names.contains(name.toLowerCase(Locale.ROOT)) || isPlain) {
            throw new HttpResponseException(421, "Misdirected request");
        }
    }

    /** What the request calls the desk: what its proxy says, where one is believed. */
    private @Nullable String authority(Context http) {
        String forwarded = settings.forwarded() ? http.header("X-Forwarded-Host") : null;
        return forwarded == null ? http.header("Host") : forwarded.strip();
    }

    private static @Nullable String hostName(@Nullable String authority) {
        if (authority == null) {
            return null;
        }
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return end <= 0 ? authority : authority.substring(0, end);
    }

    /** A form of ours carries the session's token in a field, whoever sends it, and comes from our own page. */
    boolean isSentFromHere(Context http, Session session) {
        String token = http.formParam("token");
        String origin = http.header("Origin");
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), session.token().getBytes(StandardCharsets.UTF_8))
                && (origin == null || isOurs(http, origin));
    }

    private boolean isOurs(Context http, String origin) {
        URI url = settings.url();
        return origin.equals("http://" + http.header("Host")) && !settings.isSecure()
                || url != null && origin.equals(url.getScheme() + "://" + url.getRawAuthority());
    }
}
