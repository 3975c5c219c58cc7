package io.copyflow.desk.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.copyflow.desk.ask.Told;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.javalin.util.JavalinBindException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the desk's pages over HTTP, to this machine alone: whoever opens it says who they are, and is believed. So it
 * listens on loopback only, and answers only those who call it by a name of this machine, which keeps other sites'
 * pages out that a browser here has open.
 */
public final class Front implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private static final String SESSION = "copyflow-desk";
    private static final String LANGUAGE = "copyflow-language";
    private static final int A_YEAR = 365 * 24 * 60 * 60;
    private static final long MOST_BYTES = 8L << 20;
    private static final String HTML = "text/html; charset=utf-8";
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String TEMPLATES = "io.copyflow.desk.templates";

    private final House house;
    private final Live live = new Live();
    private final Sessions sessions;
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Front.class.getClassLoader(), TEMPLATES);
    private final Javalin javalin;
    private final String host;

    /**
     * Starts to serve.
     *
     * @param host a loopback address
     * @param port 0 for any that is free
     * @param screens what people can do
     * @throws StageFailure with the code {@code desk-not-loopback} or {@code port-in-use}
     */
    public Front(House house, String host, int port, List<Screen> screens) {
        requireLoopback(host);
        this.house = house;
        this.host = host;
        this.sessions = new Sessions(house.clock());
        house.index().onSettled(live::changed);
        this.javalin = Javalin.create(config -> configure(config, screens));
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            close();
            throw new StageFailure(
                    "port-in-use",
                    "Port " + port + " on " + host
                            + ", where the web desk is to be served, is in use by another program."
                            + " End it, or choose another port with --set desk.port=" + (port + 1)
                            + " (0 takes a free one).",
                    e);
        }
    }

    private static void requireLoopback(String host) {
        boolean isLoopback;
        try {
            isLoopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            isLoopback = false;
        }
        if (!isLoopback) {
            throw new StageFailure(
                    "desk-not-loopback",
                    "Expected desk.host to be an address of this machine alone, such as 127.0.0.1, but it is '" + host
                            + "'. The web desk believes whoever opens it, so it must not be reached from elsewhere."
                            + " Signing in with OpenID Connect will come; until then leave desk.host as it is.");
        }
    }

    private void configure(JavalinConfig config, List<Screen> screens) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = MOST_BYTES;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(Front::secure);
        config.routes.get("/assets/{version}/{name}", Assets::answer);
        config.routes.get("/who", this::chooser);
        config.routes.post("/who", this::choose);
        config.routes.post("/leave", this::leave);
        config.routes.post("/language", this::language);
        config.routes.sse("/live", client -> {
            if (known(client.ctx()) != null) {
                live.follow(client);
            }
        });
        config.routes.sse("/live/{story}", client -> {
            if (known(client.ctx()) != null) {
                live.follow(client, client.ctx().pathParam("story"));
            }
        });
        Screen.Routes routes = new Screen.Routes() {
            @Override
            public void page(String path, Function<Visit, Reply> page) {
                config.routes.get(path, http -> look(http, page));
            }

            @Override
            public void deed(String path, Function<Visit, Reply> deed) {
                config.routes.post(path, http -> act(http, deed));
            }
        };
        screens.forEach(screen -> screen.addTo(routes));
        config.routes.exception(HttpResponseException.class, (e, http) -> problem(http, e.getStatus()));
        config.routes.exception(Exception.class, (e, http) -> {
            LOG.error("event=desk_failed method={} path={}", http.method(), Logfmt.value(http.path()), e);
            problem(http, 500);
        });
    }

    private static void secure(Context http) {
        http.header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .header("Cache-Control", "no-store");
        String name = hostName(http.header("Host"));
        if (name == null || !HOSTS.contains(name)) {
            throw new HttpResponseException(421, "Misdirected request");
        }
    }

    private static @Nullable String hostName(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int end = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        return end <= 0 ? header : header.substring(0, end);
    }

    private void look(Context http, Function<Visit, Reply> page) {
        Session session = known(http);
        if (session == null) {
            toChooser(http);
        } else {
            answer(http, page.apply(visit(http, session)));
        }
    }

    private void act(Context http, Function<Visit, Reply> deed) {
        Session session = known(http);
        if (session == null) {
            toChooser(http);
        } else if (!isSentFromHere(http, session)) {
            problem(http, 403);
        } else {
            answer(http, deed.apply(visit(http, session)));
        }
    }

    /** A form of ours carries the session's token, in itself or, from htmx, in a header. */
    private static boolean isSentFromHere(Context http, Session session) {
        String token = http.formParam("token");
        String origin = http.header("Origin");
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), session.token().getBytes(StandardCharsets.UTF_8))
                && (origin == null || origin.equals("http://" + http.header("Host")));
    }

    /** A session in which somebody was chosen whom the directory has. */
    private @Nullable Session known(Context http) {
        Session session = sessions.of(http.cookie(SESSION));
        String person = session == null ? null : session.person();
        return person != null && house.directory().get().person(person) != null ? session : null;
    }

    private Visit visit(Context http, Session session) {
        return new Visit(
                http,
                session,
                house.directory().get(),
                words(http),
                house.clock().instant());
    }

    private static Words words(Context http) {
        return Words.forReader(http.cookie(LANGUAGE), http.header("Accept-Language"));
    }

    private void answer(Context http, Reply reply) {
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
            case Reply.Bytes(String type, long length, var content) ->
                http.header("Cache-Control", "private, max-age=31536000, immutable")
                        .header("Content-Length", String.valueOf(length))
                        .contentType(type)
                        .result(content);
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

    private static void go(Context http, String path) {
        // a path of this desk: never a way to another site
        boolean isOurs = path.startsWith("/") && !path.startsWith("//") && !path.contains("\\");
        http.status(303).header("Location", isOurs ? path : "/");
    }

    private void toChooser(Context http) {
        String path = "/who?to=" + URLEncoder.encode(lookedAt(http), StandardCharsets.UTF_8);
        if ("true".equals(http.header("HX-Request"))) {
            http.status(204).header("HX-Redirect", path);
        } else {
            go(http, path);
        }
    }

    private static String lookedAt(Context http) {
        String query = http.queryString();
        return http.method().name().equals("GET") ? http.path() + (query == null ? "" : "?" + query) : "/";
    }

    private void chooser(Context http) {
        Session session = sessions.of(http.cookie(SESSION));
        if (session == null) {
            session = sessions.begin();
            http.cookie(cookie(SESSION, session.id(), -1, true));
        }
        Visit visit = visit(http, session);
        answer(http, Reply.page("who.jte", WhoPage.of(visit)));
    }

    private void choose(Context http) {
        Session before = sessions.of(http.cookie(SESSION));
        if (before == null || !isSentFromHere(http, before)) {
            problem(http, 403);
            return;
        }
        Visit visit = visit(http, before);
        String person = visit.line("person");
        if (person == null || visit.directory().person(person) == null) {
            before.tell(Told.refused("unknown-person", visit.say("who.unknown")));
            go(http, "/who");
            return;
        }
        // a new one, so that nobody has its token who saw the chooser's
        sessions.end(before);
        Session session = sessions.begin();
        session.person(person);
        http.cookie(cookie(SESSION, session.id(), -1, true));
        String to = visit.line("to");
        go(http, to == null ? "/" : to);
    }

    private void leave(Context http) {
        Session session = sessions.of(http.cookie(SESSION));
        if (session == null || !isSentFromHere(http, session)) {
            problem(http, 403);
            return;
        }
        sessions.end(session);
        go(http, "/who");
    }

    private void language(Context http) {
        Session session = sessions.of(http.cookie(SESSION));
        if (session == null || !isSentFromHere(http, session)) {
            problem(http, 403);
            return;
        }
        String chosen = http.formParam("language");
        if (chosen != null && Words.LANGUAGES.contains(chosen)) {
            http.cookie(cookie(LANGUAGE, chosen, A_YEAR, true));
        }
        String to = http.formParam("to");
        go(http, to == null ? "/" : to);
    }

    private static Cookie cookie(String name, String value, int seconds, boolean isHttpOnly) {
        // secure is for https, which loopback does not need
        return new Cookie(name, value, "/", seconds, false, isHttpOnly, null, SameSite.STRICT);
    }

    private void problem(Context http, int status) {
        Session session = sessions.of(http.cookie(SESSION));
        Visit visit = visit(http, session == null ? sessions.begin() : session);
        String key = switch (status) {
            case 403 -> "problem.not-from-here";
            case 404, 405 -> "problem.missing";
            case 413 -> "problem.too-large";
            case 421 -> "problem.not-this-machine";
            default -> "problem.failed";
        };
        answer(
                http,
                new Reply.Html(
                        status,
                        "problem.jte",
                        new ProblemPage(visit.frame("", visit.say(key + ".title"), null), visit.say(key))));
    }

    public int port() {
        return javalin.port();
    }

    /** The address to open, such as {@code http://127.0.0.1:8440/}. */
    public URI address() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    @Override
    public void close() {
        live.close();
        if (javalin != null) {
            javalin.stop();
        }
    }
}
