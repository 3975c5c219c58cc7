package io.copyflow.runtime;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What became of a command. */
public sealed interface Outcome {

    /**
     * It was accepted and led to this event, the first of perhaps several.
     *
     * @param eventIds ids of the events seen, in order
     * @param events the event records, in the same order
     */
    record Accepted(List<String> eventIds, List<SpecificRecord> events) implements Outcome {
        public Accepted {
            eventIds = List.copyOf(eventIds);
            events = List.copyOf(events);
        }
    }

    /**
     * It was refused, or had been answered before.
     *
     * @param code for programs; {@code already-accepted} and {@code nothing-to-do} mean that all is as asked
     * @param sentence for a person
     * @param eventIds for {@code already-accepted}: the events it led to the first time
     */
    record Refused(String code, String sentence, List<String> eventIds) implements Outcome {
        public Refused {
            eventIds = List.copyOf(eventIds);
        }
    }
}
