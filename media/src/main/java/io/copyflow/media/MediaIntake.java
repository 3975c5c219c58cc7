package io.copyflow.media;

import io.copyflow.contract.MediaReference;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures and videos in: told by their bytes, within the limits, without the place they were taken at, and only
 * then into the store. Nothing is decoded, and however large it is, little of it is in memory. Source:
 * docs/semantics.md, rules 2 and 4.
 *
 * <p>Refusals: {@code media-type-unknown}, {@code media-type-differs}, {@code media-too-large},
 * {@code media-too-many-pixels}, {@code media-damaged}, {@code media-unknown}, {@code media-unavailable}, and those of
 * {@link MediaFetch}.
 */
public final class MediaIntake {

    private final MediaStore store;
    private final MediaLimits limits;
    private final MediaFetch fetch;

    public MediaIntake(MediaStore store, MediaLimits limits, MediaFetch fetch) {
        this.store = store;
        this.limits = limits;
        this.fetch = fetch;
    }

    /**
     * Takes bytes in.
     *
     * @param declared the content type the sender says they are; null when nothing is said
     * @param source where they come from, for colleagues
     * @throws UnreadableInputException when they cannot be taken
     * @throws IOException when the sender ends too early
     */
    public MediaReference take(InputStream bytes, @Nullable String declared, @Nullable String source)
            throws IOException {
        byte[] head = bytes.readNBytes(MediaType.HEAD);
        MediaType type = MediaType.of(head);
        if (type == null) {
            throw new UnreadableInputException(
                    "media-type-unknown",
                    "Expected one of " + MediaType.all() + ", but the bytes are none of these. Convert it, and send"
                            + " that.");
        }
        if (declared != null && isTelling(declared) && !declared.equals(type.contentType())) {
            throw new UnreadableInputException(
                    "media-type-differs",
                    "Expected bytes of the type that is stated, " + shortened(declared) + ", but they are "
                            + type.contentType() + ". State that, or send the right file.");
        }
        Path spooled = spool();
        Path stripped = spool();
        try {
            String hash = copy(head, bytes, spooled, type);
            return kept(spooled, stripped, hash, type, source);
        } finally {
            Files.deleteIfExists(spooled);
            Files.deleteIfExists(stripped);
        }
    }

    /**
     * Refuses what is said to be larger than anything there may be, before it is asked for.
     *
     * @param stated bytes; -1 where nothing is said
     * @throws UnreadableInputException {@code media-too-large}
     */
    public void demandFits(long stated) {
        if (stated > limits.mostBytes()) {
            throw tooLarge(
                    "picture or video",
                    limits.mostBytes(),
                    "media.picture.mib for a picture, media.video.mib for a video");
        }
    }

    /** Takes in what lies at an address. */
    public MediaReference fetch(String address) {
        return fetch.get(address, (bytes, declared) -> take(bytes, declared, address));
    }

    /** What was taken in before. */
    public MediaReference known(String hash) {
        MediaReference media;
        try {
            media = MediaReference.isHash(hash) ? store.find(hash) : null;
        } catch (IOException e) {
            throw unavailable(e);
        }
        if (media == null) {
            throw new UnreadableInputException(
                    "media-unknown",
                    "Expected the hash of a picture or video that is in the store, but '" + shortened(hash)
                            + "' is none. Send its bytes to POST /media first.");
        }
        return media;
    }

    private MediaReference kept(Path spooled, Path stripped, String hash, MediaType type, @Nullable String source)
            throws IOException {
        Look look = looked(spooled, type);
        if (limits.stripPlace() && look.mayTellPlace()) {
            Container.of(type).withoutPlace(spooled, stripped, look.orientation());
            return put(stripped, hash(stripped), type, look, source);
        }
        return put(spooled, hash, type, look, source);
    }

    private Look looked(Path file, MediaType type) throws IOException {
        Look look;
        try {
            look = Container.of(type).look(file);
        } catch (Damaged e) {
            throw damaged(type, e.getMessage());
        }
        Integer width = look.width();
        Integer height = look.height();
        if (type.isVideo()) {
            return look;
        }
        if (width == null || height == null || width <= 0 || height <= 0) {
            throw damaged(type, "it does not say how large the picture is");
        }
        if ((long) width * height > limits.pixels()) {
            throw new UnreadableInputException(
                    "media-too-many-pixels",
                    "Expected a picture of at most " + limits.pixels() + " pixels, but it has " + width + " × " + height
                            + ". Scale it down.");
        }
        return look;
    }

    private MediaReference put(Path file, String hash, MediaType type, Look look, @Nullable String source)
            throws IOException {
        MediaReference media = new MediaReference(
                hash, type.contentType(), Files.size(file), look.uprightWidth(), look.uprightHeight(), source);
        try {
            store.put(media, file);
        } catch (IOException e) {
            throw unavailable(e);
        }
        return media;
    }

    /** @return the hash of all bytes */
    private String copy(byte[] head, InputStream rest, Path to, MediaType type) throws IOException {
        long most = limits.bytes(type);
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            out.write(head);
            long total = head.length;
            byte[] buffer = new byte[1 << 16];
            for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                total += read;
                if (total > most) {
                    throw type.isVideo()
                            ? tooLarge("video", most, "media.video.mib")
                            : tooLarge("picture", most, "media.picture.mib");
                }
                out.write(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static UnreadableInputException tooLarge(String what, long most, String setting) {
        return new UnreadableInputException(
                "media-too-large",
                "Expected a " + what + " of at most " + most + " bytes, but it is larger. Make it smaller, or raise "
                        + setting + ".");
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, but this one has not", e);
        }
    }

    private static Path spool() {
        try {
            return Files.createTempFile("copyflow-media", ".new");
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Programs that do not know send one of these. */
    private static boolean isTelling(String declared) {
        return !declared.isEmpty()
                && !declared.equals("application/octet-stream")
                && !declared.equals("application/x-www-form-urlencoded");
    }

    private static UnreadableInputException damaged(MediaType type, @Nullable String why) {
        return new UnreadableInputException(
                "media-damaged",
                "Expected a whole file of type " + type.contentType() + ", but " + why
                        + ". Save it anew in a program for such files, and send that.");
    }

    static UnreadableInputException unavailable(IOException e) {
        return new UnreadableInputException(
                "media-unavailable",
                "Expected the media store to answer, but it does not: " + e.getMessage() + ". Send it again later.");
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
