package io.copyflow.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.contract.MediaReference;
import io.copyflow.desk.aid.Pictures;
import io.copyflow.runtime.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store of what is put into it; it takes any bytes but those that begin with {@code TEXT}. */
final class SamplePictures implements Pictures {

    static final long MOST_BYTES = 1 << 20;

    private final Map<String, Picture> kept = new ConcurrentHashMap<>();

    SamplePictures with(String hash, String mediaType, byte... bytes) {
        kept.put(hash, new Picture(mediaType, bytes.length, new ByteArrayInputStream(bytes)));
        return this;
    }

    @Override
    public @Nullable Picture find(String hash) {
        Picture picture = kept.get(hash);
        if (picture != null) {
            ((ByteArrayInputStream) picture.content()).reset();
        }
        return picture;
    }

    @Override
    public MediaReference take(InputStream bytes, @Nullable String name) throws IOException {
        byte[] all = bytes.readAllBytes();
        if (new String(all, UTF_8).startsWith("TEXT")) {
            throw new UnreadableInputException("media-type-unknown", "Expected a picture. Convert it.");
        }
        String hash = "%064x".formatted(all.length);
        with(hash, "image/png", all);
        return new MediaReference(hash, "image/png", all.length, 30, 20, name);
    }

    @Override
    public void demandFits(long stated) {
        if (stated > MOST_BYTES) {
            throw new UnreadableInputException("media-too-large", "Expected a smaller picture. Raise a setting.");
        }
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }
}
