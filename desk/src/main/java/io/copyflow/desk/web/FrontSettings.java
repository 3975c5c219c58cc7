package io.copyflow.desk.web;

import io.copyflow.desk.door.OpenIdConnect;
import io.copyflow.runtime.StageFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the desk is served, and to whom.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param url the address people use, such as {@code https://desk.example.org/}; null for that of the server
 * @param forwarded whether a proxy stands before it, whose {@code X-Forwarded-Host} and {@code X-Forwarded-Proto} are
 *     believed
 * @param idle how long a session may go unused
 * @param longest how long a session lasts, however much it is used
 * @param openId who vouches for people; null where they say who they are, which is for this machine alone
 */
public record FrontSettings(
        String host,
        int port,
        @Nullable URI url,
        boolean forwarded,
        Duration idle,
        Duration longest,
        @Nullable OpenIdConnect openId) {

    /** @throws StageFailure {@code desk-not-loopback} where others could say who they are */
    public FrontSettings {
        if (openId == null && !isLoopback(host)) {
            throw new StageFailure(
                    "desk-not-loopback",
                    "Expected people to sign in where others can reach the web desk, but desk.host is '" + host
                            + "' and no OpenID Connect provider is set, so that anybody could say that they are anybody. Set"
                            + " desk.url, desk.oidc.issuer and desk.oidc.client-id"
                            + " (docs/how-to/sign-in-with-openid-connect.md), or leave desk.host at 127.0.0.1.");
        }
        if (openId == null && (forwarded || url != null && !isThisMachines(url))) {
            throw new StageFailure(
                    "desk-not-loopback",
                    "Expected people to sign in where a proxy passes the web desk on to others, but "
                            + (forwarded ? "desk.forwarded is 'yes'" : "desk.url is '" + url + "'")
                            + " and no OpenID Connect provider is set, so that anybody could say that they are anybody. Set"
                            + " desk.oidc.issuer and desk.oidc.client-id"
                            + " (docs/how-to/sign-in-with-openid-connect.md), or leave desk.url and desk.forwarded unset.");
        }
    }

    /** On this machine alone, for people who say who they are. */
    public static FrontSettings here(int port) {
        return new FrontSettings("127.0.0.1", port, null, false, Duration.ofHours(12), Duration.ofDays(7), null);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** By its name alone: what a public name is resolved to here says nothing of who else comes by it. */
    private static boolean isThisMachines(URI url) {
        return url.getHost() != null && Guard.LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    /** Whether people come over an encrypted line, and cookies must not travel on any other. */
    boolean isSecure() {
        return url != null && "https".equals(url.getScheme());
    }
}
