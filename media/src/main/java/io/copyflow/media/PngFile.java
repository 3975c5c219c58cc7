package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** PNG: chunks up to IEND. EXIF, XMP and whatever else is text may tell a place. */
final class PngFile implements Container {

    private static final int SIGNATURE = 8;

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
            byte[] signature = new byte[SIGNATURE];
            in.readFully(signature);
            out.write(signature);
            String type = "";
            while (!type.equals("IEND")) {
                int length = in.readInt();
                byte[] name = new byte[4];
                in.readFully(name);
                type = new String(name, ISO_8859_1);
                if (length < 0) {
                    throw new Damaged("a chunk has no length");
                }
                if (type.equals("IHDR")) {
                    header(in, out, length, without, orientation);
                } else if (isText(type)) {
                    text(in, out, type, length, without);
                } else {
                    out.writeInt(length);
                    out.write(name);
                    copy(in, out, length + 4L);
                }
            }
            goesOn = in.read() >= 0;
            out.flush();
        } catch (EOFException e) {
            throw new Damaged("it ends too early");
        }
    }

    private void header(DataInputStream in, DataOutputStream out, int length, boolean without, int orientation)
            throws IOException {
        if (length != 13) {
            throw new Damaged("its header has another length");
        }
        byte[] header = new byte[length + 4];
        in.readFully(header);
        ByteBuffer fields = ByteBuffer.wrap(header);
        width = fields.getInt();
        height = fields.getInt();
        out.writeInt(length);
        out.writeBytes("IHDR");
        out.write(header);
        if (without && orientation > 1) {
            byte[] tiff = ExifBlock.saying(orientation);
            CRC32 crc = new CRC32();
            crc.update("eXIf".getBytes(ISO_8859_1));
            crc.update(tiff);
            out.writeInt(tiff.length);
            out.writeBytes("eXIf");
            out.write(tiff);
            out.writeInt((int) crc.getValue());
        }
    }

    private static boolean isText(String type) {
        return type.equals("eXIf") || type.equals("iTXt") || type.equals("tEXt") || type.equals("zTXt");
    }

    private void text(DataInputStream in, DataOutputStream out, String type, int length, boolean without)
            throws IOException {
        if (length > LARGEST_BLOCK) {
            told = told.and(new ExifBlock(1, true));
            copy(in, without ? new DataOutputStream(OutputStream.nullOutputStream()) : out, length + 4L);
            return;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        int crc = in.readInt();
        // compressed text is not unpacked: it may tell anything
        told = told.and(
                switch (type) {
                    case "eXIf" -> ExifBlock.exif(bytes);
                    case "zTXt" -> new ExifBlock(1, true);
                    default -> isPacked(type, bytes) ? new ExifBlock(1, true) : ExifBlock.xmp(bytes);
                });
        if (!without) {
            out.writeInt(length);
            out.writeBytes(type);
            out.write(bytes);
            out.writeInt(crc);
        }
    }

    private static boolean isPacked(String type, byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int keywordEnd = text.indexOf(0);
        boolean isRawProfile = text.startsWith("Raw profile type");
        return isRawProfile
                || (type.equals("iTXt")
                        && keywordEnd >= 0
                        && keywordEnd + 1 < bytes.length
                        && bytes[keywordEnd + 1] != 0);
    }

    private static void copy(DataInputStream in, DataOutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
