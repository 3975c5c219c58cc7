package io.copyflow.channels.website;

import io.copyflow.channels.delivery.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of stories' pages. A kill removes a story's at once, beside whatever the site's own thread is at: whoever of
 * the two comes last leaves no page behind, so that neither waits for the other (docs/semantics.md, rule 22).
 */
final class PageFiles {

    private final Path folder;
    private final Set<String> killed = ConcurrentHashMap.newKeySet();

    /** @param folder the site's */
    PageFiles(Path folder) {
        this.folder = folder;
    }

    /** Puts a page in place, unless its story was killed. For the site's own thread. */
    void put(String storyId, String language, byte[] page, DurableFiles files) throws IOException {
        if (killed.contains(storyId)) {
            return;
        }
        Path file = file(storyId, language);
        files.defer(file, page);
        if (killed.contains(storyId)) {
            files.remove(file);
        }
    }

    /** Removes a page. For the site's own thread. */
    void remove(String storyId, String language, DurableFiles files) throws IOException {
        files.remove(file(storyId, language));
    }

    /**
     * Removes a killed story's pages in every language there ever was, and lets none come back. For any thread. After a
     * power cut the kill is read once more, so nothing is forced to the disk.
     */
    void kill(String storyId) throws IOException {
        killed.add(storyId);
        try (DirectoryStream<Path> editions = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path edition : editions) {
                Files.deleteIfExists(edition.resolve(storyId + ".html"));
            }
        }
    }

    private Path file(String storyId, String language) {
        return folder.resolve(Pages.path(storyId, language));
    }
}
