package io.copyflow.desk.web;

import io.copyflow.desk.ask.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A browser that has come, and who works in it. */
final class Session {

    private final String id;
    private final String token;
    private volatile @Nullable String person;
    private volatile @Nullable Told told;
    private volatile Instant seenAt;

    Session(String id, String token, Instant now) {
        this.id = id;
        this.token = token;
        this.seenAt = now;
    }

    String id() {
        return id;
    }

    /** What every form carries, so that none can be sent from another site. */
    String token() {
        return token;
    }

    /** Id of who works in it; null while nobody was chosen. */
    @Nullable
    String person() {
        return person;
    }

    void person(@Nullable String chosen) {
        person = chosen;
    }

    Instant seenAt() {
        return seenAt;
    }

    void seen(Instant now) {
        seenAt = now;
    }

    /** What the next page is to say. */
    void tell(Told what) {
        told = what;
    }

    /** What is to be said, once. */
    @Nullable
    Told toldOnce() {
        Told what = told;
        told = null;
        return what;
    }
}
