package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import io.copyflow.media.FolderStore;
import io.copyflow.media.MediaStore;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteMediaTest {

    private static final MediaReference WELL = new MediaReference("a".repeat(64), "image/png", 4, 640, 480, null);
    private static final MediaReference FILM = new MediaReference("b".repeat(64), "video/mp4", 4, null, null, null);
    private static final MediaReference LOST = new MediaReference("c".repeat(64), "image/png", 4, 1, 1, null);

    @TempDir
    Path folder;

    @TempDir
    Path media;

    private MediaStore store;

    @BeforeEach
    void keepPictures() throws IOException {
        store = new FolderStore(media);
        Path bytes = Files.write(media.resolve("bytes"), new byte[] {1, 2, 3, 4});
        store.put(WELL, bytes);
        store.put(FILM, bytes);
    }

    @Test
    void a_picture_stands_in_its_place_with_all_that_is_said_of_it() throws IOException {
        deliver(live("s1", "en", 1, WELL));

        Element figure = page("en/s1.html").selectFirst("figure");
        Element picture = figure.selectFirst("img");
        assertThat(picture.attr("src")).isEqualTo("../media/" + "a".repeat(64) + ".png");
        assertThat(picture.attr("alt")).isEqualTo("A \"well\"");
        assertThat(picture.attr("width")).isEqualTo("640");
        assertThat(picture.attr("height")).isEqualTo("480");
        assertThat(picture.attr("loading")).isEqualTo("lazy");
        assertThat(figure.select("figcaption p").eachText()).containsExactly("At the well", "Photo: Ines Duarte");
        assertThat(folder.resolve("media/" + "a".repeat(64) + ".png")).hasBinaryContent(new byte[] {1, 2, 3, 4});
    }

    @Test
    void a_reader_of_feeds_has_the_picture_at_its_address() throws IOException {
        deliver(live("s1", "en", 1, WELL));

        assertThat(Files.readString(folder.resolve("en/feed.atom")))
                .contains("https://news.example.org/media/" + "a".repeat(64) + ".png");
    }

    @Test
    void a_video_is_played_on_demand() throws IOException {
        deliver(live("s1", "en", 1, FILM));

        Element video = page("en/s1.html").selectFirst("video");
        assertThat(video.attr("src")).endsWith(".mp4");
        assertThat(video.attr("aria-label")).isEqualTo("A \"well\"");
        assertThat(video.hasAttr("controls")).isTrue();
        assertThat(video.attr("preload")).isEqualTo("none");
        assertThat(video.hasAttr("width")).isFalse();
    }

    @Test
    void r22_a_picture_goes_with_the_last_page_that_shows_it() throws IOException {
        Path file = folder.resolve("media/" + "a".repeat(64) + ".png");
        deliver(live("s1", "en", 1, WELL), live("s1", "fr", 1, WELL), live("s2", "en", 1, WELL));

        deliver(Log.withdrawn("s1", "en", 2));
        assertThat(file).exists();
        deliver(live("s1", "fr", 2, FILM));
        assertThat(file).exists();
        deliver(Log.withdrawn("s2", "en", 2));
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("media/" + "b".repeat(64) + ".mp4")).exists();
    }

    @Test
    void r22_a_kill_takes_the_picture_down_at_once() throws IOException {
        deliver(live("s1", "en", 1, WELL));

        try (Site site = Site.open(Log.settings(folder), Clock.systemUTC(), store)) {
            site.kill(Set.of("s1"));
        }

        assertThat(folder.resolve("media/" + "a".repeat(64) + ".png")).doesNotExist();
    }

    @Test
    void a_page_whose_picture_is_not_in_the_store_is_shown_without_it() throws IOException {
        List<Receipt> receipts = deliver(live("s1", "en", 1, LOST));

        assertThat(receipts).extracting(Receipt::outcome).containsExactly(Receipt.Outcome.DELIVERED);
        assertThat(page("en/s1.html").select("img")).isEmpty();
        assertThat(page("en/s1.html").select(".note").eachText()).contains("At the well");
    }

    @Test
    void a_sibling_that_comes_later_leaves_the_picture_in_place() throws IOException {
        deliver(live("s1", "en", 1, WELL));
        deliver(live("s1", "fr", 1, FILM));

        assertThat(page("en/s1.html").select("img")).hasSize(1);
        assertThat(folder.resolve("media/" + "a".repeat(64) + ".png")).exists();
    }

    private List<Receipt> deliver(PublishedVersion... records) throws IOException {
        List<Version> versions = Arrays.stream(records).map(Log::version).toList();
        try (Site site = Site.open(Log.settings(folder), Clock.systemUTC(), store)) {
            List<Receipt> receipts = site.deliver(versions);
            site.remember();
            return receipts;
        }
    }

    private static PublishedVersion live(String storyId, String language, long sequence, MediaReference media) {
        PublishedVersion record = Log.live(storyId, language, sequence, "Rain");
        List<Segment> body = new ArrayList<>(record.getBody());
        body.add(new Segment(
                "b90",
                SegmentKind.ALTERNATIVE_TEXT,
                "A \"well\"",
                List.of(),
                new io.copyflow.schemas.text.MediaReference(
                        media.hash(), media.mediaType(), media.bytes(), media.width(), media.height(), null)));
        body.add(new Segment("b91", SegmentKind.CAPTION, "At the well", List.of(), null));
        body.add(new Segment("b92", SegmentKind.CREDIT, "Photo: Ines Duarte", List.of(), null));
        return PublishedVersion.newBuilder(record).setBody(body).build();
    }

    private Document page(String path) throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve(path)));
    }
}
