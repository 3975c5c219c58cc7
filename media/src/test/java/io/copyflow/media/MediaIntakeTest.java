package io.copyflow.media;

import static io.copyflow.media.TestPictures.concat;
import static io.copyflow.media.TestPictures.exif;
import static io.copyflow.media.TestPictures.jpegWith;
import static io.copyflow.media.TestPictures.mp4;
import static io.copyflow.media.TestPictures.picture;
import static io.copyflow.media.TestPictures.pngWith;
import static io.copyflow.media.TestPictures.webp;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.contract.MediaReference;
import io.copyflow.runtime.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MediaIntakeTest {

    private static final byte[] JPEG = picture("jpg", 12, 8);
    private static final byte[] PNG = picture("png", 12, 8);
    private static final byte[] GIF = picture("gif", 12, 8);

    @TempDir
    Path folder;

    private FolderStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FolderStore(folder);
    }

    @Test
    void a_picture_is_kept_under_the_hash_of_its_bytes_and_said_by_them() throws IOException {
        MediaReference media = take(PNG, "image/png");

        assertThat(media).isEqualTo(new MediaReference(sha256(PNG), "image/png", PNG.length, 12, 8, "here"));
        assertThat(bytes(media)).isEqualTo(PNG);
        assertThat(store.find(media.hash())).isEqualTo(media.published());
        assertThat(take(PNG, null)).isEqualTo(media);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(JPEG, "image/jpeg", 12, 8),
                Arguments.of(GIF, "image/gif", 12, 8),
                Arguments.of(webp(300, 200, exif(1, false)), "image/webp", 300, 200),
                Arguments.of(mp4(640, 360, false), "video/mp4", 640, 360),
                Arguments.of(
                        "\u001A\u0045\u00DF\u00A3\u0081B\u0082\u0084webm".getBytes(ISO_8859_1),
                        "video/webm",
                        null,
                        null));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_a_file_is_its_bytes_say(byte[] file, String type, @Nullable Integer width, @Nullable Integer height) {
        MediaReference media = take(file, "application/octet-stream");

        assertThat(media.mediaType()).isEqualTo(type);
        assertThat(media.width()).isEqualTo(width);
        assertThat(media.height()).isEqualTo(height);
        assertThat(media.hash()).isEqualTo(sha256(file));
    }

    // rule 2: what is malformed, too large or none of what is taken is refused

    @Test
    void r02_what_is_no_picture_or_video_is_refused() {
        refused("<svg onload='x()'>".getBytes(UTF_8), null, "media-type-unknown");
        refused("<html>".getBytes(UTF_8), "image/png", "media-type-unknown");
        refused(new byte[0], "image/png", "media-type-unknown");
        refused(PNG, "image/jpeg", "media-type-differs");
    }

    @Test
    void r02_a_picture_that_is_too_large_is_not_read_to_its_end() {
        InputStream endless = new InputStream() {
            private int read;

            @Override
            public int read() {
                int at = read++;
                if (at > 3_000_000) {
                    throw new AssertionError("read on and on");
                }
                return at < PNG.length ? PNG[at] & 0xFF : 0;
            }
        };

        UnreadableInputException refusal = catchThrowableOfType(
                UnreadableInputException.class,
                () -> intake(new MediaLimits(1 << 20, 1 << 20, 1000, true)).take(endless, null, null));

        assertThat(refusal.code()).isEqualTo("media-too-large");
    }

    @Test
    void r02_what_is_said_to_be_too_large_is_refused_and_which_setting_to_raise_is_named() {
        MediaIntake intake = intake(new MediaLimits(1000, 3000, 1000, true));
        intake.demandFits(3000);
        intake.demandFits(-1);

        UnreadableInputException refusal =
                catchThrowableOfType(UnreadableInputException.class, () -> intake.demandFits(3001));

        assertThat(refusal.code()).isEqualTo("media-too-large");
        assertThat(refusal.sentence()).contains("at most 3000 bytes", "media.picture.mib", "media.video.mib");
    }

    @Test
    void r02_a_picture_that_would_unfold_to_too_many_pixels_is_refused_by_its_header() {
        byte[] bomb = PNG.clone();
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);

        refused(bomb, null, "media-too-many-pixels");
    }

    static Stream<byte[]> damaged() {
        byte[] wrongBox = mp4(640, 360, false);
        ByteBuffer.wrap(wrongBox).putInt(20, 0x7FFFFFFF);
        return Stream.of(
                Arrays.copyOf(JPEG, JPEG.length / 2),
                Arrays.copyOf(PNG, PNG.length - 10),
                Arrays.copyOf(GIF, GIF.length - 3),
                Arrays.copyOf(webp(30, 20, exif(1, false)), 60),
                wrongBox,
                concat(Arrays.copyOf(PNG, 8), new byte[] {-1, -1, -1, -1}, "IHDR".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void r02_a_damaged_file_is_refused(byte[] file) {
        refused(file, null, "media-damaged");
    }

    @Test
    void r02_a_hash_nothing_is_kept_under_is_refused() {
        assertThat(catchThrowableOfType(UnreadableInputException.class, () -> intake().known("a".repeat(64)))
                        .code())
                .isEqualTo("media-unknown");
        assertThat(catchThrowableOfType(UnreadableInputException.class, () -> intake().known("../../etc/passwd"))
                        .code())
                .isEqualTo("media-unknown");
    }

    // rule 4: where a picture was taken never reaches a published record

    static Stream<Arguments> withPlace() {
        byte[] xmp = "<x:xmpmeta exif:GPSLatitude='1,17S'/>".getBytes(UTF_8);
        return Stream.of(
                Arguments.of("EXIF in JPEG", jpegWith(JPEG, "Exif\0\0", exif(6, true)), 8, 12),
                Arguments.of("XMP in JPEG", jpegWith(JPEG, "http://ns.adobe.com/xap/1.0/\0", xmp), 12, 8),
                Arguments.of("a film behind a JPEG", concat(JPEG, "GPSLatitude".getBytes(UTF_8)), 12, 8),
                Arguments.of("EXIF in PNG", pngWith(PNG, "eXIf", exif(6, true)), 8, 12),
                Arguments.of(
                        "XMP in PNG",
                        pngWith(PNG, "iTXt", concat("XML:com.adobe.xmp\0\0\0\0\0".getBytes(UTF_8), xmp)),
                        12,
                        8),
                Arguments.of(
                        "packed text in PNG", pngWith(PNG, "zTXt", "Comment\0\0GPSLatitude".getBytes(UTF_8)), 12, 8),
                Arguments.of("EXIF in WebP", webp(12, 8, exif(6, true)), 8, 12),
                Arguments.of(
                        "XMP in GIF",
                        concat(
                                Arrays.copyOf(GIF, GIF.length - 1),
                                "!\u00FF\u000BXMP DataXMP\u000BGPSLatitude\0;".getBytes(ISO_8859_1)),
                        12,
                        8),
                Arguments.of("a box in MP4", mp4(12, 8, true), 12, 8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withPlace")
    void r04_where_it_was_taken_is_left_out_and_how_it_is_turned_stays(String name, byte[] file, int width, int height)
            throws IOException {
        MediaReference media = take(file, null);

        byte[] kept = bytes(media);
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("GPSLatitude", "+01.2921", "\u0088\u0025\0\4");
        assertThat(media.hash()).isEqualTo(sha256(kept)).isNotEqualTo(sha256(file));
        assertThat(media.width()).isEqualTo(width);
        assertThat(media.height()).isEqualTo(height);
        // taken in once more it is what it was: nothing is left to leave out
        assertThat(take(kept, null)).isEqualTo(media);
    }

    @Test
    void r04_the_picture_itself_stays_as_it_was() throws IOException {
        byte[] kept = bytes(take(jpegWith(JPEG, "Exif\0\0", exif(1, true)), null));

        assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getRGB(5, 5))
                .isEqualTo(ImageIO.read(new ByteArrayInputStream(JPEG)).getRGB(5, 5));
        assertThat(kept).isEqualTo(JPEG);
    }

    @Test
    void r04_what_tells_no_place_is_kept_byte_for_byte() throws IOException {
        byte[] file = jpegWith(JPEG, "Exif\0\0", exif(6, false));

        assertThat(bytes(take(file, null))).isEqualTo(file);
    }

    @Test
    void a_newsroom_that_wants_places_keeps_them() throws IOException {
        byte[] file = jpegWith(JPEG, "Exif\0\0", exif(6, true));
        MediaIntake intake = intake(new MediaLimits(1 << 20, 1 << 20, 1000, false));

        assertThat(bytes(intake.take(new ByteArrayInputStream(file), null, null)))
                .isEqualTo(file);
    }

    private void refused(byte[] file, @Nullable String declared, String code) {
        UnreadableInputException refusal =
                catchThrowableOfType(UnreadableInputException.class, () -> take(file, declared));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.sentence())
                .startsWith("Expected ")
                .contains(", but ")
                .endsWith(".");
    }

    private MediaReference take(byte[] file, @Nullable String declared) {
        try {
            return intake().take(new ByteArrayInputStream(file), declared, "here");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MediaIntake intake() {
        return intake(MediaLimits.DEFAULT);
    }

    private MediaIntake intake(MediaLimits limits) {
        return new MediaIntake(
                store, limits, new MediaFetch(new FetchRules(List.of()), Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    private byte[] bytes(MediaReference media) throws IOException {
        try (InputStream in = store.open(media.hash())) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
