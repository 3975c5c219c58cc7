package io.copyflow.desk.aid;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of pictures and videos. Safe for many threads. */
@FunctionalInterface
public interface Pictures {

    /** @param mediaType such as {@code image/jpeg} */
    record Picture(String mediaType, long bytes, InputStream content) {}

    /**
     * What is kept under a hash, to be closed by the caller; null when nothing is.
     *
     * @param hash of the form {@link io.copyflow.contract.MediaReference#isHash}
     */
    @Nullable
    Picture find(String hash) throws IOException;
}
