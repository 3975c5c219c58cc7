package io.copyflow.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Turns what Kafka and the system throw at start into a code and a sentence a person can act on. */
final class StartFailure {
    private StartFailure() {}

    static BrokerStartException of(Throwable thrown, EmbeddedBroker.Settings settings) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof BrokerStartException already) {
            return already;
        }
        if (looksFull(failure)) {
            return noSpace(settings.dataDir(), failure);
        }
        for (Throwable cause : causes(failure).toList()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof BindException || message.contains("Address already in use")) {
                return portTaken(settings.port() != 0 ? settings.port() : settings.controllerPort(), failure);
            }
            if (message.contains("Failed to acquire lock")) {
                return locked(settings.dataDir(), "another Kafka", failure);
            }
            if (cause instanceof ConfigException) {
                return new BrokerStartException(
                        "settings-invalid", "Kafka refuses a setting of the embedded broker: " + message, failure);
            }
        }
        return new BrokerStartException(
                "start-failed",
                "The embedded broker did not start in " + settings.dataDir() + ": " + failure
                        + ". Its log, with the loggers kafka and org.apache.kafka at INFO, tells more.",
                failure);
    }

    static BrokerStartException noSpace(Path dataDir, @Nullable Throwable cause) {
        return new BrokerStartException(
                "no-space",
                "The disk that holds the data directory " + dataDir
                        + " is full or nearly so. Free space, or choose a data directory on another disk.",
                cause);
    }

    static BrokerStartException portTaken(int port, Throwable cause) {
        boolean denied = causes(cause)
                .anyMatch(e -> e instanceof BindException
                        && String.valueOf(e.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("permission"));
        return denied
                ? new BrokerStartException(
                        "port-denied",
                        "This user may not listen on port " + port + " of 127.0.0.1. Choose a port above 1023, or 0"
                                + " for a free one.",
                        cause)
                : new BrokerStartException(
                        "port-in-use",
                        "Port " + port + " of 127.0.0.1 is in use by another program. Stop that program, choose"
                                + " another port, or 0 for a free one.",
                        cause);
    }

    static BrokerStartException locked(Path dataDir, String by, @Nullable Throwable cause) {
        return new BrokerStartException(
                "data-dir-locked",
                "The data directory " + dataDir + " is in use by " + by
                        + ". Stop that one first, or choose another data directory.",
                cause);
    }

    static BrokerStartException unwritable(Path dataDir, IOException cause) {
        return looksFull(cause)
                ? noSpace(dataDir, cause)
                : new BrokerStartException(
                        "data-dir-unwritable",
                        "The data directory " + dataDir + " cannot be made or written (" + cause
                                + "). Choose another data directory, or give this user the right to write there.",
                        cause);
    }

    /** Whether the system's own words for a full disk or an exhausted quota are in it. */
    static boolean looksFull(@Nullable Throwable failure) {
        return failure != null
                && causes(failure).anyMatch(cause -> {
                    String message = String.valueOf(cause.getMessage());
                    return message.contains("No space left")
                            || message.contains("quota exceeded")
                            || message.contains("not enough space on the disk");
                });
    }

    private static Stream<Throwable> causes(Throwable failure) {
        // Bounded: a chain of causes may be a ring.
        return Stream.<@Nullable Throwable>iterate(failure, e -> e != null, e -> e == null ? null : e.getCause())
                .limit(32)
                .mapMulti((e, out) -> {
                    if (e != null) {
                        out.accept(e);
                    }
                });
    }
}
