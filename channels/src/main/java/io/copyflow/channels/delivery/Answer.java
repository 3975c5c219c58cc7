package io.copyflow.channels.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a {@link Step}. */
public sealed interface Answer {

    /**
     * It is done.
     *
     * @param id the network's id of what was made or changed
     * @param url where it can be seen; null where the network does not say
     * @param detail for a person, where it was done in another way than asked; else null
     * @param quiet how long the network wants nothing more; zero for no such wish
     */
    record Done(String id, @Nullable String url, @Nullable String detail, Duration quiet) implements Answer {}

    /** What was to be changed or taken down is not there. */
    record Gone() implements Answer {}

    /** The network will not do it, now or later, so nothing was done. */
    record Refused(String sentence) implements Answer {}

    /**
     * Nothing was done; later it may be.
     *
     * @param pause how long the network says; null when it does not
     * @param everything whether that holds for everything at this channel, not for this call alone
     */
    record Later(@Nullable Duration pause, boolean everything, String sentence) implements Answer {}

    /** It was sent, and whether it was done nobody knows. */
    record Unknown(String sentence) implements Answer {}

    static Done done(String id, @Nullable String url) {
        return new Done(id, url, null, Duration.ZERO);
    }
}
