package io.copyflow.desk.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unfinished texts, a file each, until they are handed in. They are nobody's fact yet, so they are not in the log. */
final class Drafts {

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final String ENDING = ".json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            // what can be told of the fields is not written beside them
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private final Path folder;

    Drafts(Path folder) {
        this.folder = folder;
    }

    /** Keeps one that is new. */
    synchronized void begin(Draft draft) {
        try {
            Files.createDirectories(folder);
            write(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps it as it is now.
     *
     * @return false when it is no more: what was typed last may arrive after the draft was handed in
     */
    synchronized boolean keep(Draft draft) {
        if (!Files.exists(file(draft.id()))) {
            return false;
        }
        try {
            write(draft);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Draft draft) throws IOException {
        Path before = folder.resolve(draft.id() + ".new");
        Files.write(before, JSON.writeValueAsBytes(draft));
        Files.move(before, file(draft.id()), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** That person's draft of that id; null when there is none. */
    synchronized @Nullable Draft get(String id, String person) {
        if (!ID.matcher(id).matches()) {
            return null;
        }
        Draft draft = read(file(id));
        return draft != null && draft.person().equals(person) ? draft : null;
    }

    /** A person's drafts, the newest first. */
    synchronized List<Draft> of(String person) {
        List<Draft> drafts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
                Draft draft = read(file);
                if (draft != null && draft.person().equals(person)) {
                    drafts.add(draft);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drafts.sort(Comparator.comparing(Draft::savedAt).reversed());
        return drafts;
    }

    /** Forgets one that is handed in, or not wanted. */
    synchronized void remove(Draft draft) {
        try {
            Files.deleteIfExists(file(draft.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ENDING);
    }

    private static @Nullable Draft read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), Draft.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "event=draft_unreadable file={} reason={}",
                    Logfmt.value(file.toString()),
                    Logfmt.value(e.getOriginalMessage()));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
