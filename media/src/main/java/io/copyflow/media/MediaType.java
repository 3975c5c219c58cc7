package io.copyflow.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of pictures and videos that are taken. What a file is, its first bytes say, and nothing else. */
public enum MediaType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    GIF("image/gif", "gif"),
    MP4("video/mp4", "mp4"),
    WEBM("video/webm", "webm");

    /** So many bytes tell what a file is. */
    static final int HEAD = 64;

    /** Brands of the ISO base media format that browsers play as MP4. */
    private static final Set<String> MP4_BRANDS =
            Set.of("isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV");

    private final String contentType;
    private final String extension;

    MediaType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    /** How names of such files end, without the dot. */
    public String extension() {
        return extension;
    }

    public boolean isVideo() {
        return contentType.startsWith("video/");
    }

    /** By the content type; null for one that is not taken. */
    public static @Nullable MediaType named(String contentType) {
        return Arrays.stream(values())
                .filter(type -> type.contentType.equals(contentType))
                .findFirst()
                .orElse(null);
    }

    /** @throws IllegalArgumentException when no name of those taken ends so */
    public static MediaType withExtension(String extension) {
        return Arrays.stream(values())
                .filter(type -> type.extension.equals(extension))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No files end in ." + extension));
    }

    /** What a file is by its beginning; null for what is not taken. */
    static @Nullable MediaType of(byte[] head) {
        String text = new String(head, ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (text.startsWith("ftyp", 4) && text.length() >= 12 && MP4_BRANDS.contains(text.substring(8, 12))) {
            return MP4;
        }
        return text.startsWith("\u001A\u0045\u00DF\u00A3") && text.contains("webm") ? WEBM : null;
    }

    /** For a sentence. */
    static String all() {
        return Arrays.stream(values()).map(MediaType::contentType).collect(Collectors.joining(", "));
    }
}
