package io.copyflow.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a stage's event: {@code <stage>:<aggregate>:<number>}, such as {@code review-stage:s1/fr:4}. */
public final class EventId {

    private static final Pattern SHAPE = Pattern.compile(".+:([1-9][0-9]{0,17})", Pattern.DOTALL);

    private EventId() {}

    /**
     * @param aggregate the aggregate's id: a story, or story and language with a slash between
     * @param number counts the events of the aggregate, from 1
     */
    public static String of(String stage, String aggregate, long number) {
        return stage + ":" + aggregate + ":" + number;
    }

    /**
     * The number of an event in its aggregate: of two, the one with the higher was decided later.
     *
     * @throws IllegalArgumentException when the id has none
     */
    public static long number(String eventId) {
        Matcher matcher = SHAPE.matcher(eventId);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Expected an event id that ends with a colon and the event's number,"
                    + " but got '" + eventId + "'.");
        }
        return Long.parseLong(matcher.group(1));
    }
}
