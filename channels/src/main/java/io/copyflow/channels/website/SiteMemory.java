package io.copyflow.channels.website;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.RecordJson;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.StoryId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the site knows, kept with its files in the hidden folder {@code .copyflow}, which is never served:
 *
 * <ul>
 *   <li>{@code site.json}: how the pages were drawn and which partitions were read from their beginning;
 *   <li>{@code stories/<story>.json}: for each language the release last delivered, see {@link Family};
 *   <li>{@code texts/<story>/<language>.json}: the text of a live page, to draw it anew when a sibling comes or goes;
 *   <li>{@code dead-letters/}: records that could not be read, as they came.
 * </ul>
 */
final class SiteMemory {

    static final String FOLDER = ".copyflow";

    /** To be raised whenever what is remembered of a story changes: what was remembered before is read from the log anew. */
    static final int SHAPE = 3;

    private static final String REBUILD =
            "Delete the site's folder: the channel builds the whole site anew from the log.";

    /** Texts are drawn again for feeds and siblings; those of the newest stories are at hand. */
    private static final int RECENT = 1024;

    /**
     * @param shape of what is remembered of stories, see {@link #SHAPE}
     * @param look what pages depend on besides their stories; when it changes all are drawn anew
     * @param languages the languages the channel carried; empty for all
     * @param partitions the partitions this folder has seen from their beginning
     */
    record Ground(int shape, String look, Set<String> languages, Set<Integer> partitions) {}

    private final ObjectMapper json = RecordJson.mapper();
    private final Path folder;
    private final Map<Path, Version> recent = new LinkedHashMap<>(RECENT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Version> eldest) {
            return size() > RECENT;
        }
    };

    SiteMemory(Path site) {
        this.folder = site.resolve(FOLDER);
    }

    Path deadLetters() {
        return folder.resolve("dead-letters");
    }

    @Nullable
    Ground ground() throws IOException {
        return read(folder.resolve("site.json"), Ground.class);
    }

    void remember(Ground ground, DurableFiles files) throws IOException {
        files.stage(folder.resolve("site.json"), json.writeValueAsBytes(ground));
    }

    /** Everything known of one story; null when there is nothing. */
    @Nullable
    Family family(String storyId) throws IOException {
        return StoryId.isValid(storyId) ? read(familyFile(storyId), Family.class) : null;
    }

    /** All stories, by id. */
    Map<String, Family> families() throws IOException {
        Map<String, Family> families = new HashMap<>();
        Path stories = folder.resolve("stories");
        if (Files.isDirectory(stories)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(stories, "*.json")) {
                for (Path file : entries) {
                    Family family = read(file, Family.class);
                    if (family != null) {
                        families.put(family.storyId(), family);
                    }
                }
            }
        }
        return families;
    }

    void remember(Family family, DurableFiles files) throws IOException {
        files.stage(familyFile(family.storyId()), json.writeValueAsBytes(family));
    }

    /** Whether there is the text of a page, also one that is not settled yet. */
    boolean hasText(String storyId, String language, DurableFiles files) {
        return files.isThere(textFile(storyId, language));
    }

    /** The text of a live page, also one that is not settled yet. */
    Version text(String storyId, String language, DurableFiles files) throws IOException {
        Path file = textFile(storyId, language);
        Version known = recent.get(file);
        if (known == null) {
            byte[] bytes = files.read(file);
            known = bytes == null ? null : parse(file, bytes, Version.class);
            if (known == null) {
                throw new IOException("Expected " + file + ", the text of a live page, but it is gone. " + REBUILD);
            }
            recent.put(file, known);
        }
        return known;
    }

    void remember(Version version, DurableFiles files) throws IOException {
        Path file = textFile(version.storyId(), version.language());
        files.stage(file, json.writeValueAsBytes(version));
        recent.put(file, version);
    }

    /** What was withdrawn leaves no text, here neither. */
    void forget(String storyId, String language, DurableFiles files) throws IOException {
        Path file = textFile(storyId, language);
        recent.remove(file);
        files.remove(file);
    }

    private Path familyFile(String storyId) {
        return folder.resolve("stories").resolve(storyId + ".json");
    }

    private Path textFile(String storyId, String language) {
        return folder.resolve("texts").resolve(storyId).resolve(language + ".json");
    }

    private <T> @Nullable T read(Path file, Class<T> type) throws IOException {
        try {
            return parse(file, Files.readAllBytes(file), type);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private <T> T parse(Path file, byte[] bytes, Class<T> type) throws IOException {
        try {
            return json.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new IOException(
                    "Expected " + file + " as this channel wrote it, but it cannot be read: " + e.getOriginalMessage()
                            + ". " + REBUILD,
                    e);
        }
    }
}
