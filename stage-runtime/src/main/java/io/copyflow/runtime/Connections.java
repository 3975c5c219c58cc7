package io.copyflow.runtime;

import java.util.Arrays;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * How many connections an HTTP server has at once. Whoever comes beyond that waits until the system hands them on: each
 * takes a file's handle and some memory, and the log and the stores need theirs.
 */
public final class Connections {

    /** At once. */
    static final int MOST = 2_048;

    /** Wait to be taken. */
    private static final int WAITING = 1_024;

    private Connections() {}

    /** Before the server is started. */
    public static void bound(Server server) {
        bound(server, MOST);
    }

    static void bound(Server server, int most) {
        // the connectors are made last
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                Arrays.stream(server.getConnectors())
                        .filter(ServerConnector.class::isInstance)
                        .forEach(connector -> ((ServerConnector) connector).setAcceptQueueSize(WAITING));
                // none is closed to make room: its next request may be on its way
                server.addBean(new NetworkConnectionLimit(most, server));
            }
        });
    }
}
