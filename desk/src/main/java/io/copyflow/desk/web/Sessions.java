package io.copyflow.desk.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this process and their cookies: kept in memory, each until it is not used for too long, or is too old.
 *
 * <p>What an open page fetches by itself is no use of it: a browser that somebody walked away from signs out.
 */
final class Sessions {

    private static final int MOST = 10_000;
    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final FrontSettings settings;
    private final String cookie;
    // the least lately used first
    private final Map<String, Session> byId = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Sessions(InstantSource clock, FrontSettings settings) {
        this.clock = clock;
        this.settings = settings;
        this.cookie = cookieName("copyflow-desk");
    }

    /** A name that, over an encrypted line, no other host and no plain page can set. */
    String cookieName(String name) {
        return settings.isSecure() ? "__Host-" + name : name;
    }

    /**
     * A cookie that no script reads.
     *
     * @param seconds -1 until the browser is closed
     * @param isForArrivals whether it also comes with who is sent here by another site, such as a link in a mail
     */
    Cookie cookie(String name, String value, int seconds, boolean isForArrivals) {
        return new Cookie(
                name,
                value,
                "/",
                seconds,
                settings.isSecure(),
                true,
                null,
                isForArrivals ? SameSite.LAX : SameSite.STRICT);
    }

    /** Begins one, and gives the browser its cookie. */
    Session begin(Context http) {
        Session session = new Session(secret(), secret(), clock.instant());
        synchronized (this) {
            byId.put(session.id(), session);
        }
        // with a provider, who follows a link to the desk is known; forms carry a token anyway
        http.cookie(cookie(cookie, session.id(), -1, settings.openId() != null));
        return session;
    }

    /** The session a request is of; null when there is none, or it has ended. */
    @Nullable
    Session of(Context http) {
        String id = http.cookie(cookie);
        boolean isUse = !http.method().name().equals("GET") || !isByItself(http);
        return id == null ? null : of(id, isUse);
    }

    /** Parts say that they are; a stream that connects anew cannot, nor do pictures. */
    private static boolean isByItself(Context http) {
        String path = http.path();
        return Visit.isForPart(http) || path.equals("/live") || path.startsWith("/live/") || path.startsWith("/media/");
    }

    private synchronized @Nullable Session of(String id, boolean isUse) {
        Session session = byId.get(id);
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        if (session.usedAt().plus(settings.idle()).isBefore(now)
                || session.begunAt().plus(settings.longest()).isBefore(now)) {
            byId.remove(id);
            return null;
        }
        if (isUse) {
            session.used(now);
        }
        return session;
    }

    synchronized void end(Session session) {
        byId.remove(session.id());
    }

    /** Ends it, and takes the cookie from the browser. */
    void end(Context http, Session session) {
        end(session);
        http.cookie(cookie(cookie, "", 0, settings.openId() != null));
    }

    /** Nobody can guess it. */
    String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
