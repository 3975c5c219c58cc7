package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * JPEG: segments up to the picture's end. What stands behind that end, such as a second picture or a film, may tell a
 * place as EXIF and XMP may.
 */
final class JpegFile implements Container {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP13 = 0xED;
    private static final byte[] EXIF = "Exif\0\0".getBytes(ISO_8859_1);

    private @Nullable Integer width;
    private @Nullable Integer height;
    private ExifBlock told = ExifBlock.NONE;
    private boolean goesOn;

    @Override
    public Look look(Path file) throws IOException {
        walk(file, OutputStream.nullOutputStream(), false, 1);
        return new Look(width, height, told.orientation(), told.mayTellPlace() || goesOn);
    }

    @Override
    public void withoutPlace(Path file, Path to, int orientation) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            walk(file, out, true, orientation);
        }
    }

    private void walk(Path file, OutputStream to, boolean without, int orientation) throws IOException {
        try (DataInputStream in = Container.open(file)) {
            DataOutputStream out = new DataOutputStream(to);
            int marker = in.readUnsignedShort() & 0xFF;
            if (marker != START) {
                throw new Damaged("it does not begin as a JPEG file");
            }
            out.writeShort(0xFF00 | START);
            if (without && orientation > 1) {
                byte[] tiff = ExifBlock.saying(orientation);
                out.writeShort(0xFF00 | APP1);
                out.writeShort(2 + EXIF.length + tiff.length);
                out.write(EXIF);
                out.write(tiff);
            }
            marker = marker(in);
            while (marker != END) {
                marker = segment(in, out, marker, without);
            }
            out.writeShort(0xFF00 | END);
            goesOn = in.read() >= 0;
            out.flush();
        } catch (EOFException e) {
            throw new Damaged("it ends too early");
        }
    }

    /** @return the marker behind the segment */
    private int segment(DataInputStream in, DataOutputStream out, int marker, boolean without) throws IOException {
        if (marker >= 0xD0 && marker <= 0xD7 || marker == 0x01) {
            out.writeShort(0xFF00 | marker);
            return marker(in);
        }
        int length = in.readUnsignedShort();
        if (length < 2) {
            throw new Damaged("a segment has no length");
        }
        byte[] bytes = new byte[length - 2];
        in.readFully(bytes);
        if (isFrame(marker) && bytes.length >= 5) {
            height = (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF;
            width = (bytes[3] & 0xFF) << 8 | bytes[4] & 0xFF;
        }
        boolean isTold = tells(marker, bytes);
        if (!(without && isTold)) {
            out.writeShort(0xFF00 | marker);
            out.writeShort(length);
            out.write(bytes);
        }
        return marker == SCAN ? picture(in, out) : marker(in);
    }

    /** Whether the segment is one that can tell a place. */
    private boolean tells(int marker, byte[] bytes) {
        String begin = new String(bytes, 0, Math.min(bytes.length, 40), ISO_8859_1);
        if (marker == APP1 && begin.startsWith("Exif\0\0")) {
            told = told.and(ExifBlock.exif(bytes));
            return true;
        }
        if (marker == APP1 && begin.startsWith("http://ns.adobe.com/")) {
            told = told.and(ExifBlock.xmp(bytes));
            return true;
        }
        if (marker == APP13) {
            // IPTC's city, sublocation and country
            told = told.and(new ExifBlock(1, hasPlaceOfIptc(bytes)));
            return true;
        }
        return marker == APP2 && begin.startsWith("MPF\0");
    }

    private static boolean hasPlaceOfIptc(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1C && bytes[i + 1] == 2 && (bytes[i + 2] == 90 || bytes[i + 2] == 92)) {
                return true;
            }
        }
        return false;
    }

    /** Copies what is drawn, to the next marker that is not part of it. */
    private static int picture(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int b = in.readUnsignedByte();
            if (b != 0xFF) {
                out.write(b);
                continue;
            }
            int next = in.readUnsignedByte();
            while (next == 0xFF) {
                next = in.readUnsignedByte();
            }
            if (next == 0 || next >= 0xD0 && next <= 0xD7) {
                out.write(0xFF);
                out.write(next);
            } else {
                return next;
            }
        }
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xFF) {
            throw new Damaged("a segment does not begin with a marker");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xFF) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
