package io.copyflow.desk.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.desk.Newslog;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.StoryAccepted;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofFileTest {

    private static final String HASH = ContentHash.of(
            new PublishedMetadata("s1", "en", 3, "climate", "nairobi"),
            "en",
            1,
            List.of(Passage.plain("headline", "Dams hold"), Passage.plain("b1", "Rain fell.")));

    private final Newslog log = new Newslog();

    private ProofFile.Text published(String body) {
        log.event(
                        "s1",
                        "naliaka.barasa",
                        StoryAccepted.newBuilder()
                                .setRevision(1)
                                .setClientId("s1")
                                .setLanguage("en")
                                .setSegments(Newslog.segments("Dams hold", body))
                                .setContentHash(HASH)
                                .setAuthors(List.of("naliaka.barasa"))
                                .setDesk("climate")
                                .setBureau("nairobi")
                                .setUrgency(3)
                                .setTargets(List.of())
                                .build())
                .review(
                        "s1",
                        "en",
                        "review-stage",
                        VersionCleared.newBuilder()
                                .setContentHash(HASH)
                                .setSourceRevision(1)
                                .setContributors(List.of("naliaka.barasa"))
                                .setApprover("harriet.penhallow")
                                .setApprovedAt(log.now())
                                .setSignatures(List.of(new Signature("odile.faure", log.now())))
                                .build());
        log.publication(
                "s1",
                "en",
                "publish-stage",
                VersionReleased.newBuilder()
                        .setReleaseSequence(1)
                        .setContentHash(HASH)
                        .setSourceRevision(1)
                        .setClearedBy(log.lastEventId())
                        .build());
        return ProofFile.of(StoryFile.of("s1", log.facts())).texts().getFirst();
    }

    @Test
    void r13_a_text_that_has_the_hash_it_was_signed_under_says_so_and_who_signed_it() {
        ProofFile.Text text = published("Rain fell.");

        assertThat(text.matches()).isTrue();
        assertThat(text.authors()).containsExactly("naliaka.barasa");
        assertThat(text.clearing().approver()).isEqualTo("harriet.penhallow");
        assertThat(text.clearing().signed())
                .extracting(ReviewFile.Vouched::person)
                .containsExactly("odile.faure");
    }

    @Test
    void r13_a_text_that_has_another_says_so() {
        assertThat(published("Rain fell for days.").matches()).isFalse();
    }

    @Test
    void r22_of_a_killed_story_the_people_are_told_and_not_the_text() {
        published("Rain fell.");
        log.killed("s1");
        StoryFile killed = StoryFile.of("s1", log.facts());

        ProofFile.Text text = ProofFile.of(killed).texts().getFirst();
        assertThat(text.matches()).isNull();
        assertThat(text.clearing().approver()).isEqualTo("harriet.penhallow");
        assertThat(killed.headline()).isEmpty();
        assertThat(killed.at(Newslog.BEGIN.plusSeconds(1)).headline()).isEmpty();
        assertThat(TaskFile.of(killed, "fr").segments()).isEmpty();
    }
}
