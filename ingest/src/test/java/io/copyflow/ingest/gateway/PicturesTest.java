package io.copyflow.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.PictureRules;
import io.copyflow.media.FetchRules;
import io.copyflow.media.FolderStore;
import io.copyflow.media.MediaFetch;
import io.copyflow.media.MediaIntake;
import io.copyflow.media.MediaLimits;
import io.copyflow.runtime.UnreadableInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in what is handed in. */
class PicturesTest {

    @TempDir
    Path folder;

    private MediaReference picture;
    private SubmissionFormats formats;

    @BeforeEach
    void keepAPicture() throws IOException {
        MediaIntake intake = new MediaIntake(
                new FolderStore(folder),
                MediaLimits.DEFAULT,
                new MediaFetch(new FetchRules(List.of()), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        picture = intake.take(new ByteArrayInputStream(png.toByteArray()), null, null);
        formats = new SubmissionFormats(
                PictureBlocks.of(intake, new PictureRules(Set.of(SegmentKind.ALTERNATIVE_TEXT, SegmentKind.CREDIT))),
                false,
                Duration.ofSeconds(10));
    }

    @Test
    void a_picture_becomes_an_alternative_text_with_caption_and_credit_behind_it() {
        List<Block> blocks = plain("""
                {"kind": "picture", "media": {"hash": "%s"}, "alternative-text": " A  well ",
                 "caption": "At the well", "credit": "Photo: Ines Duarte"}""".formatted(picture.hash()));

        assertThat(blocks)
                .endsWith(
                        new Block(SegmentKind.ALTERNATIVE_TEXT, "A well", List.of(), picture),
                        Block.plain(SegmentKind.CAPTION, "At the well"),
                        Block.plain(SegmentKind.CREDIT, "Photo: Ines Duarte"));
    }

    @Test
    void r02_what_a_picture_must_have_is_asked_for() {
        String hash = picture.hash();
        refused(
                "{\"kind\": \"picture\", \"media\": {\"hash\": \"%s\"}, \"credit\": \"I\"}".formatted(hash),
                "alternative-text-missing");
        refused(
                "{\"kind\": \"picture\", \"media\": {\"hash\": \"%s\"}, \"alternative-text\": \"A\", \"credit\": \" \"}"
                        .formatted(hash),
                "credit-missing");
        refused(
                "{\"kind\": \"video\", \"media\": {\"hash\": \"%s\"}, \"alternative-text\": \"A\", \"credit\": \"I\"}"
                        .formatted(hash),
                "media-type-differs");
        refused("{\"kind\": \"picture\", \"media\": {\"hash\": \"%s\"}}".formatted("0".repeat(64)), "media-unknown");
        refused("{\"kind\": \"picture\", \"media\": {}}", "media-not-named");
        refused("{\"kind\": \"picture\", \"media\": {\"url\": \"http://127.0.0.1/a.png\"}}", "media-address-forbidden");
        refused("{\"kind\": \"picture\"}", "field-missing");
    }

    @Test
    void r02_where_none_are_taken_a_picture_is_refused() {
        formats = new SubmissionFormats();
        refused("{\"kind\": \"picture\", \"media\": {\"hash\": \"%s\"}}".formatted(picture.hash()), "media-not-taken");
    }

    private void refused(String block, String code) {
        UnreadableInputException refusal = catchThrowableOfType(UnreadableInputException.class, () -> plain(block));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.sentence())
                .startsWith("Expected ")
                .contains(", but ")
                .endsWith(".");
    }

    private List<Block> plain(String block) {
        return draft("{\"clientId\": \"c\", \"headline\": \"Rain\", \"body\": [{\"text\": \"It rains.\"}, " + block
                        + "]}")
                .blocks();
    }

    private SubmissionDraft draft(String json) {
        return ((ReadItem.Draft) formats.read(new Incoming(json.getBytes(UTF_8), "application/json", null))
                        .getFirst())
                .draft();
    }
}
