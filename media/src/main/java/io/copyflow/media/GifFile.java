package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** GIF: blocks up to the trailer. Comments and applications' own blocks may tell a place; the loop count stays. */
final class GifFile implements Container {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;

    private int width;
    private int height;
    private boolean mayTellPlace;

    @Override
    public Look look(Path file) throws IOException {
        walk(file, OutputStream.nullOutputStream(), false);
        return new Look(width, height, 1, mayTellPlace);
    }

    @Override
    public void withoutPlace(Path file, Path to, int orientation) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            walk(file, out, true);
        }
    }

    private void walk(Path file, OutputStream to, boolean without) throws IOException {
        try (DataInputStream in = Container.open(file)) {
            DataOutputStream out = new DataOutputStream(to);
            byte[] header = new byte[13];
            in.readFully(header);
            width = header[6] & 0xFF | (header[7] & 0xFF) << 8;
            height = header[8] & 0xFF | (header[9] & 0xFF) << 8;
            out.write(header);
            colours(in, out, header[10]);
            for (int block = in.readUnsignedByte(); block != TRAILER; block = in.readUnsignedByte()) {
                switch (block) {
                    case EXTENSION -> extension(in, out, without);
                    case IMAGE -> image(in, out);
                    default -> throw new Damaged("a block is of no kind there is");
                }
            }
            out.write(TRAILER);
            mayTellPlace |= in.read() >= 0;
            out.flush();
        } catch (EOFException e) {
            throw new Damaged("it ends too early");
        }
    }

    private static void colours(DataInputStream in, DataOutputStream out, int flags) throws IOException {
        if ((flags & 0x80) != 0) {
            byte[] table = new byte[3 << (flags & 7) + 1];
            in.readFully(table);
            out.write(table);
        }
    }

    private static void image(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] descriptor = new byte[9];
        in.readFully(descriptor);
        out.write(IMAGE);
        out.write(descriptor);
        colours(in, out, descriptor[8]);
        out.write(in.readUnsignedByte());
        blocks(in, out);
    }

    private void extension(DataInputStream in, DataOutputStream out, boolean without) throws IOException {
        int label = in.readUnsignedByte();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        int length = in.readUnsignedByte();
        byte[] name = new byte[length];
        in.readFully(name);
        first.write(length);
        first.write(name);
        boolean isLoop = label == APPLICATION && new String(name, ISO_8859_1).equals("NETSCAPE2.0");
        boolean stays = label == GRAPHIC_CONTROL || isLoop;
        mayTellPlace |= !stays;
        DataOutputStream to = stays || !without ? out : new DataOutputStream(OutputStream.nullOutputStream());
        to.write(EXTENSION);
        to.write(label);
        to.write(first.toByteArray());
        if (length > 0) {
            blocks(in, to);
        }
    }

    private static void blocks(DataInputStream in, DataOutputStream out) throws IOException {
        int length;
        do {
            length = in.readUnsignedByte();
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            out.write(length);
            out.write(bytes);
        } while (length > 0);
    }
}
