package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a segment of the source.
 *
 * @param before how it was; null when it is new, or nobody knows any more
 * @param after how it is now
 * @param touches what the change may touch; nothing only when it can be shown that it touches nothing
 */
public record SourceChange(@Nullable Passage before, Passage after, Set<Touch> touches) {

    public SourceChange {
        touches = Set.copyOf(touches);
    }

    /** @param language BCP 47 tag of the source */
    public static SourceChange of(String language, @Nullable Passage before, Passage after) {
        return new SourceChange(
                before, after, Touches.of(language, before == null ? Passage.plain(after.id(), "") : before, after));
    }

    public String segmentId() {
        return after.id();
    }
}
