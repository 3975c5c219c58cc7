package io.copyflow.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.contract.MediaReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder: {@code ab/cd/abcd…} holds the bytes, {@code abcd….json} beside it what they are. The second is written last,
 * so what has none is not there yet. Each file is forced to the disk before it gets its name.
 */
public final class FolderStore implements MediaStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path unfinished;

    /** @param folder made when there is none */
    public FolderStore(Path folder) throws IOException {
        this.folder = folder;
        this.unfinished = Files.createDirectories(folder.resolve("unfinished"));
    }

    @Override
    public void put(MediaReference media, Path file) throws IOException {
        if (find(media.hash()) != null) {
            return;
        }
        Path home = Files.createDirectories(home(media.hash()));
        Path copy = unfinished.resolve(UUID.randomUUID().toString());
        try {
            Files.copy(file, copy);
            named(copy, bytes(media.hash()));
            Path note = Files.write(copy, JSON.writeValueAsBytes(note(media)));
            named(note, note(media.hash()));
        } finally {
            Files.deleteIfExists(copy);
        }
        force(home);
        force(folder.resolve(media.hash().substring(0, 2)));
        force(folder);
    }

    private static void named(Path file, Path name) throws IOException {
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public @Nullable MediaReference find(String hash) throws IOException {
        JsonNode note;
        try {
            note = JSON.readTree(Files.readAllBytes(note(hash)));
        } catch (NoSuchFileException e) {
            return null;
        }
        return new MediaReference(
                hash,
                note.path("mediaType").asText(),
                note.path("bytes").asLong(),
                number(note, "width"),
                number(note, "height"),
                null);
    }

    @Override
    public InputStream open(String hash) throws IOException {
        return Files.newInputStream(bytes(hash));
    }

    private static ObjectNode note(MediaReference media) {
        return JSON.createObjectNode()
                .put("mediaType", media.mediaType())
                .put("bytes", media.bytes())
                .put("width", media.width())
                .put("height", media.height());
    }

    private static @Nullable Integer number(JsonNode note, String field) {
        return note.path(field).isNumber() ? note.path(field).asInt() : null;
    }

    private Path bytes(String hash) {
        if (!MediaReference.isHash(hash)) {
            // never a path of somebody's choice
            throw new IllegalArgumentException("No media hash: " + hash.length() + " characters");
        }
        return home(hash).resolve(hash);
    }

    private Path home(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4));
    }

    private Path note(String hash) {
        return bytes(hash).resolveSibling(hash + ".json");
    }

    @Override
    public void close() {
        // nothing is held
    }
}
