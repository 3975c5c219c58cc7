package io.copyflow.runtime;

import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The one place where a body that nobody wants is thrown away: a request is answered as soon as it is known what to say, and
 * what is still coming of it then is read, with no memory held, and forgotten. A connection that is closed while its sender
 * still sends breaks, often before the sender has read the answer.
 *
 * <p>There is a bound in bytes and one in time; what comes beyond either ends with its connection. Who asks with
 * {@code Expect} whether to send has the answer in place of the invitation, as nothing is read before that is sent.
 */
public final class UnreadBodies implements Filter {

    /** In bytes. */
    private static final long MOST = 64L << 20;

    /** All of it, however it comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 16 << 10;

    private final Duration patience;

    private UnreadBodies(Duration patience) {
        this.patience = patience;
    }

    /** Before any other filter is added. */
    public static void addTo(JavalinConfig config) {
        addTo(config, PATIENCE);
    }

    static void addTo(JavalinConfig config, Duration patience) {
        config.jetty.modifyServletContextHandler(handler -> {
            FilterHolder unread = new FilterHolder(new UnreadBodies(patience));
            unread.setAsyncSupported(true);
            handler.addFilter(unread, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && hasBody(http)
                // whoever answers later reads the body before, as its answer may come at any time
                && !http.isAsyncStarted()
                && !isRead(http)) {
            throwAway(http, answer);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isRead(HttpServletRequest request) throws IOException {
        // who asks whether to send would be invited by the question
        return request.getHeader("Expect") == null && request.getInputStream().isFinished();
    }

    private void throwAway(HttpServletRequest request, HttpServletResponse answer) {
        ConnectionMetaData connection =
                ServletContextRequest.getServletContextRequest(request).getConnectionMetaData();
        Scheduler.Task cut = connection
                .getConnector()
                .getScheduler()
                .schedule(
                        () -> connection.getConnection().getEndPoint().close(),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            if (request.getContentLengthLong() > MOST && !answer.isCommitted()) {
                answer.setHeader("Connection", "close");
            }
            // whole, and before the body is asked for, which would invite it
            answer.getOutputStream().close();
            ServletInputStream rest = request.getInputStream();
            byte[] buffer = new byte[AT_ONCE];
            long left = MOST;
            for (int read = 0; read >= 0 && left > 0 && !rest.isFinished(); left -= read) {
                read = rest.read(buffer);
            }
        } catch (IOException e) {
            // it broke off, or was cut: nobody may be there to hear
        } finally {
            cut.cancel();
        }
    }
}
