package io.copyflow.channels.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What reading back a call of an unknown outcome found (docs/semantics.md, rule 24). */
public sealed interface ReadBack {

    /** It was done. */
    record Found(String id, @Nullable String url) implements ReadBack {}

    /** It was not done. */
    record NotThere() implements ReadBack {}

    /** It may have been done, and may be made again under the same key without doubling. */
    record SafeToRepeat() implements ReadBack {}

    /** The network has no way to tell. */
    record CannotTell(String sentence) implements ReadBack {}

    /** It cannot be read now. */
    record Later(@Nullable Duration pause, String sentence) implements ReadBack {}
}
