package io.copyflow.desk.web;

import io.copyflow.desk.ask.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A browser that has come, and who works in it. */
final class Session {

    private final String id;
    private final String token;
    private final Instant begunAt;
    private volatile @Nullable String person;
    private volatile @Nullable String idToken;
    private volatile @Nullable Told told;
    private volatile Instant usedAt;

    Session(String id, String token, Instant now) {
        this.id = id;
        this.token = token;
        this.begunAt = now;
        this.usedAt = now;
    }

    /** Nobody's: for a page that is shown to whoever has no session. No form of it is accepted. */
    static Session nobodys() {
        return new Session("", "", Instant.EPOCH);
    }

    String id() {
        return id;
    }

    /** What every form carries, so that none can be sent from another site; empty where no form is accepted. */
    String token() {
        return token;
    }

    /** Id of who works in it; null while nobody was chosen. */
    @Nullable
    String person() {
        return person;
    }

    void person(String chosen) {
        person = chosen;
    }

    /** What the OpenID provider said of them, for signing out there; null where nobody did. */
    @Nullable
    String idToken() {
        return idToken;
    }

    void idToken(String said) {
        idToken = said;
    }

    Instant begunAt() {
        return begunAt;
    }

    Instant usedAt() {
        return usedAt;
    }

    void used(Instant now) {
        usedAt = now;
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
