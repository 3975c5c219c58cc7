package io.copyflow.desk.ask;

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

    public boolean isDone() {
        return outcome == Outcome.DONE;
    }
}
