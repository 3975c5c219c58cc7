package io.copyflow.contract;

/** What is told of a killed story: the same sentence in every stage. Source: docs/semantics.md, rule 22. */
public final class Killed {

    private Killed() {}

    /**
     * The refusal {@code story-killed}.
     *
     * @param deed what was asked, such as {@code revise}
     */
    public static Refusal refusal(String deed) {
        return new Refusal(
                "story-killed",
                "Expected a story that was not killed to " + deed
                        + ", but this one was, for good. Leave it; what was killed comes back only as a new story,"
                        + " under a client id of its own.");
    }
}
