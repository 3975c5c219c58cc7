package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the languages of a story go out for the first time, where each does not go by itself: docs/semantics.md, rule 18.
 *
 * @param core the languages that go together besides the source; null for all that are wanted
 * @param deadline when those that are there go without the others; null for never
 */
public record Policy(@Nullable List<String> core, @Nullable Instant deadline) {

    public Policy {
        core = core == null ? null : List.copyOf(core);
    }

    /** All languages at once. */
    public static Policy together() {
        return new Policy(null, null);
    }

    boolean isOverAt(Instant time) {
        return deadline != null && !time.isBefore(deadline);
    }

    /** Whether the language is one of those that go together. */
    boolean joins(String language, @Nullable String source) {
        return core == null || core.contains(language) || language.equals(source);
    }
}
