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

    private static final MediaReference PICTURE = new MediaReference(
            "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97", "image/jpeg", 7, 1, 1, null);

    private static final String STORY = "stmdutonueaebkoaigrv2";
    private static final PublishedMetadata PLAIN = new PublishedMetadata(STORY, "en", 4, null, null);

    @Test
    void content_hash_of_the_documented_versions() throws IOException {
        List<Passage> rain = List.of(Passage.plain("headline", "Rain at last"));
        documented(
                ContentHash.of(PLAIN, "en", 1, List.of()),
                "c24046567c737fe79cafea482d72e3d25b2ba748fd6cf69bbf6fb2d16fe54452");
        documented(
                ContentHash.of(PLAIN, "en", 1, rain),
                "c13197a38c66cfa9ac7296a01d318cb7f7cf9a64d1b6be755ad8e2457d7c45f7");
        documented(
                ContentHash.of(PLAIN, "en", 2, rain),
                "cf7a0eb65c4d30f0b307ef9f625f75401f5d96e96ebfead822459bcfd9a95beb");
        documented(
                ContentHash.of(
                        new PublishedMetadata(STORY, "en", 4, "world", "nairobi"),
                        "kk-Cyrl",
                        1,
                        List.of(
                                Passage.plain("headline", "Ақыры жаңбыр жауды"),
                                new Passage("b1", "Қараңыз: болжам.", KAZAKH_MARKS))),
                "08bf2496dbdf0daa14fbcf3f44322bd3904aa7f57215272e77748f300cc0c7c8");
        documented(
                ContentHash.of(
                        new PublishedMetadata(STORY, "en", 1, null, "nairobi"),
                        "ar",
                        3,
                        List.of(
                                Passage.plain("headline", "مطر أخيراً"),
                                new Passage("b1", "😀 سلام", List.of(new Mark(Mark.Kind.EMPHASIS, 0, 1, null))))),
                "93e258552dfea829533e7f59728ac756f41f5a5d28c30bfa79b48707b4894e75");
        documented(
                ContentHash.of(
                        PLAIN,
                        "fr",
                        1,
                        List.of(
                                Passage.plain("headline", "La pluie enfin"),
                                Passage.plain("b1", "Un puits").with(PICTURE))),
                "56e94258534f4d33a5b1e7b15c8883ef186f2e499f3c061c2132a234be642f44");
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
    void r13_content_hash_binds_the_bytes_and_the_type_of_a_picture() {
        Passage text = Passage.plain("b1", "Un puits");
        assertThat(Stream.of(
                                text,
                                text.with(PICTURE),
                                text.with(new MediaReference("0".repeat(64), "image/jpeg", 7, 1, 1, null)),
                                text.with(new MediaReference(PICTURE.hash(), "image/png", 7, 1, 1, null)))
                        .map(passage -> ContentHash.of(PLAIN, "fr", 1, List.of(passage))))
                .doesNotHaveDuplicates();
    }

    @Test
    void segment_hash_of_the_documented_texts() throws IOException {
        documented(SegmentHash.of("", List.of()), "af5570f5a1810b7af78caf4bc70a660f");
        documented(SegmentHash.of("Rain at last", List.of()), "152d758da4ff5d147e127cbccbd8d832");
        documented(SegmentHash.of("Қараңыз: болжам.", KAZAKH_MARKS), "8cea26478cd1b9b32f8fdbeb9ccd03a4");
        documented(SegmentHash.of("A well", List.of(), PICTURE), "b6a2de83a2a712741365b8dbdb6ef3fa");
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
