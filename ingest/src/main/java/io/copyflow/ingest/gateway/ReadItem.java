package io.copyflow.ingest.gateway;

import io.copyflow.runtime.UnreadableInputException;

/** One of the items of a body: what it says, or why it cannot be taken. */
public sealed interface ReadItem {

    /** What it says. */
    record Draft(SubmissionDraft draft) implements ReadItem {}

    /**
     * Why it cannot be taken; the others can.
     *
     * @param item which one, as far as it says
     */
    record Unreadable(String item, String code, String sentence) implements ReadItem {

        static Unreadable of(String item, UnreadableInputException e) {
            return new Unreadable(item, e.code(), e.sentence());
        }
    }
}
