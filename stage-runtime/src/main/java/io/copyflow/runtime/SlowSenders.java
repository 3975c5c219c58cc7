package io.copyflow.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Ends the connections of those who have begun to send a request, head or body, and bring too little of it. Jetty has a bound
 * for silence, which a byte now and then breaks, and a rate for bodies, which tells nothing of heads.
 *
 * <p>Who sends nothing between two requests, or waits for an answer, is not slow. For one thread.
 */
final class SlowSenders {

    /** Bytes a second: what the worst line brings. */
    private static final int LEAST = 128;

    private final LongSupplier nanos;
    private Map<EndPoint, Seen> seen = Map.of();

    /**
     * How far a connection had come.
     *
     * @param requests whole heads that came
     * @param sent bytes of answers
     * @param came bytes that came
     * @param since by the clock
     */
    private record Seen(long requests, long sent, long came, long since) {}

    SlowSenders() {
        this(System::nanoTime);
    }

    SlowSenders(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Looks at all there are.
     *
     * @param within the time that the pace is told by
     */
    void end(Collection<EndPoint> connected, Duration within) {
        Map<EndPoint, Seen> now = new HashMap<>();
        long time = nanos.getAsLong();
        for (EndPoint each : connected) {
            Connection connection = each.getConnection();
            if (connection == null) {
                continue;
            }
            Seen last = new Seen(connection.getMessagesIn(), connection.getBytesOut(), connection.getBytesIn(), time);
            Seen first = seen.get(each);
            // only who is waited for can be slow, from the first byte on
            if (first == null
                    || !each.isFillInterested()
                    || first.requests != last.requests
                    || first.sent != last.sent
                    || first.came == last.came) {
                now.put(each, last);
            } else if (time - first.since < within.toNanos()) {
                now.put(each, first);
            } else if (last.came - first.came < LEAST * within.toSeconds()) {
                each.close();
            } else {
                now.put(each, last);
            }
        }
        seen = now;
    }
}
