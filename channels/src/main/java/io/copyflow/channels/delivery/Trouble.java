package io.copyflow.channels.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;

/** What keeps a channel from its work, told so that a person knows what to mend. */
final class Trouble {

    private Trouble() {}

    /** @param place what the channel delivers to */
    static String sentence(Exception e, String place) {
        return switch (e) {
            case IOException _ -> disk(e, place);
            case UncheckedIOException _ -> disk(e, place);
            case KafkaException _ ->
                "Expected the broker to answer, but it did not do its part: " + reason(e)
                        + ". Check that it runs and that this channel may read and write its topics. The channel keeps"
                        + " its place in the log.";
            default ->
                "Expected to deliver to " + place + ", but that failed: " + reason(e)
                        + ". Report it with the channel's log. The channel keeps its place in the log.";
        };
    }

    private static String disk(Exception e, String place) {
        return "Expected to write to " + place + ", but that failed: " + reason(e)
                + ". Free some space or mend the folder's rights. The channel keeps its place in the log.";
    }

    static String reason(Exception e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message.replaceFirst("\\.$", "");
    }
}
