package io.copyflow.channels.delivery;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a channel does with what {@link ChannelReader} reads. All calls but {@link #hide} come one after the
 * other, never two at once.
 *
 * <p>{@link #deliver} and {@link #kill} put things in place, then receipts are sent, then {@link #remember} notes them
 * as delivered: a crash between any two repeats what gives the same things and receipts with the same ids
 * (docs/semantics.md, rule 19). Each throws {@link IOException} when the disk does not do its part; nothing is noted then,
 * and the same call comes again.
 */
public interface ChannelWork extends AutoCloseable {

    /** Opens what the channel writes to. */
    @FunctionalInterface
    interface Opening {

        /** @throws IOException with a sentence when it cannot be had now; it is tried again */
        ChannelWork open() throws IOException;
    }

    /** The partitions of the published log not yet read from their beginning. */
    Set<Integer> unseen(Collection<Integer> partitions) throws IOException;

    /** Notes that these partitions are now read from their beginning. */
    void begin(Collection<Integer> partitions) throws IOException;

    /**
     * Puts these in place.
     *
     * @param versions as read, in the log's order; what is not newer than what was delivered is to be dropped. None that
     *     is live is of a killed story
     * @return receipts for those that were news
     */
    List<Receipt> deliver(List<Version> versions) throws IOException;

    /**
     * Takes a killed story from readers' eyes at once, where that needs nobody else's answer. Comes on a thread of its own,
     * beside any other call; {@link #kill} follows when its turn comes, and does it all.
     *
     * @throws IOException when the disk does not do it; {@link #kill} is then the next to try
     */
    default void hide(String storyId) throws IOException {}

    /**
     * Takes these stories down in every language, also such as the channel no longer carries (rule 22).
     *
     * @param storyIds killed; may be stories the channel never had
     * @return receipts for what was shown until now
     */
    List<Receipt> kill(Set<String> storyIds) throws IOException;

    /** Notes what was last done: from now on what is not newer is dropped. */
    void remember() throws IOException;

    /** Does what time alone asks for. Comes when there is nothing to read, about twice a second. */
    default void rest() throws IOException {}

    @Override
    void close() throws IOException;
}
