package io.copyflow.channels.syndication;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.RecordJson;
import io.copyflow.channels.delivery.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What members can have now: a file for each story and language, {@code <folder>/items/<story>/<language>.json}, and
 * an index of them in memory without their texts. One thread writes, any number read. Made anew from the log when the folder
 * is deleted.
 */
final class ItemStore {

    private final Path folder;
    private final DurableFiles files;
    private final ObjectMapper json = RecordJson.mapper();
    private final Map<String, Item> byPlace = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Item> byPosition = new ConcurrentSkipListMap<>();
    private Ground ground;

    /** @param partitions the partitions read from their beginning */
    record Ground(Set<Integer> partitions) {}

    ItemStore(Path folder) throws IOException {
        this.folder = folder;
        this.files = new DurableFiles(folder.resolve("new"));
        Ground before = read(folder.resolve("ground.json"), Ground.class);
        this.ground = before == null ? new Ground(Set.of()) : before;
        Path items = folder.resolve("items");
        if (Files.isDirectory(items)) {
            List<Path> found;
            try (Stream<Path> walk = Files.walk(items)) {
                found = walk.filter(path -> path.toString().endsWith(".json")).toList();
            }
            for (Path file : found) {
                Item item = read(file, Item.class);
                if (item != null) {
                    index(item);
                }
            }
        }
    }

    Set<Integer> partitions() {
        return ground.partitions();
    }

    void begin(Collection<Integer> partitions) throws IOException {
        Set<Integer> more = new TreeSet<>(ground.partitions());
        more.addAll(partitions);
        Ground begun = new Ground(more);
        files.write(folder.resolve("ground.json"), json.writeValueAsBytes(begun));
        files.settle();
        ground = begun;
    }

    /** The release sequence of what there is; 0 for nothing. */
    long sequence(String place) {
        Item item = byPlace.get(place);
        return item == null ? 0 : item.version().sequence();
    }

    /** Puts items in place; readers have them once this returns. */
    void put(Collection<Version> versions, Instant now) throws IOException {
        List<Item> changed = new ArrayList<>();
        long position = byPosition.isEmpty() ? 0 : byPosition.lastKey();
        for (Version version : versions) {
            changed.add(new Item(++position, now, version));
        }
        for (Item item : changed) {
            files.write(file(item.version().storyId(), item.version().language()), json.writeValueAsBytes(item));
        }
        files.settle();
        changed.forEach(this::index);
    }

    /** What is live of these stories, without its text. */
    List<Version> live(Set<String> storyIds) {
        return byPlace.values().stream()
                .map(Item::version)
                .filter(version -> version.isLive() && storyIds.contains(version.storyId()))
                .toList();
    }

    /** With its text; null where there is none of that name. */
    @Nullable
    Item item(String storyId, String language) throws IOException {
        return byPlace.containsKey(storyId + "/" + language) ? read(file(storyId, language), Item.class) : null;
    }

    /** Entries after a position, in order, without their texts. */
    List<Item> after(long position, int most, Predicate<Item> wanted) {
        return byPosition.tailMap(position, false).values().stream()
                .filter(wanted)
                .limit(most)
                .toList();
    }

    private void index(Item item) {
        Item brief = new Item(item.position(), item.changedAt(), item.version().brief());
        Item before = byPlace.put(item.version().place(), brief);
        if (before != null) {
            byPosition.remove(before.position());
        }
        byPosition.put(brief.position(), brief);
    }

    private Path file(String storyId, String language) {
        return folder.resolve("items").resolve(storyId).resolve(language + ".json");
    }

    private <T> @Nullable T read(Path file, Class<T> type) throws IOException {
        try {
            return json.readValue(Files.readAllBytes(file), type);
        } catch (NoSuchFileException e) {
            return null;
        } catch (JacksonException e) {
            throw new IOException(
                    "Expected " + file + " as this channel wrote it, but it cannot be read: " + e.getOriginalMessage()
                            + ". Delete the folder " + folder + ": the channel makes it anew from the log.",
                    e);
        }
    }
}
