package io.copyflow.desk.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.Newslog;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.ReviewVoided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoryFileTest {

    private final Newslog log = new Newslog();

    @Test
    void a_story_that_was_handed_in_waits_for_an_editor_and_its_languages_for_the_queue() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr", "ar");

        StoryFile story = story();

        assertThat(story.phase()).isEqualTo(Phase.EDITING);
        assertThat(standings(story)).containsExactly("en IN_REVIEW", "fr WAITING", "ar WAITING");
        assertThat(story.headline()).isEqualTo("Dams hold");
    }

    @Test
    void a_translation_is_queued_claimed_handed_in() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr", "ar", "ru")
                .queued("s1", "fr", Duration.ofHours(1))
                .queued("s1", "ar", Duration.ofHours(3))
                .queued("s1", "ru", Duration.ofHours(3))
                .claimed("s1", "ar", "rania.haddadin")
                .submitted("s1", "ru", "vera.polozova", "Дамбы держатся", "Шёл дождь.");

        StoryFile story = story();

        assertThat(standings(story)).containsExactly("en IN_REVIEW", "fr QUEUED", "ar CLAIMED", "ru IN_REVIEW");
        assertThat(story.version("ar").holder()).isEqualTo("rania.haddadin");
        assertThat(story.due()).isEqualTo(story.version("fr").deadline());
        assertThat(story.version("fr").isLate(log.now())).isFalse();
        assertThat(story.version("fr").isLate(log.now().plus(Duration.ofHours(2))))
                .isTrue();
        assertThat(story.version("ru").due()).isNull();
    }

    @Test
    void signatures_clear_and_the_gate_releases() {
        cleared();
        assertThat(story().source().standing()).isEqualTo(Standing.CLEARED);
        assertThat(story().phase()).isEqualTo(Phase.SIGNING);

        log.released("s1", "en", 1, 1).delivered("s1", "en", 1);

        assertThat(story().source().standing()).isEqualTo(Standing.LIVE);
        assertThat(story().phase()).isEqualTo(Phase.FOLLOWING);
        assertThat(story().source().receipts())
                .extracting(VersionFile.Receipt::outcome)
                .containsExactly("DELIVERED");
    }

    @Test
    void a_revision_after_release_leaves_the_old_text_live_and_is_compared_with_it() {
        cleared();
        log.released("s1", "en", 1, 1)
                .revised("s1", "en", 2, "Dams hold", "Rain fell for nine days.")
                .review(
                        "s1",
                        "en",
                        "review-stage",
                        ReviewVoided.newBuilder()
                                .setContentHash(Newslog.hash("s1", "en", 1))
                                .setReason("Replaced")
                                .build())
                .asked("s1", "en", 2);

        VersionFile source = story().source();

        assertThat(source.standing()).isEqualTo(Standing.IN_REVIEW);
        assertThat(source.isLiveBefore()).isTrue();
        assertThat(source.baseline()).isNotNull();
        assertThat(source.baseline().sourceRevision()).isEqualTo(1);
    }

    @Test
    void a_kill_stops_whatever_is_not_live() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr").killed("s1");

        assertThat(story().phase()).isEqualTo(Phase.STOPPED);
        assertThat(standings(story())).containsExactly("en KILLED", "fr KILLED");
    }

    @Test
    void threads_are_open_until_they_are_resolved() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.").asked("s1", "en", 1);
        Comment where = Comment.newBuilder()
                .setSegmentId("b1")
                .setText("Where?")
                .setCommentId("c1")
                .build();
        log.review(
                        "s1",
                        "en",
                        "harriet.penhallow",
                        ChangesRequested.newBuilder()
                                .setContentHash(Newslog.hash("s1", "en", 1))
                                .setSourceRevision(1)
                                .setComments(List.of(where))
                                .build())
                .review(
                        "s1",
                        "en",
                        "naliaka.barasa",
                        CommentAdded.newBuilder()
                                .setCommentId("c2")
                                .setContentHash(Newslog.hash("s1", "en", 1))
                                .setInReplyTo("c1")
                                .setText("In the north.")
                                .build());
        ReviewFile review = story().source().review();
        assertThat(review.threads()).hasSize(1);
        assertThat(review.threads().getFirst().comments())
                .extracting(ReviewFile.Said::text)
                .containsExactly("Where?", "In the north.");
        assertThat(story().source().standing()).isEqualTo(Standing.CHANGES_REQUESTED);

        log.review(
                "s1",
                "en",
                "harriet.penhallow",
                CommentResolved.newBuilder()
                        .setCommentId("c1")
                        .setNote("Thanks")
                        .build());

        assertThat(story().source().review().threads()).isEmpty();
    }

    @Test
    void topics_may_be_read_in_any_order() {
        cleared();
        log.released("s1", "en", 1, 1);
        List<Fact> shuffled = new ArrayList<>(log.facts());

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(StoryFile.of("s1", shuffled).versions()).isEqualTo(story().versions());
        }
    }

    @Test
    void what_was_never_accepted_is_no_story() {
        log.queued("s1", "fr", Duration.ofHours(1));

        assertThat(StoryFile.of("s1", log.facts())).isNull();
    }

    private void cleared() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr")
                .asked("s1", "en", 1)
                .approved("s1", "en", 1, "harriet.penhallow")
                .signed("s1", "en", 1, "odile.faure", 1)
                .signed("s1", "en", 1, "tom.aldridge", 2)
                .cleared("s1", "en", 1);
    }

    private StoryFile story() {
        return StoryFile.of("s1", log.facts());
    }

    private static List<String> standings(StoryFile story) {
        return story.versions().stream()
                .map(version -> version.language() + " " + version.standing())
                .toList();
    }
}
