package io.copyflow.ingest.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What the newsroom assumes of a wire item that does not say.
 *
 * @param language BCP 47 tag, if the newsroom names one
 * @param person who answers for the item, if the newsroom names somebody
 */
public record WireDefaults(
        @Nullable String language, @Nullable String person) {

    public static final WireDefaults NONE = new WireDefaults(null, null);
}
