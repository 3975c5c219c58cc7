package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.GpsDirectory;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * What a block of EXIF or XMP tells of orientation and place.
 *
 * @param orientation 1 to 8; 1 where it does not say
 * @param mayTellPlace also for a block that cannot be read to its end
 */
record ExifBlock(int orientation, boolean mayTellPlace) {

    /** Nothing told. */
    static final ExifBlock NONE = new ExifBlock(1, false);

    private static final String PREFIX = "Exif\0\0";

    /** @param bytes a TIFF structure, with or without {@code Exif\0\0} before it */
    static ExifBlock exif(byte[] bytes) {
        int start = new String(bytes, 0, Math.min(bytes.length, PREFIX.length()), ISO_8859_1).equals(PREFIX)
                ? PREFIX.length()
                : 0;
        Metadata metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(bytes, start), metadata);
        int orientation = 1;
        boolean mayTellPlace = false;
        for (Directory directory : metadata.getDirectories()) {
            mayTellPlace |= directory.hasErrors() || (directory instanceof GpsDirectory && directory.getTagCount() > 0);
            if (directory instanceof ExifIFD0Directory && directory.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
                try {
                    int told = directory.getInt(ExifIFD0Directory.TAG_ORIENTATION);
                    orientation = told >= 1 && told <= 8 ? told : 1;
                } catch (MetadataException e) {
                    mayTellPlace = true;
                }
            }
        }
        return new ExifBlock(orientation, mayTellPlace);
    }

    /** XMP may say it in many words. */
    static ExifBlock xmp(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1).toLowerCase(Locale.ROOT);
        return new ExifBlock(1, text.contains("gps") || text.contains("location") || text.contains("photoshop:city"));
    }

    /** Both together. */
    ExifBlock and(ExifBlock other) {
        return new ExifBlock(orientation == 1 ? other.orientation : orientation, mayTellPlace || other.mayTellPlace);
    }

    /** A TIFF structure that says the orientation and nothing else: 26 bytes. */
    static byte[] saying(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ExifIFD0Directory.TAG_ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
