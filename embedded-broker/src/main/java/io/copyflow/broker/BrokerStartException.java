package io.copyflow.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker did not start, and nothing of it is left running. The message is a sentence for the person at the
 * keyboard: what is wrong and what to do.
 *
 * <p>{@link #code()} is stable, for programs:
 * <ul>
 *   <li>{@code port-in-use}: another program listens on the port asked for
 *   <li>{@code port-denied}: the system does not let this user listen on the port asked for
 *   <li>{@code no-space}: the disk of the data directory is full, or nearly
 *   <li>{@code data-dir-unwritable}: the data directory cannot be made or written
 *   <li>{@code data-dir-locked}: another broker, here or in another process, has the data directory open
 *   <li>{@code data-dir-newer}: the data directory was made by a newer version
 *   <li>{@code data-dir-damaged}: the data directory's own files cannot be read
 *   <li>{@code settings-invalid}: an override sets what the broker decides by itself, or Kafka refuses its value
 *   <li>{@code start-failed}: anything else; the cause tells more
 * </ul>
 */
public final class BrokerStartException extends RuntimeException {
    private final String code;

    BrokerStartException(String code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** Lower-case words joined by hyphens, as listed above. */
    public String code() {
        return code;
    }
}
