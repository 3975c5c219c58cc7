package io.copyflow.desk.ask;

import io.copyflow.contract.Refusal;

/**
 * What became of something somebody asked for.
 *
 * @param outcome what it was
 * @param text for a person: in the desk's own language when it was done, in the stage's words when it was not
 * @param code of a refusal; empty otherwise
 */
public record Told(Outcome outcome, String text, String code) {

    public enum Outcome {
        DONE,
        REFUSED,
        /** No answer came in time; it may still take effect. */
        UNKNOWN;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Told done(String text) {
        return new Told(Outcome.DONE, text, "");
    }

    public static Told refused(String code, String sentence) {
        return new Told(Outcome.REFUSED, sentence, code);
    }

    /** @param done what to say when it is done */
    static Told of(Answer answer, String done) {
        return switch (answer) {
            case Answer.Done _ -> done(done);
            case Answer.Refused refused -> refused(refused.code(), refused.sentence());
            case Answer.Unknown unknown -> new Told(Outcome.UNKNOWN, unknown.sentence(), "");
            case Answer.Busy(Refusal refusal) -> refused(refusal.code(), refusal.sentence());
        };
    }

    public boolean isDone() {
        return outcome == Outcome.DONE;
    }
}
