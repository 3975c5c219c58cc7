package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fixed vectors, computed by the Python in docs/reference/content-hash.md: whoever changes a hash breaks every signature. */
class HashVectorsTest {

    private static final List<Mark> KAZAKH_MARKS =
            List.of(new Mark(Mark.Kind.STRONG, 0, 7, null), new Mark(Mark.Kind.LINK, 9, 15, "https://example.org/kk"));

    @Test
    void content_hash_of_the_documented_versions() throws IOException {
        List<Passage> rain = List.of(Passage.plain("headline", "Rain at last"));
        documented(
                ContentHash.of("en", 1, List.of()), "bd37822bee8959d8893f769a7ff30ed18b378ebbcc6cd25788c825d41eaa7bce");
        documented(ContentHash.of("en", 1, rain), "dfcde1dd2960cbb0961b9e946f0b2e03dbcf00a8197b613968fbd266efb97542");
        documented(ContentHash.of("en", 2, rain), "fd5b097ad559430c55bf5a27e591c371757cdb895480b44cad6812090a8d952e");
        documented(
                ContentHash.of(
                        "kk-Cyrl",
                        1,
                        List.of(
                                Passage.plain("headline", "Ақыры жаңбыр жауды"),
                                new Passage("b1", "Қараңыз: болжам.", KAZAKH_MARKS))),
                "ac0ec06d7d937338ae2c34b265f8c9d0ebf29f0504b14d9e505e3be7f2a07519");
        documented(
                ContentHash.of(
                        "ar",
                        3,
                        List.of(
                                Passage.plain("headline", "مطر أخيراً"),
                                new Passage("b1", "😀 سلام", List.of(new Mark(Mark.Kind.EMPHASIS, 0, 1, null))))),
                "1cb8a014eceeb6f2a7e7233e076d23613cabf20ac953ee0de748977f77d6b2b2");
    }

    @Test
    void content_hash_tells_texts_apart_that_only_differ_in_where_one_ends() {
        assertThat(ContentHash.of("en", 1, List.of(Passage.plain("b1", "ab"), Passage.plain("b2", ""))))
                .isNotEqualTo(ContentHash.of("en", 1, List.of(Passage.plain("b1", "a"), Passage.plain("b2", "b"))));
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
