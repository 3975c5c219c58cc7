package io.copyflow.media;

import io.copyflow.contract.MediaReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of pictures and videos lie, each under the SHA-256 of its bytes. What lies there is never changed and
 * never removed by Copyflow. Safe for many threads and many processes.
 */
public interface MediaStore extends AutoCloseable {

    /**
     * Keeps the bytes of a file; nothing happens when they are there already. When it returns, they outlive a crash.
     *
     * @param media with the hash of these very bytes
     */
    void put(MediaReference media, Path file) throws IOException;

    /**
     * What is kept under a hash, without where it was taken from; null when nothing is.
     *
     * @param hash of the form {@link MediaReference#isHash}
     */
    @Nullable
    MediaReference find(String hash) throws IOException;

    /**
     * The bytes; to be closed.
     *
     * @throws java.nio.file.NoSuchFileException when nothing is kept under the hash
     */
    InputStream open(String hash) throws IOException;

    @Override
    void close();
}
