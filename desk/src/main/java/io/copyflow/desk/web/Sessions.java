package io.copyflow.desk.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of this process: kept in memory, each until it is not used for twelve hours. */
final class Sessions {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    private static final int MOST = 10_000;
    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    // the least lately used first
    private final Map<String, Session> byId = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Session begin() {
        Session session = new Session(secret(), secret(), clock.instant());
        byId.put(session.id(), session);
        return session;
    }

    /** The session of that id; null when there is none, or it was not used for too long. */
    synchronized @Nullable Session of(@Nullable String id) {
        Session session = id == null ? null : byId.get(id);
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        if (session.seenAt().plus(LONGEST_PAUSE).isBefore(now)) {
            byId.remove(session.id());
            return null;
        }
        session.seen(now);
        return session;
    }

    synchronized void end(Session session) {
        byId.remove(session.id());
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
