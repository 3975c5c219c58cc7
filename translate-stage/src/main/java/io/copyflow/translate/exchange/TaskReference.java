package io.copyflow.translate.exchange;

import io.copyflow.contract.Refusal;

/** Which task a file came from, as the file says. */
public sealed interface TaskReference {

    /**
     * A task of Copyflow's; whether it is there is another question.
     *
     * @param language BCP 47 tag in its canonical spelling
     */
    record Named(String storyId, String language) implements TaskReference {}

    /** The file names no story, several, or no language: {@code other-story} or {@code other-language}. */
    record Refused(Refusal refusal) implements TaskReference {}
}
