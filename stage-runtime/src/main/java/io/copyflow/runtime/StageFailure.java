package io.copyflow.runtime;

/** Something a stage cannot start or go on with, told so that a person can act on it. */
public final class StageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code for programs: kebab-case, stable
     * @param sentence what is wrong and what to do
     */
    public StageFailure(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public StageFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The same, to be thrown to whoever was not there when it happened: with this as its cause. */
    public StageFailure again() {
        return new StageFailure(code, String.valueOf(getMessage()), this);
    }
}
