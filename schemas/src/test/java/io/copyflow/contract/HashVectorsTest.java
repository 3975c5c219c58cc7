package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fixed vectors, computed by the Python in docs/reference/content-hash.md: whoever changes a hash breaks every signature. */
class HashVectorsTest {

    private static final List<Mark> KAZAKH_MARKS =
            List.of(new Mark(Mark.Kind.STRONG, 0, 7, null), new Mark(Mark.Kind.LINK, 9, 15, "https://example.org/kk"));

    private static final String STORY = "stmdutonueaebkoaigrv2";
    private static final PublishedMetadata PLAIN = new PublishedMetadata(STORY, "en", 4, null, null);

    @Test
    void content_hash_of_the_documented_versions() throws IOException {
        List<Passage> rain = List.of(Passage.plain("headline", "Rain at last"));
        documented(
                ContentHash.of(PLAIN, "en", 1, List.of()),
                "8bad134ddd8d1c301f8e87a6db9e2184ec92915ebc9531ec8e6c3c9eccfc5a82");
        documented(
                ContentHash.of(PLAIN, "en", 1, rain),
                "04fbace0f807de22a05e5b9c4486922778f3770ecc641ec8dfb604db917f1691");
        documented(
                ContentHash.of(PLAIN, "en", 2, rain),
                "96c8c7127cb92c8ad83757501189c8298fb09c00a2d4208d74fbd8f157aeed71");
        documented(
                ContentHash.of(
                        new PublishedMetadata(STORY, "en", 4, "world", "nairobi"),
                        "kk-Cyrl",
                        1,
                        List.of(
                                Passage.plain("headline", "Ақыры жаңбыр жауды"),
                                new Passage("b1", "Қараңыз: болжам.", KAZAKH_MARKS))),
                "13d23a49faa49a5a1c98c736d54d169c143867ca84a773bd25c90cc2741e6036");
        documented(
                ContentHash.of(
                        new PublishedMetadata(STORY, "en", 1, null, "nairobi"),
                        "ar",
                        3,
                        List.of(
                                Passage.plain("headline", "مطر أخيراً"),
                                new Passage("b1", "😀 سلام", List.of(new Mark(Mark.Kind.EMPHASIS, 0, 1, null))))),
                "086920d83fddb661832c41261bf91b79be3084932eecad9e221e6d4d4561e742");
    }

    @Test
    void content_hash_tells_texts_apart_that_only_differ_in_where_one_ends() {
        assertThat(ContentHash.of(PLAIN, "en", 1, List.of(Passage.plain("b1", "ab"), Passage.plain("b2", ""))))
                .isNotEqualTo(
                        ContentHash.of(PLAIN, "en", 1, List.of(Passage.plain("b1", "a"), Passage.plain("b2", "b"))));
    }

    @Test
    void r13_content_hash_binds_the_story_and_whatever_is_published_with_the_text() {
        List<Passage> rain = List.of(Passage.plain("headline", "Rain at last"));
        assertThat(Stream.of(
                                PLAIN,
                                new PublishedMetadata("another", "en", 4, null, null),
                                new PublishedMetadata(STORY, "fr", 4, null, null),
                                new PublishedMetadata(STORY, "en", 5, null, null),
                                new PublishedMetadata(STORY, "en", 4, "world", null),
                                new PublishedMetadata(STORY, "en", 4, null, "world"))
                        .map(metadata -> ContentHash.of(metadata, "en", 1, rain)))
                .doesNotHaveDuplicates();
    }

    @Test
    void segment_hash_of_the_documented_texts() throws IOException {
        documented(SegmentHash.of("", List.of()), "af5570f5a1810b7af78caf4bc70a660f");
        documented(SegmentHash.of("Rain at last", List.of()), "152d758da4ff5d147e127cbccbd8d832");
        documented(SegmentHash.of("Қараңыз: болжам.", KAZAKH_MARKS), "8cea26478cd1b9b32f8fdbeb9ccd03a4");
    }

    @Test
    void story_id_of_the_documented_submissions() throws IOException {
        documented(StoryId.of("desk", "sample-0001"), "stmdutonueaebkoaigrv2");
        documented(StoryId.of("reuters", "urn:newsml:reuters.com:20261124:nL8N1"), "sloyogof3bdtea57cx2sv");
        documented(StoryId.of("desk", ""), "snd3htbhmi72ag4htjgtx");
        documented(StoryId.of("de", "sksample-0001"), "shbu4ugjfvzm56f2z2xxm");
    }

    private static void documented(String hash, String expected) throws IOException {
        assertThat(hash).isEqualTo(expected);
        assertThat(Files.readString(Path.of("../docs/reference/content-hash.md")))
                .contains("`" + expected + "`");
    }
}
