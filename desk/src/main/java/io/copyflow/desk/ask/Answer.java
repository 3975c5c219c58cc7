package io.copyflow.desk.ask;

import io.copyflow.contract.Refusal;
import java.util.List;

/** What was said to something somebody asked for. */
public sealed interface Answer {

    /**
     * It is as asked.
     *
     * @param events ids of the events that say so; empty where it was so without any
     * @param repeated whether it was so already: nothing happened now
     */
    record Done(List<String> events, boolean repeated) implements Answer {

        public Done {
            events = List.copyOf(events);
        }
    }

    /**
     * It will not be.
     *
     * @param code for programs, listed in docs/reference/refusals.md
     * @param sentence for a person
     */
    record Refused(String code, String sentence) implements Answer {}

    /** Nobody answered in time; it may still take effect, and can be asked again under the same id. */
    record Unknown(String sentence) implements Answer {}

    /** So much waits for an answer that nothing was sent. */
    record Busy(Refusal refusal) implements Answer {}
}
