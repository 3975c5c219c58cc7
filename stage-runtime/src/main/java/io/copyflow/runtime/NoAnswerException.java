package io.copyflow.runtime;

import java.time.Duration;

/** No answer to a command came in time. It may still take effect; asking again under the same id is safe. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(Duration patience) {
        super("No answer came within " + patience.toMillis()
                + " ms. The command may still take effect; send it again under the same id to learn its outcome.");
    }

    NoAnswerException(Throwable cause) {
        super(
                "Kafka did not take the command: " + cause.getMessage()
                        + ". Check that the broker runs, then send it again under the same id.",
                cause);
    }
}
