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
import java.util.LinkedHashMap;
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
    private final Map<String, Item> staged = new LinkedHashMap<>();
    private Ground ground;

    /**
     * @param partitions the partitions read from their beginning
     * @param languages those the channel carried; empty for all
     */
    record Ground(Set<Integer> partitions, Set<String> languages) {}

    ItemStore(Path folder, Set<String> languages) throws IOException {
        this.folder = folder;
        this.files = new DurableFiles(folder.resolve("new"));
        Ground before = read(folder.resolve("ground.json"), Ground.class);
        boolean all = before != null
                && (before.languages().isEmpty()
                        || !languages.isEmpty() && before.languages().containsAll(languages));
        this.ground = new Ground(all && before != null ? before.partitions() : Set.of(), languages);
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

    void begin(Set<Integer> partitions) throws IOException {
        Set<Integer> more = new TreeSet<>(ground.partitions());
        more.addAll(partitions);
        Ground begun = new Ground(more, ground.languages());
        files.write(folder.resolve("ground.json"), json.writeValueAsBytes(begun));
        files.settle();
        ground = begun;
    }

    /** The release sequence of what there is; 0 for nothing. */
    long sequence(String place) {
        Item item = staged.containsKey(place) ? staged.get(place) : byPlace.get(place);
        return item == null ? 0 : item.version().sequence();
    }

    boolean knows(String place) {
        return byPlace.containsKey(place);
    }

    /** Writes items in place and shows them to readers. */
    void put(List<Version> versions, Instant now) throws IOException {
        staged.clear();
        long position = byPosition.isEmpty() ? 0 : byPosition.lastKey();
        for (Version version : versions) {
            staged.remove(version.place());
            staged.put(version.place(), new Item(++position, now, version));
        }
        for (Item item : staged.values()) {
            files.write(file(item.version().storyId(), item.version().language()), json.writeValueAsBytes(item));
        }
        files.settle();
        staged.values().forEach(this::index);
    }

    /** The languages of a story that are live. */
    List<Version> live(String storyId) {
        return byPlace.values().stream()
                .map(Item::version)
                .filter(version -> version.storyId().equals(storyId) && version.isLive())
                .toList();
    }

    /** With its text; null where there is none of that name. */
    @Nullable
    Item item(String storyId, String language) throws IOException {
        return byPlace.containsKey(storyId + "/" + language) ? read(file(storyId, language), Item.class) : null;
    }

    /** The index's entry, without the text. */
    @Nullable
    Item brief(String place) {
        return byPlace.get(place);
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
