package io.copyflow.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections an HTTP server has at once. Whoever comes beyond that waits until the system hands them on: each
 * takes a file's handle and some memory, and the log and the stores need theirs. Who has begun to send a request and brings
 * next to nothing of it is closed. Before there are so many, those on which nothing comes or goes are closed sooner, and slow
 * ones too: else whoever opens many and asks nothing keeps all others out, those that ask for health among them.
 */
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** At once. */
    static final int MOST = 2_048;

    /** Of four parts of all there may be: with more, an idle one is soon closed. */
    private static final int MANY = 3;

    /** One that nothing came or went on for so long then makes room. Who asks for health waits no longer. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Who sends is held to a pace by what came in so long; in the shorter time when there are many. */
    private static final Duration PACE = Duration.ofSeconds(10);

    private static final Duration PACE_OF_MANY = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(250);

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
                server.addBean(new NetworkConnectionLimit(most, server));
                server.addBean(makingRoom(server, most * MANY / 4));
            }
        });
    }

    private static LowResourceMonitor makingRoom(Server server, int many) {
        LowResourceMonitor monitor = new MakingRoom(server);
        monitor.setLowResourceChecks(Set.of(new Many(server, many)));
        monitor.setPeriod((int) LOOK.toMillis());
        monitor.setLowResourcesIdleTimeout((int) SOON.toMillis());
        // at each look again, as others have come since
        monitor.setMaxLowResourcesTime(1);
        return monitor;
    }

    private static Stream<EndPoint> connected(Server server) {
        return Arrays.stream(server.getConnectors()).flatMap(connector -> connector.getConnectedEndPoints().stream());
    }

    /** Jetty's own closes those that are silent. */
    private static final class MakingRoom extends LowResourceMonitor {

        private final Server server;
        private final SlowSenders slow = new SlowSenders();
        private boolean hasFailed;

        MakingRoom(Server server) {
            super(server);
            this.server = server;
        }

        @Override
        protected void monitor() {
            // the next look is arranged after this one, so that what came out of it would have been the last
            try {
                super.monitor();
                slow.end(connected(server).toList(), isLowOnResources() ? PACE_OF_MANY : PACE);
                hasFailed = false;
            } catch (RuntimeException e) {
                if (!hasFailed) {
                    LOG.error("event=connections_unwatched", e);
                }
                hasFailed = true;
            }
        }
    }

    /** Jetty's own tells how many there are, which would be one more line of the log for each look. */
    private record Many(Server server, int many) implements LowResourceMonitor.LowResourceCheck {

        @Override
        public boolean isLowOnResources() {
            return connected(server).count() > many;
        }

        @Override
        public String getReason() {
            return "more than " + many + " connections; idle ones are closed";
        }
    }
}
