package io.copyflow.launcher.signing;

import io.copyflow.contract.Ed25519;
import io.copyflow.runtime.StageFailure;
import io.copyflow.signature.CommandSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with one private key in PKCS#8 as PEM, as {@code openssl genpkey -algorithm ed25519} makes it too. */
public final class KeyFile {

    /** Far more than any such file has. */
    private static final int MOST_BYTES = 64 << 10;

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rw-rw-");

    private KeyFile() {}

    /** Where a user's keys lie unless told otherwise: the folder for settings of the user, by the system's convention. */
    public static Path folder(Map<String, String> environment, Path home) {
        String windows = environment.get("APPDATA");
        String xdg = environment.get("XDG_CONFIG_HOME");
        Path settings = xdg != null && !xdg.isBlank()
                ? Path.of(xdg)
                : windows != null && !windows.isBlank() ? Path.of(windows) : home.resolve(".config");
        return settings.resolve("copyflow").resolve("keys");
    }

    /**
     * Writes a key that only the owner of the file can read.
     *
     * @throws StageFailure {@code key-file-exists}, {@code key-file-unwritable}; then there is no such file of ours
     */
    public static void write(Path file, PrivateKey key) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, onlyOwner("rwx------"));
            }
            try (SeekableByteChannel out = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner("rw-------"))) {
                if (!POSIX) {
                    boolean done = file.toFile().setReadable(false, false)
                            && file.toFile().setReadable(true, true);
                    if (!done) {
                        throw new IOException("others cannot be kept from reading it");
                    }
                }
                ByteBuffer bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw new StageFailure(
                    "key-file-exists",
                    "Expected a file that is not there yet, but " + file
                            + " is. Nothing was made: a private key is never overwritten. Say another with --to.",
                    e);
        } catch (IOException e) {
            throw new StageFailure(
                    "key-file-unwritable",
                    "The private key cannot be written to " + file + ": " + reason(e)
                            + ". Nothing was made. Say another file with --to.",
                    e);
        }
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * What signs with the file's key.
     *
     * @throws StageFailure {@code key-file-unreadable}, {@code key-file-invalid}, {@code key-file-open}: whoever can read it
     *     is its person, and whoever can write it can have them sign with a key of their own
     */
    public static CommandSigner signer(Path file) {
        try {
            Matcher pem = PEM.matcher(text(file));
            if (!pem.find()) {
                throw new IllegalArgumentException("No private key in PEM");
            }
            refuseOpen(file);
            return new CommandSigner(Ed25519.privateKey(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (IllegalArgumentException e) {
            throw new StageFailure(
                    "key-file-invalid",
                    "Expected an Ed25519 private key in PKCS#8 as PEM, not encrypted, but " + file
                            + " has none. Take the file that 'copyflow keys make' wrote.",
                    e);
        }
    }

    private static void refuseOpen(Path file) {
        try {
            Set<PosixFilePermission> permissions = POSIX ? Files.getPosixFilePermissions(file) : Set.of();
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new StageFailure(
                        "key-file-open",
                        "Expected a private key that only its owner can read and write, but " + file + " is "
                                + PosixFilePermissions.toString(permissions)
                                + ". Nothing was signed. Take the others' rights away (chmod 600), and if somebody else was on"
                                + " this machine, revoke the key.");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new StageFailure(
                    "key-file-unreadable",
                    "There is no file " + file + ". Check the path; 'copyflow keys make' says where it put the key.",
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static StageFailure unreadable(Path file, IOException e) {
        return new StageFailure(
                "key-file-unreadable",
                "The private key in " + file + " cannot be read: " + reason(e) + ". Only the owner of the file can.",
                e);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
