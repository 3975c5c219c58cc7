package io.copyflow.contract;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Times that people and wires state. They are of the years 1 to 9999, which every format here can say: ISO 8601 with four
 * digits, XML Schema's dateTime, Avro's milliseconds.
 */
public final class StatedTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private StatedTime() {}

    /**
     * The same time.
     *
     * @throws DateTimeException as for a time that cannot be read, when it is before the year 1 or after 9999 (UTC)
     */
    public static Instant checked(Instant stated) {
        if (stated.isBefore(FIRST) || !stated.isBefore(END)) {
            throw new DateTimeException("Expected a time of the years 1 to 9999, but got " + stated + ".");
        }
        return stated;
    }
}
