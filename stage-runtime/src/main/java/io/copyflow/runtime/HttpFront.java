package io.copyflow.runtime;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server made of what several parts have to serve. What none of them serves is answered with a {@link Problem}.
 */
public final class HttpFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

    /** Of a body that is read whole, where what reads it has no bound of its own. */
    private static final long MOST_BYTES = 1 << 20;

    private final Javalin server;
    private final String host;

    private HttpFront(Javalin server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * Starts serving.
     *
     * @param port 0 for a free one
     * @param parts each adds its routes
     * @throws StageFailure with code {@code port-in-use} or {@code address-unusable}
     */
    public static HttpFront start(String host, int port, List<Consumer<RoutesConfig>> parts) {
        return start(host, port, Setting.HTTP_HOST, Setting.HTTP_PORT, Admission.ofThisProcess(), parts);
    }

    /** The same where other settings say where; a refusal names them. */
    public static HttpFront start(
            Configuration configuration, Setting host, Setting port, List<Consumer<RoutesConfig>> parts) {
        return start(
                configuration.text(host), configuration.number(port), host, port, Admission.ofThisProcess(), parts);
    }

    static HttpFront start(String host, int port, Admission admission, List<Consumer<RoutesConfig>> parts) {
        return start(host, port, Setting.HTTP_HOST, Setting.HTTP_PORT, admission, parts);
    }

    private static HttpFront start(
            String host,
            int port,
            Setting hostIn,
            Setting portIn,
            Admission admission,
            List<Consumer<RoutesConfig>> parts) {
        Javalin server = Javalin.create(config -> {
            LoopbackGuard.of(host).ifPresent(guard -> config.routes.before(guard));
            admission.guard(
                    config.routes,
                    http -> OperationsPages.HEALTH.contains(http.path()),
                    (http, busy) -> busy.answer(http));
            configure(config, parts);
        });
        try {
            server.start(host, port);
        } catch (RuntimeException e) {
            server.stop();
            throw refused(host, port, hostIn, portIn, e);
        }
        return new HttpFront(server, host);
    }

    /**
     * Looks whether a port can be had, for a sentence before anything else is started.
     *
     * @param port 0 always can
     * @param hostIn where the host is set
     * @param portIn where the port is set
     * @throws StageFailure with code {@code port-in-use} or {@code address-unusable}
     */
    public static void requireFree(String host, int port, Setting hostIn, Setting portIn) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw refused(host, port, hostIn, portIn, e);
        }
    }

    private static void configure(JavalinConfig config, List<Consumer<RoutesConfig>> parts) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        UnreadBodies.addTo(config);
        config.jetty.modifyServletContextHandler(handler -> {
            FilterHolder whole = new FilterHolder(new WholeBodies());
            whole.setAsyncSupported(true);
            handler.addFilter(whole, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        config.jetty.modifyServer(server -> {
            Connections.bound(server);
            server.setErrorHandler(new UnroutedProblems());
        });
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("event=http_failed method={} path={}", ctx.method(), Logfmt.value(ctx.path()), e);
            Problem.internal(500).answer(ctx);
        });
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = MOST_BYTES;
        config.routes.exception(HttpResponseException.class, HttpFront::refusedByJavalin);
        config.routes.exception(
                NotFoundResponse.class,
                (e, ctx) -> new Problem(
                                404,
                                "not-found",
                                "Expected an address that is served here, but " + ctx.path()
                                        + " is none. Check it against docs/reference/http-api.md.")
                        .answer(ctx));
        config.routes.exception(MethodNotAllowedResponse.class, HttpFront::wrongMethod);
        parts.forEach(part -> part.accept(config.routes));
    }

    private static void refusedByJavalin(HttpResponseException e, Context ctx) {
        int status = e.getStatus();
        if (status == 413) {
            new Problem(
                            413,
                            "body-too-large",
                            "Expected a body of at most " + MOST_BYTES + " bytes here, but it is larger. Send less.")
                    .answer(ctx);
        } else if (status == 400 || status >= 500) {
            UnroutedProblems.problem(status).answer(ctx);
        } else {
            // a part's own, such as one that leads elsewhere
            ctx.status(status).result(String.valueOf(e.getMessage()));
        }
    }

    private static void wrongMethod(MethodNotAllowedResponse e, Context ctx) {
        // Javalin's only detail: the methods there are, with commas between
        String allowed = String.join(", ", e.getDetails().values());
        ctx.header("Allow", allowed);
        new Problem(
                        405,
                        "method-not-allowed",
                        "Expected " + allowed + " at " + ctx.path() + ", but the request is "
                                + ctx.method().name() + ". Check it against docs/reference/http-api.md.")
                .answer(ctx);
    }

    private static StageFailure refused(String host, int port, Setting hostIn, Setting portIn, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use")) {
                return new StageFailure(
                        "port-in-use",
                        "Port " + port + " on " + host
                                + " is in use by another program. End it, or choose another port with --set "
                                + portIn.key() + "=" + (port + 1) + " (0 takes a free one).",
                        e);
            }
        }
        return new StageFailure(
                "address-unusable",
                "Cannot listen on " + host + ":" + port + ": "
                        + Failures.tell(e).sentence() + ". Check " + hostIn.key() + " and " + portIn.key() + ".",
                e);
    }

    public int port() {
        return server.port();
    }

    /** The address to open, such as {@code http://127.0.0.1:8400}. */
    public String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
