package io.copyflow.launcher.newsroom;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom's file, read whole with the keys file and the glossary files it names: its entries, or all that is wrong with it. docs/how-to/newsroom-file.md tells its shape.
 *
 * @param entries the entries by their key in the directory ({@code newsroom}, {@code person/amina.diallo}), in the file's
 *     order: Newsroom, Desk, Bureau, Edition, Channel, Person, then GlossaryTerm, ForbiddenWording and VerbatimWording;
 *     empty when there is a mistake
 * @param mistakes the first {@value #MOST_TOLD} mistakes, by their place
 * @param mistakeCount how many mistakes there are
 * @param warnings what would stop a story sooner or later, by their place; none when there is a mistake
 * @param keysFile where people's public keys are; null when it names no such file
 */
public record NewsroomFile(
        Map<String, SpecificRecord> entries,
        List<Remark> mistakes,
        int mistakeCount,
        List<Remark> warnings,
        @Nullable Path keysFile) {

    /** How many mistakes are told. */
    public static final int MOST_TOLD = 50;

    public NewsroomFile {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a file.
     *
     * @throws StageFailure with code {@code newsroom-file-unreadable} when there is none or it cannot be read
     */
    public static NewsroomFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in.readNBytes(YamlText.MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            throw new StageFailure(
                    "newsroom-file-unreadable",
                    "There is no file " + file + ". Check the path, or copy samples/newsroom.yaml and change it.",
                    e);
        } catch (IOException e) {
            throw new StageFailure(
                    "newsroom-file-unreadable",
                    "The file " + file + " cannot be read: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                            + ". Check that it is a file and that this user may read it.",
                    e);
        }
    }

    /**
     * Reads the content of a file.
     *
     * @param file its name, for the remarks and to find the glossary files it names
     */
    public static NewsroomFile parse(String file, byte[] bytes) {
        return NewsroomReader.read(file, bytes);
    }

    /**
     * This file when it has no mistake.
     *
     * @throws StageFailure with code {@code newsroom-file-wrong} and every told mistake on a line of its own
     */
    public NewsroomFile orRefuse() {
        if (mistakeCount == 0) {
            return this;
        }
        throw new StageFailure(
                "newsroom-file-wrong",
                mistakes.stream().map(Remark::toString).collect(Collectors.joining("\n")) + "\n" + closing());
    }

    /** One sentence after the mistakes. */
    private String closing() {
        String count = mistakeCount == 1 ? "1 mistake" : mistakeCount + " mistakes";
        return count
                + (mistakeCount > mistakes.size() ? ", of which the first " + mistakes.size() + " are told" : "")
                + ": nothing was applied. Mend the file and apply it again.";
    }
}
