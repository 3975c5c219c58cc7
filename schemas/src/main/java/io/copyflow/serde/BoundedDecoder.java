package io.copyflow.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder, with every count and length checked against the bytes there are.
 *
 * <p>Avro makes room for as many items or characters as a record claims before it reads the first, so that a forged
 * count of two billion ends the process. Every item of ours takes at least one byte: a count beyond the record's length
 * is a lie, and so are more items in all: a writer's schema may have items of no bytes, a million in every three bytes. A
 * skipped block with a negative length would send Avro back to read the same bytes for ever; that is a lie too.
 */
final class BoundedDecoder extends Decoder {

    private final BinaryDecoder in;
    private final int length;
    private long items;

    BoundedDecoder(BinaryDecoder in, int length) {
        this.in = in;
        this.length = length;
    }

    private int bounded(long count) throws IOException {
        if (count < 0 || count > length) {
            throw new EOFException("a count or length of " + count + " in a record of " + length + " bytes");
        }
        return (int) count;
    }

    private long boundedItems(long count) throws IOException {
        items += bounded(count);
        bounded(items);
        return count;
    }

    private byte[] readLengthAndBytes() throws IOException {
        byte[] bytes = new byte[bounded(in.readLong())];
        in.readFixed(bytes, 0, bytes.length);
        return bytes;
    }

    private void skipLengthAndBytes() throws IOException {
        in.skipFixed(bounded(in.readLong()));
    }

    private long skipBlocks() throws IOException {
        long count = in.readLong();
        while (count < 0) {
            skipLengthAndBytes();
            count = in.readLong();
        }
        return boundedItems(count);
    }

    @Override
    public long readArrayStart() throws IOException {
        return boundedItems(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return boundedItems(in.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return boundedItems(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return boundedItems(in.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readLengthAndBytes());
    }

    @Override
    public String readString() throws IOException {
        return new String(readLengthAndBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        skipLengthAndBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(readLengthAndBytes());
    }

    @Override
    public void skipBytes() throws IOException {
        skipLengthAndBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int count) throws IOException {
        in.readFixed(bytes, start, count);
    }

    @Override
    public void skipFixed(int count) throws IOException {
        in.skipFixed(count);
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }
}
