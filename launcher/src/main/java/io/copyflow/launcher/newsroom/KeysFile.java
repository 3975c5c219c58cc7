package io.copyflow.launcher.newsroom;

import io.copyflow.launcher.newsroom.Section.Placed;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The file of people's public keys, which a program keeps, so that nobody writes keys by hand. */
public final class KeysFile {

    private static final String HEAD = """
            # People's public keys, kept by 'copyflow keys' and read with the newsroom's file by 'copyflow apply'.
            # Take none out: what was signed with it could not be checked any more. 'copyflow keys revoke' ends one.
            """;

    private KeysFile() {}

    /**
     * The keys of a file; none when there is no file yet.
     *
     * @throws StageFailure {@code newsroom-file-wrong}, {@code newsroom-file-unreadable}
     */
    public static List<RegisteredKey> read(Path file) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        Remarks mistakes = new Remarks(file.toString());
        List<Placed<RegisteredKey>> keys;
        try {
            keys = KeysReader.read(file.toString(), bytes(file), mistakes);
        } catch (IOException e) {
            throw new StageFailure(
                    "newsroom-file-unreadable",
                    "The file " + file + " cannot be read: " + e + ". Check that this user may read it.",
                    e);
        }
        if (!mistakes.isEmpty()) {
            throw new StageFailure(
                    "newsroom-file-wrong",
                    mistakes.first(NewsroomFile.MOST_TOLD).stream()
                                    .map(Remark::toString)
                                    .collect(Collectors.joining("\n"))
                            + "\nNothing was changed. Mend the file.");
        }
        return keys.stream().map(Placed::value).toList();
    }

    /**
     * Puts other keys into the file, all at once: whoever reads it meanwhile reads the old or the new one whole. Where it
     * is a link, the file it leads to is changed and the link stays.
     *
     * @param change from the keys that are there to those that shall be; what it throws leaves the file as it is
     * @throws StageFailure {@code keys-file-busy}, {@code keys-file-unwritable}, and as {@link #read}
     */
    public static void change(Path named, UnaryOperator<List<RegisteredKey>> change) {
        Path file = real(named);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            // made first, and only where there is none: two at once would each lose what the other wrote
            Files.createFile(next);
        } catch (FileAlreadyExistsException e) {
            throw new StageFailure(
                    "keys-file-busy",
                    "Expected to be the only one who changes " + file + ", but " + next
                            + " is there: another 'copyflow keys' is at it, or one broke off. Nothing was changed. Try"
                            + " again; if none runs, delete " + next + " first.",
                    e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        try {
            Files.writeString(next, text(change.apply(read(file))), StandardOpenOption.SYNC);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            try {
                Files.deleteIfExists(next);
            } catch (IOException e) {
                // the next change says so, by keys-file-busy
            }
        }
    }

    private static Path real(Path named) {
        try {
            return Files.isSymbolicLink(named) ? named.toRealPath() : named;
        } catch (IOException e) {
            throw unwritable(named, e);
        }
    }

    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlText.MAX_BYTES + 1);
        }
    }

    /** Every value in quotes: a key id of digits alone is no number. */
    private static String text(List<RegisteredKey> keys) {
        return HEAD
                + (keys.isEmpty() ? "keys: []\n" : "keys:\n")
                + keys.stream().map(KeysFile::line).collect(Collectors.joining());
    }

    private static String line(RegisteredKey registered) {
        var key = registered.key();
        return "  - { id: \"" + key.getId() + "\", person: \"" + registered.person() + "\", public-key: \""
                + Base64.getEncoder().encodeToString(Utils.toArray(key.getPublicKey())) + "\", valid-from: \""
                + key.getValidFrom() + "\""
                + time("valid-until", key.getValidUntil()) + time("revoked-at", key.getRevokedAt()) + " }\n";
    }

    private static String time(String name, @Nullable Instant time) {
        return time == null ? "" : ", " + name + ": \"" + time + "\"";
    }

    private static StageFailure unwritable(Path file, IOException cause) {
        return new StageFailure(
                "keys-file-unwritable",
                "The file " + file + " cannot be changed: " + cause
                        + ". It is as it was. Check that this user may write in its folder.",
                cause);
    }
}
