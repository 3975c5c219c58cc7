package io.copyflow.channels.websub;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a {@link WebSubHub} has feeds from. */
@FunctionalInterface
public interface FeedSource {

    /**
     * A feed as it is now.
     *
     * @param contentType such as {@code application/atom+xml}
     */
    record Feed(String contentType, byte[] content) {}

    /** The feed of a topic's address; null when that is none. */
    @Nullable
    Feed feed(URI topic);
}
