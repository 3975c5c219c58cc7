package io.copyflow.runtime;

import org.apache.kafka.common.errors.SerializationException;

/** A record that was read but cannot be processed, now or ever: it goes to dead letters and the stage goes on. */
final class UnprocessableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnprocessableRecordException(String code, String sentence) {
        super(code + ": " + sentence);
    }

    private UnprocessableRecordException(String sentence, SerializationException cause) {
        super(sentence, cause);
    }

    /** Of bytes that are no record; why not, and the code of it, is told by what read them. */
    static UnprocessableRecordException unreadable(SerializationException why) {
        return new UnprocessableRecordException(String.valueOf(why.getMessage()), why);
    }

    UnprocessableRecordException(RuntimeException cause) {
        super("unprocessable-record: " + cause, cause);
    }
}
