package io.copyflow.media;

import org.jspecify.annotations.Nullable;

/**
 * What the structure of a file tells, with nothing decoded.
 *
 * @param width in pixels as stored; null where the file does not say
 * @param height in pixels as stored; null where the file does not say
 * @param orientation how it is to be turned to be upright, as in EXIF: 1 for not at all
 * @param mayTellPlace whether something in it tells where it was taken, or may
 */
record Look(@Nullable Integer width, @Nullable Integer height, int orientation, boolean mayTellPlace) {

    /** In pixels as it is shown upright. */
    @Nullable
    Integer uprightWidth() {
        return orientation > 4 ? height : width;
    }

    @Nullable
    Integer uprightHeight() {
        return orientation > 4 ? width : height;
    }
}
