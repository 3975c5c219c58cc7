package io.copyflow.runtime;

/** What somebody sent cannot be taken; the message says what was expected, what is so, and what to do. */
public final class UnreadableInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public UnreadableInputException(String code, String sentence) {
        // Made of what others sent; a stack trace would tell nothing.
        super(sentence, null, false, false);
        this.code = code;
    }

    /** For programs: kebab-case, stable. */
    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
