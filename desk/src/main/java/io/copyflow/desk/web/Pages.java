package io.copyflow.desk.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers with pages: to whoever is known, and to others with the way in or with what is wrong. */
final class Pages {

    static final String LANGUAGE = "copyflow-language";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEMPLATES = "io.copyflow.desk.templates";

    private final House house;
    private final Sessions sessions;
    private final Guard guard;
    private final Entrance entrance;
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);

    Pages(House house, Sessions sessions, Guard guard, Entrance entrance) {
        this.house = house;
        this.sessions = sessions;
        this.guard = guard;
        this.entrance = entrance;
    }

    /** A page for whoever is known. */
    void look(Context http, Function<Visit, Reply> page) {
        Session session = known(http);
        if (session == null) {
            toEntrance(http);
        } else {
            answer(http, page.apply(visit(http, session)));
        }
    }

    /** A form of whoever is known, sent from a page of ours. */
    void act(Context http, Function<Visit, Reply> deed) {
        Session session = known(http);
        if (session == null) {
            toEntrance(http);
        } else if (!guard.isSentFromHere(http, session)) {
            problem(http, 403);
        } else {
            answer(http, deed.apply(visit(http, session)));
        }
    }

    /** A session of somebody whom the directory has, now. */
    @Nullable
    Session known(Context http) {
        Session session = sessions.of(http);
        String person = session == null ? null : session.person();
        return person != null && house.directory().get().person(person) != null ? session : null;
    }

    Visit visit(Context http, Session session) {
        return new Visit(
                http,
                session,
                house.directory().get(),
                Words.forReader(http.cookie(LANGUAGE), http.header("Accept-Language")),
                entrance.isVouchedFor(),
                house.clock().instant());
    }

    void answer(Context http, Reply reply) {
        switch (reply) {
            case Reply.Html(int status, String template, Object model) ->
                http.status(status).contentType(HTML).result(render(template, model));
            case Reply.Go(String path) -> go(http, path);
            case Reply.Download(String name, String type, byte[] bytes) ->
                http.header(
                                "Content-Disposition",
                                "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\"")
                        .contentType(type)
                        .result(bytes);
            case Reply.Bytes(String type, long length, var content) -> {
                http.header("Cache-Control", "private, max-age=31536000, immutable");
                if (type.startsWith("video/")) {
                    // a part of a film can be asked for
                    http.writeSeekableStream(content, type, length);
                } else {
                    http.header("Content-Length", String.valueOf(length))
                            .contentType(type)
                            .result(content);
                }
            }
            case Reply.Quiet() -> http.status(204);
        }
    }

    private byte[] render(String template, Object page) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, page, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void go(Context http, String path) {
        http.status(303).header("Location", own(path));
    }

    /** A path of this desk, never a way to another site: the board for anything else. */
    static String own(@Nullable String path) {
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return "/";
        }
        return path.chars().noneMatch(c -> c == '\\' || c < 0x20) ? path : "/";
    }

    private void toEntrance(Context http) {
        String way = entrance.path() + "?to=" + URLEncoder.encode(lookedAt(http), StandardCharsets.UTF_8);
        if ("true".equals(http.header("HX-Request"))) {
            http.status(204).header("HX-Redirect", way);
        } else if (entrance.isVouchedFor() && !http.method().name().equals("GET")) {
            // a browser lets no form lead to the provider's site
            problem(http, 401);
        } else {
            go(http, way);
        }
    }

    private static String lookedAt(Context http) {
        String query = http.queryString();
        return http.method().name().equals("GET") ? http.path() + (query == null ? "" : "?" + query) : "/";
    }

    void problem(Context http, int status) {
        problem(
                http,
                status,
                switch (status) {
                    case 400 -> "problem.unreadable";
                    case 401 -> "problem.signed-out";
                    case 403 -> "problem.not-from-here";
                    case 404, 405 -> "problem.missing";
                    case 413 -> "problem.too-large";
                    case 421 -> "problem.not-this-machine";
                    default -> "problem.failed";
                });
    }

    /** @param key of the words for it, and with {@code .title} of what it is called */
    void problem(Context http, int status, String key, @Nullable Object... values) {
        if (status == 503 && http.res().getHeader("Retry-After") == null) {
            http.header("Retry-After", "10");
        }
        Session session = sessions.of(http);
        Visit visit = visit(http, session == null ? Session.nobodys() : session);
        answer(
                http,
                new Reply.Html(
                        status,
                        "problem.jte",
                        new ProblemPage(visit.frame("", visit.say(key + ".title"), null), visit.say(key, values))));
    }
}
