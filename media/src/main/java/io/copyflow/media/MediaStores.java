package io.copyflow.media;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The store that the settings name: a bucket where there is one, else a folder. */
public final class MediaStores {

    private MediaStores() {}

    /** @throws StageFailure with code {@code media-store-unusable} or {@code setting-malformed} */
    public static MediaStore open(Configuration configuration) {
        String bucket = configuration.text(Setting.MEDIA_S3_BUCKET);
        if (!bucket.isEmpty()) {
            String endpoint = configuration.text(Setting.MEDIA_S3_ENDPOINT);
            try {
                return new S3Store(
                        endpoint.isEmpty() ? null : URI.create(endpoint),
                        configuration.text(Setting.MEDIA_S3_REGION),
                        bucket,
                        configuration.text(Setting.MEDIA_S3_PREFIX));
            } catch (IllegalArgumentException e) {
                throw new StageFailure(
                        "setting-malformed",
                        "Expected an address for media.s3.endpoint, but got '" + endpoint + "'. Correct it.",
                        e);
            }
        }
        Path folder = configuration.folder(Setting.MEDIA_DIR, "media");
        try {
            return new FolderStore(folder);
        } catch (IOException e) {
            throw new StageFailure(
                    "media-store-unusable",
                    "The folder of pictures and videos, " + folder + ", cannot be written: " + e.getMessage()
                            + ". Mend that, or name another with --set media.dir=FOLDER.",
                    e);
        }
    }
}
