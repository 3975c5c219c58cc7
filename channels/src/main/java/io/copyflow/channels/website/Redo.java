package io.copyflow.channels.website;

import io.copyflow.contract.StoryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The stories whose pages and sitemaps are in place but perhaps not on the disk yet. Both follow from what the site
 * remembers, so it is enough to make sure of this list: after a power cut what it names is drawn anew.
 */
final class Redo {

    private final Set<String> stories = new LinkedHashSet<>();
    private final Path file;

    /** @param file one story id a line; may be missing */
    Redo(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            // a line that a power cut tore is of a batch that was never noted as delivered
            Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(StoryId::isValid)
                    .forEach(stories::add);
        }
    }

    Set<String> stories() {
        return Set.copyOf(stories);
    }

    /** Adds stories; when it returns, they are on the disk. */
    void add(Collection<String> storyIds) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String storyId : storyIds) {
            if (!stories.contains(storyId)) {
                lines.append(storyId).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            ByteBuffer left = StandardCharsets.ISO_8859_1.encode(lines.toString());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            stories.addAll(storyIds);
        }
    }

    /** Forgets all, once their pages are on the disk. */
    void clear() throws IOException {
        Files.writeString(file, "");
        stories.clear();
    }
}
