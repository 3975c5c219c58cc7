package io.copyflow.publish.kill.domain;

import org.jspecify.annotations.Nullable;

/**
 * A story as the kill switch knows it.
 *
 * @param kill the kill in force; null while there is none
 */
public record Switch(@Nullable Kill kill) {

    /** Nobody killed it. */
    public static final Switch OPEN = new Switch(null);
}
