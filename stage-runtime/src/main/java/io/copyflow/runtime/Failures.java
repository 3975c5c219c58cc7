package io.copyflow.runtime;

import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** Failures in words a person can act on. */
public final class Failures {

    /** A chain of causes may be a ring. */
    private static final int DEEPEST = 32;

    private Failures() {}

    /**
     * A failure, told.
     *
     * @param code kebab-case, stable
     * @param sentence what is wrong and what to do
     */
    public record Told(String code, String sentence) {}

    /** The first cause that can be told better than by its own message. */
    public static Told tell(Throwable failure) {
        Throwable root = failure;
        int deep = 0;
        for (Throwable cause = failure; cause != null && deep < DEEPEST; cause = cause.getCause(), deep++) {
            root = cause;
            String message = String.valueOf(cause.getMessage());
            if (message.toLowerCase(Locale.ROOT).contains("no space left on device")) {
                return new Told(
                        "no-space",
                        "The disk is full. Nothing accepted is lost: free some space; the work goes on by itself.");
            }
            if (cause instanceof AccessDeniedException) {
                return new Told("access-denied", "This user may not write " + message + ".");
            }
            if (cause instanceof OutOfMemoryError) {
                return new Told(
                        "out-of-memory", "The process ran out of memory. Give it more with COPYFLOW_HEAP, such as 2g.");
            }
            if (cause instanceof StageFailure told) {
                return new Told(told.code(), message);
            }
        }
        String message = root.getMessage();
        return new Told("failed", message == null ? root.getClass().getSimpleName() : message);
    }
}
