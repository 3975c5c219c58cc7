package io.copyflow.channels.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A channel's memory: one file to which the whole {@link Standing} of a story and language is appended whenever it
 * changes, and the last line of each counts. A line is 8 hex digits of its CRC-32C, a blank, JSON. A line that a crash
 * tore is the last one and is cut off. Rewritten when most of its lines no longer count. For one thread at a time; a second
 * process on the file is told so. Why a file: docs/adr/0018-delivery-memory.md.
 */
public final class DeliveryJournal implements AutoCloseable {

    private static final int SMALL = 2_000;
    private static final int SUM = 8;

    private final ObjectMapper json = RecordJson.mapper();
    private final Path file;
    private final FileChannel lock;
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private FileChannel channel;
    private Map<String, String> about = Map.of();
    private int lines;

    /** A line: one of the two. */
    record Line(
            @Nullable Map<String, String> about, @Nullable Standing standing) {}

    private DeliveryJournal(Path file, FileChannel lock) throws IOException {
        this.file = file;
        this.lock = lock;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        read();
        channel.position(channel.size());
    }

    /**
     * Opens a journal, makes it when there is none.
     *
     * @throws IOException with a sentence when it cannot be written, is broken, or is open elsewhere
     */
    public static DeliveryJournal open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel lock = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lock)) {
                throw new IOException("Expected to be the only channel that writes " + file
                        + ", but another one has it open. Stop that one.");
            }
            return new DeliveryJournal(file, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What the channel was when it was last open, such as its network and handle; empty when it is new. */
    public Map<String, String> about() {
        return about;
    }

    /** Notes what the channel is, for the day it is no longer in the directory. */
    public void describe(Map<String, String> now) throws IOException {
        if (!now.equals(about)) {
            about = Map.copyOf(now);
            append(List.of(new Line(about, null)), true);
        }
    }

    /** All there is, in the order it was last changed when the file was opened. */
    Collection<Standing> standings() {
        return List.copyOf(standings.values());
    }

    Standing standing(String storyId, String language) {
        return standings.getOrDefault(Standing.place(storyId, language), Standing.unknown(storyId, language));
    }

    boolean knows(String storyId, String language) {
        return standings.containsKey(Standing.place(storyId, language));
    }

    /**
     * Keeps these.
     *
     * @param forced whether it must be on the disk when this returns
     */
    void keep(Collection<Standing> changed, boolean forced) throws IOException {
        if (changed.isEmpty()) {
            return;
        }
        append(changed.stream().map(one -> new Line(null, one)).toList(), forced);
        changed.forEach(one -> standings.put(one.place(), one));
        if (lines > SMALL && lines > 4 * standings.size()) {
            rewrite();
        }
    }

    private void append(List<Line> added, boolean forced) throws IOException {
        long end = channel.position();
        try {
            write(channel, added);
            if (forced) {
                channel.force(false);
            }
        } catch (IOException e) {
            // half a line must not stand before a whole one
            channel.truncate(end);
            channel.position(end);
            throw e;
        }
        lines += added.size();
    }

    private void write(FileChannel to, Collection<Line> added) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Line line : added) {
            byte[] text = json.writeValueAsBytes(line);
            bytes.writeBytes((sum(text, 0, text.length) + " ").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(text);
            bytes.write('\n');
        }
        ByteBuffer left = ByteBuffer.wrap(bytes.toByteArray());
        while (left.hasRemaining()) {
            to.write(left);
        }
    }

    private void rewrite() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        FileChannel fresh = FileChannel.open(
                aside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            write(fresh, List.of(new Line(about, null)));
            write(
                    fresh,
                    standings.values().stream().map(one -> new Line(null, one)).toList());
            fresh.force(true);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        channel.close();
        channel = fresh;
        lines = standings.size() + 1;
    }

    private void read() throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        while (start < all.length) {
            int end = start;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            Line line = end == all.length ? null : line(all, start, end);
            if (line == null) {
                if (end < all.length - 1) {
                    throw new IOException(
                            "Expected " + file + " as this channel wrote it, but the line at byte " + start
                                    + " is broken. Put the file back from a copy; or move it away, and the channel learns"
                                    + " what it delivered from its receipts.");
                }
                channel.truncate(start); // torn by a crash
                return;
            }
            if (line.about() != null) {
                about = Map.copyOf(line.about());
            } else if (line.standing() != null) {
                standings.remove(line.standing().place());
                standings.put(line.standing().place(), line.standing());
            }
            lines++;
            start = end + 1;
        }
    }

    private @Nullable Line line(byte[] all, int start, int end) throws IOException {
        int text = start + SUM + 1;
        if (text >= end || !new String(all, start, SUM, StandardCharsets.US_ASCII).equals(sum(all, text, end - text))) {
            return null;
        }
        try {
            return json.readValue(all, text, end - text, Line.class);
        } catch (JacksonException e) {
            throw new IOException(
                    "Expected " + file + " as this version of Copyflow writes it, but the line at byte " + start
                            + " is of another. Upgrade: " + e.getOriginalMessage(),
                    e);
        }
    }

    private static String sum(byte[] bytes, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, offset, length);
        return HexFormat.of().toHexDigits(sum.getValue(), SUM);
    }

    @Override
    public void close() throws IOException {
        try (FileChannel _ = lock) {
            channel.close();
        }
    }
}
