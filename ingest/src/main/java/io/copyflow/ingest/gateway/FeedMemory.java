package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a feed between two looks, also over restarts: the server's marks, and of each entry the text
 * that was handed in last and under which version.
 */
final class FeedMemory {

    /** Of entries that are in the feed no more, the oldest are forgotten first. */
    private static final int MOST_ENTRIES = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private State state;

    private FeedMemory(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    /** @throws IOException when there is a file that cannot be read */
    static FeedMemory in(Path folder, String id) throws IOException {
        Path file = Files.createDirectories(folder).resolve(id + ".json");
        State state = Files.exists(file)
                ? JSON.readValue(file.toFile(), State.class)
                : new State(null, null, false, new LinkedHashMap<>());
        return new FeedMemory(file, state);
    }

    @Nullable
    String etag() {
        return state.etag;
    }

    @Nullable
    String lastModified() {
        return state.lastModified;
    }

    boolean hasEnded() {
        return state.ended;
    }

    @Nullable
    Entry entry(String uri) {
        return state.entries.get(uri);
    }

    /** Must be saved before the entry is handed in: what is handed in twice is then the same. */
    void put(String uri, Entry entry) {
        state.entries.remove(uri);
        state.entries.put(uri, entry);
        while (state.entries.size() > MOST_ENTRIES) {
            state.entries.remove(state.entries.keySet().iterator().next());
        }
    }

    void seen(@Nullable String etag, @Nullable String lastModified) {
        state = new State(etag, lastModified, state.ended, state.entries);
    }

    void end() {
        state = new State(state.etag, state.lastModified, true, state.entries);
    }

    /** On the disk, or not at all. */
    void save() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writeValueAsBytes(state));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * @param hash of what it said
     * @param version it was handed in under
     * @param answered whether there was an answer
     */
    record Entry(
            @JsonProperty("hash") String hash,
            @JsonProperty("version") String version,
            @JsonProperty("answered") boolean answered) {}

    private record State(
            @JsonProperty("etag") @Nullable String etag,
            @JsonProperty("lastModified") @Nullable String lastModified,
            @JsonProperty("ended") boolean ended,
            @JsonProperty("entries") LinkedHashMap<String, Entry> entries) {

        State {
            entries = new LinkedHashMap<>(entries == null ? Map.of() : entries);
        }
    }
}
