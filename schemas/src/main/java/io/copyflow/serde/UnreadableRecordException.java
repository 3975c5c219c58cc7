package io.copyflow.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are no record of ours. Trying again does not help. */
public final class UnreadableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String code, String sentence) {
        super(code + ": " + sentence);
    }

    public UnreadableRecordException(String code, String sentence, Throwable cause) {
        super(code + ": " + sentence, cause);
    }
}
