package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures made here: small, and with whatever a camera or an attacker would put into them. */
final class TestPictures {

    private TestPictures() {}

    static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x * 40 & 0xFF) << 16 | (y * 60 & 0xFF) << 8 | 0x40);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A TIFF structure that says an orientation and, if asked, a place. */
    static byte[] exif(int orientation, boolean place) {
        ByteBuffer tiff = ByteBuffer.allocate(place ? 80 : 26);
        tiff.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) (place ? 2 : 1));
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        if (place) {
            tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
            tiff.putInt(0);
            tiff.putShort((short) 1)
                    .putShort((short) 1)
                    .putShort((short) 2)
                    .putInt(2)
                    .put("N\0\0\0".getBytes(ISO_8859_1));
        }
        return tiff.array();
    }

    /** A JPEG with a block of metadata right behind its beginning. */
    static byte[] jpegWith(byte[] jpeg, String name, byte[] block) {
        return with(jpeg, 2, out -> {
            out.writeShort(0xFFE1);
            out.writeShort(2 + name.length() + block.length);
            out.writeBytes(name);
            out.write(block);
        });
    }

    /** A PNG with a chunk right behind its header. */
    static byte[] pngWith(byte[] png, String type, byte[] bytes) {
        return with(png, 33, out -> {
            CRC32 crc = new CRC32();
            crc.update(type.getBytes(ISO_8859_1));
            crc.update(bytes);
            out.writeInt(bytes.length);
            out.writeBytes(type);
            out.write(bytes);
            out.writeInt((int) crc.getValue());
        });
    }

    /** A WebP of nothing but chunks: what a browser would show of it does not matter here. */
    static byte[] webp(int width, int height, byte[] exif) {
        ByteBuffer riff = ByteBuffer.allocate(12 + 18 + 8 + 6 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
        riff.put("RIFF".getBytes(ISO_8859_1)).putInt(riff.capacity() - 8).put("WEBPVP8X".getBytes(ISO_8859_1));
        riff.putInt(10).putInt(0x08);
        riff.put(new byte[] {(byte) (width - 1), (byte) (width - 1 >> 8), 0});
        riff.put(new byte[] {(byte) (height - 1), (byte) (height - 1 >> 8), 0});
        riff.put("VP8L".getBytes(ISO_8859_1)).putInt(5).put(new byte[] {0x2F, 1, 2, 3, 4, 0});
        riff.put("EXIF".getBytes(ISO_8859_1)).putInt(exif.length).put(exif);
        return riff.array();
    }

    /** An MP4 of a track's header and, if asked, a place beside it. */
    static byte[] mp4(int width, int height, boolean place) {
        ByteBuffer track = ByteBuffer.allocate(84);
        track.position(40);
        track.putInt(0x10000)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0x10000)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0x40000000);
        track.putInt(width << 16).putInt(height << 16);
        byte[] trak = box("trak", box("tkhd", track.array()));
        byte[] udta = place
                ? box("udta", box("\u00A9xyz", "\0\22\25\307+01.2921+036.8219/".getBytes(ISO_8859_1)))
                : new byte[0];
        return concat(
                box("ftyp", "isom\0\0\0\0isom".getBytes(ISO_8859_1)),
                box("moov", concat(trak, udta)),
                box("mdat", "film".getBytes(ISO_8859_1)));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(ISO_8859_1))
                .put(content)
                .array();
    }

    private interface Insertion {
        void into(DataOutputStream out) throws IOException;
    }

    private static byte[] with(byte[] file, int at, Insertion insertion) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(file, 0, at);
        try {
            insertion.into(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write(file, at, file.length - at);
        return bytes.toByteArray();
    }
}
