package io.copyflow.media;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;

/**
 * What is taken.
 *
 * @param pictureBytes the most bytes of a picture
 * @param videoBytes the most bytes of a video
 * @param pixels the most pixels of a picture: a few bytes may unfold to more than a reader's device can hold
 * @param stripPlace whether what tells where a picture was taken is left out
 */
public record MediaLimits(long pictureBytes, long videoBytes, long pixels, boolean stripPlace) {

    private static final long MEBI = 1 << 20;

    /** 25 MiB for a picture, 500 MiB for a video, 100 million pixels. */
    public static final MediaLimits DEFAULT = new MediaLimits(25 * MEBI, 500 * MEBI, 100_000_000, true);

    /** @throws io.copyflow.runtime.StageFailure with code {@code setting-malformed} */
    public static MediaLimits of(Configuration configuration) {
        return new MediaLimits(
                configuration.number(Setting.MEDIA_PICTURE_MIB) * MEBI,
                configuration.number(Setting.MEDIA_VIDEO_MIB) * MEBI,
                configuration.number(Setting.MEDIA_PIXELS_MILLION) * 1_000_000L,
                configuration.yes(Setting.MEDIA_STRIP_LOCATION));
    }

    /** Of a picture or a video, whichever may be larger. */
    public long mostBytes() {
        return Math.max(pictureBytes, videoBytes);
    }

    long bytes(MediaType type) {
        return type.isVideo() ? videoBytes : pictureBytes;
    }
}
