package io.copyflow.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No answer to a command came in time. It may still take effect; asking again under the same id is safe. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NoAnswerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    static NoAnswerException within(Duration patience) {
        return new NoAnswerException(
                "No answer came within " + patience.toMillis()
                        + " ms. The command may still take effect; send it again under the same id to learn its"
                        + " outcome.",
                null);
    }

    /** Kafka did not say that it has the command. */
    static NoAnswerException notSent(Throwable cause) {
        return new NoAnswerException(
                "Kafka did not take the command: " + cause.getMessage()
                        + ". Check that the broker runs, then send it again under the same id.",
                cause);
    }

    /** There is an answer, but not in a form that can be read here now. */
    static NoAnswerException unreadable(Throwable cause) {
        return new NoAnswerException(
                "An answer came that cannot be read: " + cause.getMessage()
                        + " Send the command again under the same id to learn its outcome.",
                cause);
    }

    /** Nobody reads answers any more. */
    static NoAnswerException ended(String reason, @Nullable Throwable cause) {
        return new NoAnswerException(
                "No answer will be read here any more. The command may still take effect; send it again under the same id"
                        + " to learn its outcome. " + reason,
                cause);
    }
}
