package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A task in a file, for a person to fill in: each {@code source} with the {@code text} that is to be, empty so far. */
final class TaskFile {

    private static final List<String> OF_THE_TASK = List.of("storyId", "language", "sourceRevision", "sourceLanguage");
    /** Not where a text came from: who changes it would have to change that too. The stage knows it. */
    private static final List<String> OF_A_SEGMENT =
            List.of("id", "kind", "source", "open", "change", "offered", "terms", "text", "marks");

    private TaskFile() {}

    /**
     * Writes a task to a file that is not there yet.
     *
     * @throws StageFailure {@code file-exists}, {@code file-unwritable}
     */
    static void write(Path file, JsonNode task) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        copy(OF_THE_TASK, task, json);
        ArrayNode segments = json.putArray("segments");
        task.path("segments").forEach(segment -> copy(OF_A_SEGMENT, segment, segments.addObject()));
        writeNew(file, ReadableJson.pretty(json) + "\n");
    }

    /**
     * Writes a file that is not there yet.
     *
     * @throws StageFailure {@code file-exists}, {@code file-unwritable}
     */
    static void writeNew(Path file, String text) {
        try (OutputStream out = create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * A file that is not there yet.
     *
     * @throws StageFailure {@code file-exists}, {@code file-unwritable}
     */
    static OutputStream create(Path file) {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new StageFailure(
                    "file-exists",
                    "Expected to write a new file, but " + file
                            + " is there already, perhaps with somebody's work in it. Choose another name.",
                    e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static StageFailure unwritable(Path file, IOException e) {
        return new StageFailure(
                "file-unwritable",
                file + " cannot be written (" + e.getClass().getSimpleName() + "). Check the folder.",
                e);
    }

    /** @throws StageFailure {@code file-unreadable} */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StageFailure("file-unreadable", unread(file, e), e);
        }
    }

    /** Why a file was not read. */
    static String unread(Path file, IOException e) {
        return e instanceof NoSuchFileException
                ? "There is no file " + file + ". Check the path."
                : file + " cannot be read (" + e.getClass().getSimpleName() + "). Check the name.";
    }

    private static void copy(List<String> fields, JsonNode from, ObjectNode to) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
