package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalCheckTest {

    private static final String TEXT = "Die Brücke ist offen.";
    private static final String HASH = ContentHash.of(
            new PublishedMetadata("s1", "en", 5, null, null),
            "de",
            1,
            List.of(Passage.plain("headline", "Brücke"), Passage.plain("b1", TEXT)));

    private final ArrivalCheck check = new ArrivalCheck();

    @BeforeEach
    void oneVersionIsExpected() {
        check.expect("s1", "de", HASH);
    }

    @Test
    void aVersionThatCameOnceWithItsTextIsRight() {
        check.arrived(published("s1", 1, TEXT, HASH).build());

        assertThat(check.verdict().isClean()).isTrue();
        assertThat(check.verdict().expected()).isEqualTo(1);
    }

    @Test
    void aVersionThatNeverCameIsMissing() {
        assertThat(check.verdict().missing()).containsExactly("s1/de");
        assertThat(check.verdict().isClean()).isFalse();
    }

    @Test
    void aVersionThatCameTwiceIsDoubled() {
        check.arrived(published("s1", 1, TEXT, HASH).build());
        check.arrived(published("s1", 1, TEXT, HASH).build());

        assertThat(check.verdict().doubled()).containsExactly("s1/de");
        assertThat(check.verdict().isClean()).isFalse();
    }

    @Test
    void aSecondReleaseIsDoubledThoughTheFirstWasNotSeen() {
        check.arrived(published("s1", 2, TEXT, HASH).build());

        assertThat(check.verdict().doubled()).containsExactly("s1/de");
    }

    @Test
    void aTextThatIsNotWhatWasHandedInIsAlteredWhateverTheHashBesideItSays() {
        check.arrived(published("s1", 1, "Die Brücke ist zu.", HASH).build());

        assertThat(check.verdict().altered()).containsExactly("s1/de");
        assertThat(check.verdict().isClean()).isFalse();
    }

    @Test
    void aWrongHashBesideTheRightTextIsAltered() {
        check.arrived(
                published("s1", 1, TEXT, HASH.replace(HASH.charAt(0), '_')).build());

        assertThat(check.verdict().altered()).containsExactly("s1/de");
    }

    @Test
    void anUrgencyThatWasNotHandedInIsAltered() {
        check.arrived(published("s1", 1, TEXT, HASH).setUrgency(1).build());

        assertThat(check.verdict().altered()).containsExactly("s1/de");
    }

    @Test
    void aMarkThatWasNotHandedInIsAltered() {
        check.arrived(published("s1", 1, TEXT, HASH)
                .setHeadlineMarks(List.of(new Mark(MarkKind.EMPHASIS, 0, 6, null)))
                .build());

        assertThat(check.verdict().altered()).containsExactly("s1/de");
    }

    @Test
    void aSegmentOutOfItsPlaceIsAltered() {
        check.arrived(published("s1", 1, TEXT, HASH)
                .setSegmentIds(List.of("b1", "headline"))
                .build());

        assertThat(check.verdict().altered()).containsExactly("s1/de");
    }

    @Test
    void aWithdrawalIsAltered() {
        check.arrived(published("s1", 1, TEXT, HASH)
                .setStatus(PublicationStatus.WITHDRAWN)
                .build());

        assertThat(check.verdict().altered()).containsExactly("s1/de");
    }

    @Test
    void aVersionNobodyHandedInIsUnexpected() {
        check.arrived(published("s1", 1, TEXT, HASH).build());
        check.arrived(published("s2", 1, TEXT, HASH).build());

        assertThat(check.verdict().unexpected()).containsExactly("s2/de");
        assertThat(check.verdict().isClean()).isFalse();
    }

    private static PublishedVersion.Builder published(String storyId, long sequence, String text, String hash) {
        return PublishedVersion.newBuilder()
                .setStoryId(storyId)
                .setLanguage("de")
                .setStatus(PublicationStatus.LIVE)
                .setReleaseSequence(sequence)
                .setSourceLanguage("en")
                .setSourceRevision(1)
                .setContentHash(hash)
                .setUrgency(5)
                .setFirstPublishedAt(Instant.EPOCH)
                .setPublishedAt(Instant.EPOCH)
                .setHeadline("Brücke")
                .setBody(List.of(new Segment("b1", SegmentKind.PARAGRAPH, text, List.of(), null)))
                .setSegmentIds(List.of("headline", "b1"))
                .setCredits(List.of());
    }
}
