package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** WebP: chunks of RIFF. EXIF and XMP are chunks of their own, announced by flags of VP8X. */
final class WebpFile implements Container {

    private static final int HEADER = 12;
    private static final int SAYS_EXIF = 0x08;
    private static final int SAYS_XMP = 0x04;

    private @Nullable Integer width;
    private @Nullable Integer height;
    private ExifBlock told = ExifBlock.NONE;

    @Override
    public Look look(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = end(in);
            for (long at = HEADER; at + 8 <= end; ) {
                Chunk chunk = chunk(in, at, end);
                switch (chunk.type) {
                    case "VP8X" -> {
                        ByteBuffer fields = read(in, at + 8, 10);
                        size(1 + int24(fields, 4), 1 + int24(fields, 7));
                    }
                    case "VP8 " -> {
                        ByteBuffer fields = read(in, at + 8, 10);
                        size(fields.getShort(6) & 0x3FFF, fields.getShort(8) & 0x3FFF);
                    }
                    case "VP8L" -> {
                        int bits = read(in, at + 8, 5).getInt(1);
                        size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
                    }
                    case "EXIF" -> told = told.and(block(in, at, chunk, true));
                    case "XMP " -> told = told.and(block(in, at, chunk, false));
                    default -> {
                        // tells nothing of this
                    }
                }
                at += chunk.whole();
            }
            return new Look(width, height, told.orientation(), told.mayTellPlace() || in.size() > end);
        }
    }

    @Override
    public void withoutPlace(Path file, Path to, int orientation) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long end = end(in);
            copy(in, 0, HEADER, out);
            for (long at = HEADER; at + 8 <= end; ) {
                Chunk chunk = chunk(in, at, end);
                if (chunk.type.equals("VP8X")) {
                    ByteBuffer bytes = read(in, at, (int) chunk.whole());
                    int flags = bytes.get(8) & ~(SAYS_EXIF | SAYS_XMP);
                    bytes.put(8, (byte) (orientation > 1 ? flags | SAYS_EXIF : flags));
                    write(out, bytes);
                } else if (!chunk.type.equals("EXIF") && !chunk.type.equals("XMP ")) {
                    copy(in, at, chunk.whole(), out);
                }
                at += chunk.whole();
            }
            if (orientation > 1) {
                byte[] tiff = ExifBlock.saying(orientation);
                write(
                        out,
                        ByteBuffer.allocate(8 + tiff.length)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .put("EXIF".getBytes(ISO_8859_1))
                                .putInt(tiff.length)
                                .put(tiff)
                                .flip());
            }
            ByteBuffer size = ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) (out.position() - 8))
                    .flip();
            out.write(size, 4);
        }
    }

    private record Chunk(String type, long length) {

        /** With its header, and filled up to an even count. */
        long whole() {
            return 8 + length + (length & 1);
        }
    }

    private static long end(FileChannel in) throws IOException {
        long stated = 8 + (read(in, 4, 4).getInt(0) & 0xFFFFFFFFL);
        if (stated > in.size()) {
            throw new Damaged("it ends too early");
        }
        return stated;
    }

    private static Chunk chunk(FileChannel in, long at, long end) throws IOException {
        ByteBuffer header = read(in, at, 8);
        byte[] type = new byte[4];
        header.get(0, type);
        Chunk chunk = new Chunk(new String(type, ISO_8859_1), header.getInt(4) & 0xFFFFFFFFL);
        if (at + 8 + chunk.length > end) {
            throw new Damaged("a chunk goes beyond its end");
        }
        return chunk;
    }

    private static ExifBlock block(FileChannel in, long at, Chunk chunk, boolean isExif) throws IOException {
        if (chunk.length > LARGEST_BLOCK) {
            return new ExifBlock(1, true);
        }
        byte[] bytes = read(in, at + 8, (int) chunk.length).array();
        return isExif ? ExifBlock.exif(bytes) : ExifBlock.xmp(bytes);
    }

    private void size(int w, int h) {
        if (width == null) {
            width = w;
            height = h;
        }
    }

    private static int int24(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0xFF | (bytes.get(at + 1) & 0xFF) << 8 | (bytes.get(at + 2) & 0xFF) << 16;
    }

    private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, at + bytes.position()) < 0) {
                throw new Damaged("it ends too early");
            }
        }
        return bytes.flip();
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static void copy(FileChannel in, long at, long length, FileChannel out) throws IOException {
        // an odd last chunk may lack the byte that fills it up
        long there = Math.min(length, in.size() - at);
        for (long done = 0; done < there; ) {
            done += in.transferTo(at + done, there - done, out);
        }
        if (there < length) {
            write(out, ByteBuffer.allocate((int) (length - there)));
        }
    }
}
