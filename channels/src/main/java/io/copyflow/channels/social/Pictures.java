package io.copyflow.channels.social;

import io.copyflow.contract.MediaReference;
import io.copyflow.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of posts' pictures.
 *
 * @param store null where there is none: posts have no pictures then
 */
record Pictures(@Nullable MediaStore store) {

    /** Why a post goes without its picture. */
    static final String NOT_THERE = "Posted without its picture, whose bytes are not in the media store.";

    /**
     * The bytes; null when they are not in the store.
     *
     * @throws IOException when the store does not answer
     */
    byte @Nullable [] bytes(MediaReference media) throws IOException {
        if (store == null) {
            return null;
        }
        try (InputStream in = store.open(media.hash())) {
            return in.readAllBytes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
