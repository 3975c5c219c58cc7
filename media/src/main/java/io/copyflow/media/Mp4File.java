package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MP4: boxes in boxes. What tells a place is made free space of the same length, so that nothing moves and every
 * position in the film stays right.
 */
final class Mp4File implements Container {

    private static final Set<String> BOXES = Set.of("moov", "trak", "udta", "mdia");
    private static final Set<String> PLACES = Set.of("\u00A9xyz", "loci");
    private static final int DEEPEST = 8;

    private record Box(String type, long at, int header, long length) {}

    private @Nullable Integer width;
    private @Nullable Integer height;
    private boolean isTurned;
    private final List<Box> places = new ArrayList<>();

    @Override
    public Look look(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            walk(in, 0, in.size(), 0);
        }
        return new Look(isTurned ? height : width, isTurned ? width : height, 1, !places.isEmpty());
    }

    @Override
    public void withoutPlace(Path file, Path to, int orientation) throws IOException {
        look(file);
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            for (Box box : places) {
                write(out, ByteBuffer.wrap("free".getBytes(ISO_8859_1)), box.at + 4);
                long end = box.at + box.length;
                for (long at = box.at + box.header; at < end; ) {
                    int some = (int) Math.min(1 << 14, end - at);
                    write(out, ByteBuffer.allocate(some), at);
                    at += some;
                }
            }
        }
    }

    private void walk(FileChannel in, long from, long end, int depth) throws IOException {
        for (long at = from; at + 8 <= end; ) {
            Box box = box(in, at, end);
            if (BOXES.contains(box.type)) {
                if (depth == DEEPEST) {
                    throw new Damaged("its boxes are nested too deep");
                }
                walk(in, at + box.header, at + box.length, depth + 1);
            } else if (box.type.equals("tkhd")) {
                track(in, box);
            } else if (PLACES.contains(box.type)
                    || ((box.type.equals("meta") || box.type.equals("uuid")) && mayTellPlace(in, box))) {
                places.add(box);
            }
            at += box.length;
        }
    }

    private static Box box(FileChannel in, long at, long end) throws IOException {
        ByteBuffer header = read(in, at, 8);
        long length = header.getInt(0) & 0xFFFFFFFFL;
        byte[] type = new byte[4];
        header.get(4, type);
        int headerLength = 8;
        if (length == 1) {
            length = read(in, at + 8, 8).getLong(0);
            headerLength = 16;
        } else if (length == 0) {
            length = end - at;
        }
        if (length < headerLength || length > end - at) {
            throw new Damaged("a box goes beyond its end");
        }
        return new Box(new String(type, ISO_8859_1), at, headerLength, length);
    }

    /** Width and height are the last 8 bytes, in 16.16; before them stands how the picture is turned. */
    private void track(FileChannel in, Box box) throws IOException {
        if (box.length - box.header < 84) {
            throw new Damaged("a track has no header");
        }
        ByteBuffer fields = read(in, box.at + box.length - 44, 44);
        int w = fields.getInt(36) >>> 16;
        int h = fields.getInt(40) >>> 16;
        if (width == null && w > 0 && h > 0) {
            width = w;
            height = h;
            // a quarter turn has nothing on the matrix' diagonal
            isTurned = fields.getInt(0) == 0 && fields.getInt(16) == 0;
        }
    }

    private static boolean mayTellPlace(FileChannel in, Box box) throws IOException {
        long length = box.length - box.header;
        if (length > LARGEST_BLOCK) {
            return true;
        }
        String text =
                new String(read(in, box.at + box.header, (int) length).array(), ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.contains("location") || text.contains("gps") || text.contains("\u00A9xyz");
    }

    private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, at + bytes.position()) < 0) {
                throw new Damaged("it ends too early");
            }
        }
        return bytes.flip();
    }

    private static void write(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes, at + bytes.position());
        }
    }
}
