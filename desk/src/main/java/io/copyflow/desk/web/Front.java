package io.copyflow.desk.web;

import io.copyflow.desk.aid.Pictures;
import io.copyflow.desk.door.OpenIdConnect;
import io.copyflow.runtime.Admission;
import io.copyflow.runtime.Connections;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadBodies;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the desk over HTTP: its pages to people, who come in by an {@link Entrance}, and what other parts have to serve.
 */
public final class Front implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private static final int A_YEAR = 365 * 24 * 60 * 60;
    private static final long MOST_BYTES = 8L << 20;
    private static final String FOR_PROGRAMS = "/api/";

    /** Pages that listen, whose number has a bound of its own. */
    private static final String FOLLOWING = "/live";

    private final FrontSettings settings;
    private final Live live = new Live();
    private final Guard guard;
    private final Sessions sessions;
    private final Entrance entrance;
    private final Pages pages;
    private final long mostOfUpload;
    private final Javalin javalin;

    /**
     * Starts to serve.
     *
     * @param screens what people can do
     * @param parts each adds routes of its own, below {@code /api/}: whatever goes wrong there is told as a problem
     * @throws StageFailure with the code {@code port-in-use}
     */
    public Front(House house, FrontSettings settings, List<Screen> screens, List<Consumer<RoutesConfig>> parts) {
        this.settings = settings;
        this.guard = new Guard(settings);
        this.sessions = new Sessions(house.clock(), settings);
        OpenIdConnect provider = settings.openId();
        this.entrance = provider == null
                ? new Chooser(sessions, guard)
                : new ProviderEntrance(provider, sessions, guard, house.directory(), house.clock());
        this.pages = new Pages(house, sessions, guard, entrance);
        Pictures pictures = house.aids().pictures();
        this.mostOfUpload = pictures == null ? MOST_BYTES : Math.max(MOST_BYTES, pictures.mostBytes());
        house.index().onSettled(live::changed);
        this.javalin = Javalin.create(config -> configure(config, screens, parts));
        try {
            javalin.start(settings.host(), settings.port());
        } catch (JavalinBindException e) {
            close();
            throw new StageFailure(
                    "port-in-use",
                    "Port " + settings.port() + " on " + settings.host()
                            + ", where the web desk is to be served, is in use by another program."
                            + " End it, or choose another port with --set desk.port=" + (settings.port() + 1)
                            + " (0 takes a free one).",
                    e);
        }
    }

    private void configure(JavalinConfig config, List<Screen> screens, List<Consumer<RoutesConfig>> parts) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = MOST_BYTES;
        config.jetty.multipartConfig.maxFileSize(mostOfUpload, SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(mostOfUpload + MOST_BYTES, SizeUnit.BYTES);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(Connections::bound);
        UnreadBodies.addTo(config);
        config.routes.before(guard::check);
        config.routes.before(this::demandFits);
        Admission.ofMemory().guard(config.routes, http -> http.path().startsWith(FOLLOWING), this::busy);
        config.routes.get("/assets/{version}/{name}", Assets::answer);
        config.routes.post("/language", this::language);
        config.routes.sse("/live", client -> {
            if (pages.known(client.ctx()) != null) {
                live.follow(client);
            }
        });
        config.routes.sse("/live/{story}", client -> {
            if (pages.known(client.ctx()) != null) {
                live.follow(client, client.ctx().pathParam("story"));
            }
        });
        entrance.addTo(config.routes, pages);
        Screen.Routes routes = new Screen.Routes() {
            @Override
            public void page(String path, Function<Visit, Reply> page) {
                config.routes.get(path, http -> pages.look(http, page));
            }

            @Override
            public void deed(String path, Function<Visit, Reply> deed) {
                config.routes.post(path, http -> pages.act(http, deed));
            }
        };
        screens.forEach(screen -> screen.addTo(routes));
        parts.forEach(part -> part.accept(config.routes));
        config.routes.exception(HttpResponseException.class, (e, http) -> wrong(http, e.getStatus()));
        // a form with a file that cannot be read as one, mostly as it is too large
        config.routes.exception(
                ServletException.class,
                (e, http) -> wrong(http, http.req().getContentLengthLong() > mostOfUpload ? 413 : 400));
        config.routes.exception(Exception.class, (e, http) -> {
            LOG.error("event=desk_failed method={} path={}", http.method(), Logfmt.value(http.path()), e);
            wrong(http, 500);
        });
    }

    /** A form that is said to be larger than one may be is not even asked for; programs are told by what they call. */
    private void demandFits(Context http) {
        String type = http.contentType();
        boolean mayBringFile = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        long most = mayBringFile ? mostOfUpload + MOST_BYTES : MOST_BYTES;
        if (!http.path().startsWith(FOR_PROGRAMS) && http.req().getContentLengthLong() > most) {
            throw new HttpResponseException(413, "Content too large");
        }
    }

    private void busy(Context http, Problem problem) {
        if (http.path().startsWith(FOR_PROGRAMS)) {
            problem.answer(http);
        } else {
            pages.problem(http, problem.status(), "problem.busy");
        }
    }

    private void wrong(Context http, int status) {
        if (!http.path().startsWith(FOR_PROGRAMS)) {
            pages.problem(http, status);
            return;
        }
        Problem problem = switch (status) {
            case 404, 405 ->
                new Problem(
                        404,
                        "not-found",
                        "Expected a request that is answered here, but " + http.method() + " " + http.path()
                                + " is none. Check it against /api/openapi.json.");
            case 413 ->
                new Problem(
                        413,
                        "body-too-large",
                        "Expected a body of at most " + MOST_BYTES
                                + " bytes, but it is larger. Split the text in two.");
            case 421 ->
                new Problem(
                        421,
                        "desk-misdirected",
                        "Expected the desk to be called by its own name, but it is called '" + http.header("Host")
                                + "'. Use the address that desk.url says.");
            default -> Problem.internal(500);
        };
        problem.answer(http);
    }

    private void language(Context http) {
        Session session = sessions.of(http);
        if (session == null || !guard.isSentFromHere(http, session)) {
            pages.problem(http, 403);
            return;
        }
        String chosen = http.formParam("language");
        if (chosen != null && Words.LANGUAGES.contains(chosen)) {
            http.cookie(sessions.cookie(Pages.LANGUAGE, chosen, A_YEAR, false));
        }
        Pages.go(http, Pages.own(http.formParam("to")));
    }

    public int port() {
        return javalin.port();
    }

    /** The address to open, such as {@code http://127.0.0.1:8440/}. */
    public URI address() {
        @Nullable URI url = settings.url();
        String host = settings.host();
        return Objects.requireNonNullElseGet(
                url, () -> URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/"));
    }

    @Override
    public void close() {
        live.close();
        if (javalin != null) {
            javalin.stop();
        }
    }
}
