package io.copyflow.desk.web;

import io.copyflow.contract.Actor;
import io.copyflow.contract.StatedTime;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.ask.Told;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Person;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody at the desk asks for a page, or sends a form. */
public final class Visit {

    private static final int LONGEST_COMMAND_ID = 60;
    private static final long MOST_BYTES_OF_FILE = 8L << 20;

    private final Context http;
    private final Session session;
    private final Directory directory;
    private final Words words;
    private final boolean vouchedFor;
    private final Instant now;

    /** @param vouchedFor whether people sign in, rather than say who they are */
    Visit(Context http, Session session, Directory directory, Words words, boolean vouchedFor, Instant now) {
        this.http = http;
        this.session = session;
        this.directory = directory;
        this.words = words;
        this.vouchedFor = vouchedFor;
        this.now = now;
    }

    /** Who it is, with what the directory says of them now. */
    public Actor actor() {
        String person = session.person();
        return person == null ? Actor.unknown("") : directory.actor(person);
    }

    public Directory directory() {
        return directory;
    }

    public Instant now() {
        return now;
    }

    public Words words() {
        return words;
    }

    public String say(String key, @Nullable Object... values) {
        return words.say(key, values);
    }

    /** A part of the path. */
    public String path(String name) {
        return http.pathParam(name);
    }

    /** Whether the path has such a part. */
    public boolean has(String name) {
        return http.pathParamMap().containsKey(name);
    }

    /** What stands in the address under a name; null for nothing. */
    public @Nullable String query(String name) {
        return filled(http.queryParam(name));
    }

    /** What a form says under a name, as texts are in the log: one line, in NFC; null for nothing. */
    public @Nullable String line(String name) {
        String typed = http.formParam(name);
        return typed == null
                ? null
                : filled(Normalizer.normalize(
                        typed.replaceAll("\\R+|\\t", " ").replace("\uFEFF", ""), Normalizer.Form.NFC));
    }

    /** What a form says under a name, as it was typed; empty for nothing. */
    public String typed(String name) {
        String typed = http.formParam(name);
        return typed == null ? "" : typed;
    }

    /** All that a form says under a name, as it was typed. */
    public List<String> all(String name) {
        return http.formParams(name);
    }

    /** A moment as a browser's field has it, where this person works, or as ISO 8601; null for what is none. */
    public @Nullable Instant moment(@Nullable String typed) {
        try {
            return typed == null
                    ? null
                    : StatedTime.checked(
                            typed.endsWith("Z")
                                    ? Instant.parse(typed)
                                    : LocalDateTime.parse(typed).atZone(zone()).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * A file that a form brought along.
     *
     * @param name as the browser says; null when it says none
     * @param content to be closed
     */
    public record Upload(@Nullable String name, InputStream content) {}

    /** The file, of any size that the desk takes, that a form brought along; null when none was chosen. */
    public @Nullable Upload upload(String name) {
        UploadedFile file = http.uploadedFile(name);
        return file == null || file.size() == 0 ? null : new Upload(filled(file.filename()), file.content());
    }

    /** The small file that a form brought along; null when none was chosen, or it is larger than the desk takes. */
    public byte @Nullable [] file(String name) {
        UploadedFile file = http.uploadedFile(name);
        if (file == null || file.size() == 0 || file.size() > MOST_BYTES_OF_FILE) {
            return null;
        }
        try (InputStream content = file.content()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Who asks, under the id that the form brought along: a form that is sent twice asks once. */
    public Commands.Asker asker() {
        String id = http.formParam("command");
        boolean isOurs = id != null && !id.isBlank() && id.length() <= LONGEST_COMMAND_ID;
        return new Commands.Asker("desk-" + (isOurs ? id : newId()), actor().id());
    }

    /** An id for a form. */
    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Whether only a part of a page is asked for, by a page that is there already. */
    public boolean isForPart() {
        return isForPart(http);
    }

    static boolean isForPart(Context http) {
        return "true".equals(http.header("HX-Request")) && !"true".equals(http.header("HX-Boosted"));
    }

    /** Says something on the next page. */
    public void tell(Told what) {
        session.tell(what);
    }

    /**
     * The frame of a page.
     *
     * @param here which of the screens it is
     */
    public Frame frame(String here, String title) {
        return frame(here, title, isForPart() ? null : session.toldOnce());
    }

    /** The frame of a page that says something first. */
    public Frame frame(String here, String title, @Nullable Told told) {
        String query = http.queryString();
        return new Frame(
                words,
                title,
                here,
                http.path() + (query == null ? "" : "?" + query),
                session.person() == null ? null : actor(),
                session.token(),
                vouchedFor,
                told,
                now,
                zone(),
                directory);
    }

    /** Where they work; where this runs when the directory does not say. */
    public ZoneId zone() {
        Person person = session.person() == null ? null : directory.person(session.person());
        Bureau bureau = person == null || person.getBureau() == null ? null : directory.bureau(person.getBureau());
        try {
            return bureau == null ? ZoneId.systemDefault() : ZoneId.of(bureau.getTimeZone());
        } catch (DateTimeException e) {
            // a zone this Java does not know
            return ZoneId.systemDefault();
        }
    }

    Session session() {
        return session;
    }
}
