package io.copyflow.publish.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a cleared version is not released.
 *
 * @param until when that ends by itself; null when it does not, or nobody knows
 */
public record Hold(HoldReason reason, @Nullable Instant until) {

    static Hold of(HoldReason reason) {
        return new Hold(reason, null);
    }
}
