package io.copyflow.desk.aid;

import io.copyflow.contract.Actor;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of pictures and videos. Safe for many threads. */
public interface Pictures {

    /** @param mediaType such as {@code image/jpeg} */
    record Picture(String mediaType, long bytes, InputStream content) {}

    /**
     * What is kept under a hash, to be closed by the caller; null when nothing is.
     *
     * @param hash of the form {@link MediaReference#isHash}
     */
    @Nullable
    Picture find(String hash) throws IOException;

    /**
     * Takes one in.
     *
     * @param name of the file it comes from, for colleagues; null when it has none
     * @return what a text names it by
     * @throws UnreadableInputException when it cannot be taken
     * @throws IOException when the bytes end too early
     */
    MediaReference take(InputStream bytes, @Nullable String name) throws IOException;

    /**
     * Takes one in that somebody hands in.
     *
     * @throws UnreadableInputException also when it is not theirs to do
     */
    default MediaReference take(Actor actor, InputStream bytes, @Nullable String name) throws IOException {
        Refusal refusal = Rights.refusal(actor, "hand in a picture or video", Role.REPORTER, Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            throw new UnreadableInputException(refusal.code(), refusal.sentence());
        }
        return take(bytes, name);
    }

    /**
     * Refuses one that is said to be too large, before its bytes are asked for.
     *
     * @param stated bytes; -1 where nothing is said
     * @throws UnreadableInputException then
     */
    void demandFits(long stated);

    /** The most bytes of one. */
    long mostBytes();
}
