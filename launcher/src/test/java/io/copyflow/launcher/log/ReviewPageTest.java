package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.text.Contribution;
import io.copyflow.schemas.text.ContributionKind;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewPageTest {

    private static final String STORY = "story1";
    private static final String ENGLISH = "cd".repeat(32);
    private static final Screen SCREEN = Screen.plain(120, ZoneOffset.UTC);

    private final RecordedStory story = new RecordedStory(STORY);

    @Test
    void shows_text_hash_and_who_made_what() {
        submitted();
        assertThat(page().lines(SCREEN))
                .contains("story1  ar, source revision 1, in review")
                .contains("hash " + RecordedStory.HASH + "  (--hash abababab decides on it)")
                .contains("contributors: Naliaka Barasa and Amina Diallo")
                .contains("  Amina Diallo translated headline")
                .contains("  machine (engine) b1")
                .contains("b1        machine (engine)  نص")
                .contains("No open threads.");
    }

    @Test
    void shows_the_source_by_its_own_language() {
        submitted();
        ReviewPage page = page("en");
        assertThat(page.isSubmitted()).isTrue();
        assertThat(page.lines(SCREEN)).anyMatch(line -> line.matches("headline +Forecasts for herders"));
    }

    @Test
    void tells_that_nothing_was_submitted() {
        submitted();
        assertThat(page("fr").isSubmitted()).isFalse();
        assertThat(page("fr").lines(SCREEN)).containsExactly("Nothing of story1 in fr was submitted for review.");
    }

    @Test
    void r14_shows_open_threads_with_their_answers_and_none_that_is_resolved() {
        submitted();
        review(
                "emad.nasser",
                new ChangesRequested(
                        RecordedStory.HASH,
                        1,
                        List.of(new Comment("b1", "Which five?", "c1"), new Comment(null, "Drier.", "c2"))));
        review("amina.diallo", new CommentAdded("c3", RecordedStory.HASH, "b1", "c1", "Those of Monday."));
        review("emad.nasser", new CommentResolved("c2", null));

        List<String> lines = page().lines(SCREEN);

        assertThat(lines)
                .containsSubsequence(
                        "OPEN THREADS", "  c1  b1  عماد ناصر: Which five?", "      Amina Diallo: Those of Monday.")
                .noneMatch(line -> line.contains("Drier."));
        ObjectNode json = page().json();
        assertThat(json.get("state").asText()).isEqualTo("changes-requested");
        assertThat(json.get("openThreads")).hasSize(1);
        assertThat(json.at("/openThreads/0/comments/1/person").asText()).isEqualTo("amina.diallo");
    }

    @Test
    void r16_tells_a_broken_glass_before_and_after_it_is_countersigned() {
        submitted();
        review("emad.nasser", new GlassBroken(RecordedStory.HASH, 1, Role.EDITOR, "alone", false));
        assertThat(page().lines(SCREEN).getFirst()).endsWith("glass broken by عماد ناصر, waits for a countersignature");

        review("wes.tan", new Countersigned(RecordedStory.HASH, Role.WEB_EDITOR));
        review(
                "wes.tan",
                new VersionCleared(
                        RecordedStory.HASH,
                        1,
                        List.of(),
                        "emad.nasser",
                        RecordedStory.BEGIN,
                        List.of(),
                        List.of(),
                        List.of(),
                        null));
        assertThat(page().json().get("state").asText()).isEqualTo("cleared");
        assertThat(page().json().get("signers")).hasToString("[\"wes.tan\"]");
    }

    private void submitted() {
        story.submitted(0, "ar");
        story.review(
                20,
                "review-stage",
                "x",
                "en",
                new ReviewRequested(ENGLISH, 1, List.of("naliaka.barasa"), 2, List.of(), List.of()));
        story.translation(600_000, "amina.diallo", "submit-1", "ar", RecordedStory.handedIn());
        review(
                "review-stage",
                new ReviewRequested(
                        RecordedStory.HASH,
                        1,
                        List.of("naliaka.barasa", "amina.diallo"),
                        2,
                        List.of(),
                        List.of(
                                new Contribution(
                                        "amina.diallo", ContributionKind.TRANSLATED, null, List.of("headline")),
                                new Contribution(null, ContributionKind.MACHINE, "engine", List.of("b1")))));
    }

    private void review(String actor, org.apache.avro.specific.SpecificRecord body) {
        story.review(700_000, actor, "a-command", "ar", body);
    }

    private ReviewPage page() {
        return page("ar");
    }

    private ReviewPage page(String language) {
        return new ReviewPage(STORY, language, story.records(), RecordedStory.names(), ZoneOffset.UTC);
    }
}
