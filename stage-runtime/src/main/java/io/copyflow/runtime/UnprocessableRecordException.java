package io.copyflow.runtime;

/** A record that was read but cannot be processed, now or ever: it goes to dead letters and the stage goes on. */
final class UnprocessableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnprocessableRecordException(String code, String sentence) {
        super(code + ": " + sentence);
    }

    UnprocessableRecordException(RuntimeException cause) {
        super("unprocessable-record: " + cause, cause);
    }
}
