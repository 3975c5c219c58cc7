package io.copyflow.channels.website;

import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import io.copyflow.media.MediaStore;
import io.copyflow.media.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures and videos beside the pages, in {@code media/}. Which page shows which is noted in
 * {@code .copyflow/shown/<story>/<language>}, a line each: a file goes when the last page that showed it has gone. For
 * one thread.
 *
 * <p>The order is that of a crash that harms nothing: bytes, note, page; and the other way round.
 */
final class SiteMedia {

    static final String FOLDER = "media";

    private static final Logger log = LoggerFactory.getLogger(SiteMedia.class);

    private final Path folder;
    private final Path notes;
    private final @Nullable MediaStore store;
    private final DurableFiles files;
    private final Map<Path, Set<String>> shown = new HashMap<>();

    /** @param store null where there is none: pages have no pictures then */
    SiteMedia(Path site, @Nullable MediaStore store, DurableFiles files) throws IOException {
        this.folder = site.resolve(FOLDER);
        this.notes = site.resolve(SiteMemory.FOLDER).resolve("shown");
        this.store = store;
        this.files = files;
        if (Files.isDirectory(notes)) {
            try (DirectoryStream<Path> stories = Files.newDirectoryStream(notes)) {
                for (Path story : stories) {
                    read(story);
                }
            }
        }
    }

    private void read(Path story) throws IOException {
        try (DirectoryStream<Path> languages = Files.newDirectoryStream(story)) {
            for (Path note : languages) {
                shown.put(note, new TreeSet<>(Files.readAllLines(note)));
            }
        }
    }

    /** The name of a picture's or video's file; null for a type this channel does not know. */
    static @Nullable String name(MediaReference media) {
        MediaType type = MediaType.named(media.mediaType());
        return type == null || !MediaReference.isHash(media.hash()) ? null : media.hash() + "." + type.extension();
    }

    /**
     * Puts what a version shows in place, before its page.
     *
     * @return the version without what cannot be shown: its bytes are not in the store, or nobody here knows its type
     * @throws IOException when the store or the disk does not do it; the same call can be made again
     */
    Version bring(Version version) throws IOException {
        List<Version.Block> body = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Version.Block block : version.body()) {
            MediaReference media = block.media();
            String name = media == null ? null : name(media);
            if (media == null || (name != null && isThere(media, name, version))) {
                body.add(block);
                if (name != null) {
                    names.add(name);
                }
            } else {
                body.add(new Version.Block(block.kind(), block.text(), block.marks()));
            }
        }
        Set<String> both = new TreeSet<>(names);
        both.addAll(shown.getOrDefault(note(version.storyId(), version.language()), Set.of()));
        remember(version.storyId(), version.language(), both);
        return version.with(body);
    }

    private boolean isThere(MediaReference media, String name, Version version) throws IOException {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
            return true;
        }
        if (store != null) {
            try (InputStream bytes = store.open(media.hash())) {
                files.write(file, bytes);
                return true;
            } catch (NoSuchFileException e) {
                // told below: a page with its text is worth more than none
            }
        }
        log.warn(
                "media-missing story={} language={} hash={}: the page is shown without it. Put the bytes into the media"
                        + " store and release the version again.",
                version.storyId(),
                version.language(),
                media.hash());
        return false;
    }

    /** Removes what a page does not show any more, once the page stands as it is now. */
    void settle(Version version) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Version.Block block : version.body()) {
            MediaReference media = block.media();
            String name = media == null ? null : name(media);
            if (name != null) {
                names.add(name);
            }
        }
        drop(version.storyId(), version.language(), names);
    }

    /** Removes what a page showed, once it has gone. */
    void leave(String storyId, String language) throws IOException {
        drop(storyId, language, Set.of());
    }

    private void drop(String storyId, String language, Set<String> names) throws IOException {
        Set<String> unused = new HashSet<>(shown.getOrDefault(note(storyId, language), Set.of()));
        unused.removeAll(names);
        if (unused.isEmpty()) {
            return;
        }
        shown.forEach((note, others) -> {
            if (!note.equals(note(storyId, language))) {
                unused.removeAll(others);
            }
        });
        for (String name : unused) {
            files.remove(folder.resolve(name));
        }
        // last: a crash before this looks once more
        remember(storyId, language, names);
    }

    private void remember(String storyId, String language, Set<String> names) throws IOException {
        Path note = note(storyId, language);
        if (names.equals(shown.getOrDefault(note, Set.of()))) {
            return;
        }
        if (names.isEmpty()) {
            files.remove(note);
            shown.remove(note);
        } else {
            files.write(note, (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
            shown.put(note, names);
        }
    }

    private Path note(String storyId, String language) {
        return notes.resolve(storyId).resolve(language);
    }
}
