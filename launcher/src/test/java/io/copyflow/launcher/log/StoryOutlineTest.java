package io.copyflow.launcher.log;

import static io.copyflow.launcher.log.RecordedStory.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.log.StoryOutline.Version;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.TranslationReopened;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class StoryOutlineTest {

    private final RecordedStory story = new RecordedStory("s1");

    StoryOutlineTest() {
        story.submitted(0, "ar");
    }

    @Test
    void a_wanted_language_waits_until_it_is_queued() {
        assertThat(arabic().state()).isEqualTo(VersionState.WAITING);
        translated(RecordedStory.queued());
        assertThat(arabic().state()).isEqualTo(VersionState.QUEUED);
    }

    @Test
    void r07_a_claim_names_its_holder_until_it_ends() {
        translated(RecordedStory.queued());
        translated(RecordedStory.claimed("amina.diallo", 5_000));
        assertThat(arabic().state()).isEqualTo(VersionState.CLAIMED);
        assertThat(arabic().people()).containsExactly("amina.diallo");
        assertThat(arabic().leaseUntil()).isEqualTo(RecordedStory.BEGIN.plusMillis(5_000));

        translated(new ClaimReleased("amina.diallo", ClaimEnd.LEASE_EXPIRED));
        assertThat(arabic().state()).isEqualTo(VersionState.QUEUED);
        assertThat(arabic().people()).isEmpty();
    }

    @Test
    void a_claim_outlives_a_new_revision() {
        translated(RecordedStory.queued());
        translated(RecordedStory.claimed("amina.diallo", 5_000));
        translated(new TranslationReopened(2, ReopenReason.SOURCE_REVISED, List.of("b1"), List.of(), List.of(), null));

        assertThat(arabic().state()).isEqualTo(VersionState.CLAIMED);
        assertThat(arabic().revision()).isEqualTo(2);
        assertThat(arabic().people()).containsExactly("amina.diallo");
    }

    @Test
    void r15_signatures_are_counted_and_void_ones_are_not() {
        handedIn();
        assertThat(arabic().state()).isEqualTo(VersionState.IN_REVIEW);
        reviewed(new VersionApproved(HASH, 1, 0));
        reviewed(new SignedOff(HASH, 1, 2));
        assertThat(arabic().state()).isEqualTo(VersionState.APPROVED);
        assertThat(arabic().signed()).isEqualTo(1);
        assertThat(arabic().signaturesNeeded()).isEqualTo(2);

        reviewed(new ReviewVoided(HASH, "why"));
        assertThat(arabic().state()).isEqualTo(VersionState.VOID);
        assertThat(arabic().signed()).isZero();
    }

    @Test
    void r16_a_broken_glass_waits_for_one_countersignature() {
        handedIn();
        reviewed(new GlassBroken(HASH, 1, Role.EDITOR, "alone", false));
        assertThat(arabic().state()).isEqualTo(VersionState.GLASS_BROKEN);
        assertThat(arabic().people()).containsExactly("emad.nasser");
        story.review(20, "wes.tan", "c", "ar", new Countersigned(HASH, Role.WEB_EDITOR));
        assertThat(arabic().people()).containsExactly("emad.nasser", "wes.tan");
        assertThat(arabic().signed()).isEqualTo(1);
        assertThat(arabic().signaturesNeeded()).isEqualTo(1);
    }

    @Test
    void a_decision_on_an_older_text_does_not_speak_for_the_newer() {
        handedIn();
        reviewed(new ChangesRequested("0".repeat(64), 1, List.of()));

        assertThat(arabic().state()).isEqualTo(VersionState.IN_REVIEW);
    }

    @Test
    void r18_cleared_held_live_and_taken_down_again() {
        handedIn();
        cleared();
        assertThat(arabic().state()).isEqualTo(VersionState.CLEARED);
        story.publication(30, "c", "ar", new VersionHeld(HASH, 1, HoldReason.SOURCE_NOT_RELEASED, null));
        assertThat(arabic().state()).isEqualTo(VersionState.HELD);
        story.publication(40, "c", "ar", new VersionReleased(1L, HASH, 1, "c", null));
        assertThat(arabic().state()).isEqualTo(VersionState.LIVE);
        assertThat(arabic().liveSequence()).isEqualTo(1);
        story.publication(50, "c", "ar", new VersionTakenDown(2L, "why", false));
        assertThat(arabic().state()).isEqualTo(VersionState.TAKEN_DOWN);
        assertThat(arabic().isLive()).isFalse();
        assertThat(arabic().liveHash()).isNull();
        assertThat(arabic().contentHash()).isEqualTo(HASH);
    }

    @Test
    void r21_the_old_text_is_live_while_the_new_one_is_worked_on() {
        handedIn();
        cleared();
        story.publication(40, "c", "ar", new VersionReleased(1L, HASH, 1, "c", null));
        translated(new TranslationReopened(2, ReopenReason.SOURCE_REVISED, List.of("b1"), List.of(), List.of(), null));

        assertThat(arabic().state()).isEqualTo(VersionState.QUEUED);
        assertThat(arabic().isLive()).isTrue();
        assertThat(arabic().liveRevision()).isEqualTo(1);
        assertThat(arabic().liveHash()).isEqualTo(HASH);
    }

    @Test
    void a_spiked_story_has_nothing_to_do() {
        translated(RecordedStory.queued());
        story.story(60, "spike", new StorySpiked("why", "en", List.of("ar")));

        assertThat(outline().spiked()).isTrue();
        assertThat(outline().versions()).extracting(Version::state).containsOnly(VersionState.CANCELLED);
    }

    @Test
    void r22_a_killed_story_is_killed_in_every_language_once_none_is_live() {
        handedIn();
        cleared();
        story.publication(40, "c", "ar", new VersionReleased(1L, HASH, 1, "c", null));
        String kill = story.killed(50, "A hoax");
        assertThat(outline().killed()).isTrue();
        assertThat(arabic().state()).isEqualTo(VersionState.LIVE);

        story.publication(60, kill, "ar", new VersionTakenDown(2L, "The story was killed: A hoax", false));

        assertThat(outline().versions()).extracting(Version::state).containsOnly(VersionState.KILLED);
        StoryTable table = new StoryTable();
        story.records().forEach(table::add);
        assertThat(table.stories(null, VersionState.KILLED)).hasSize(1);
        assertThat(StoryTable.lines(
                        table.stories(null, null),
                        RecordedStory.BEGIN.plusSeconds(60),
                        Screen.plain(200, ZoneOffset.UTC)))
                .last()
                .asString()
                .contains("killed: Forecasts for herders");
    }

    @Test
    void refusals_about_a_language_nobody_wants_make_no_version() {
        story.refused(10, "c", "li.wei", "ko", "unknown-translation", "There is none.");

        assertThat(outline().versions()).extracting(Version::language).containsExactly("en", "ar");
    }

    @Test
    void a_table_counts_versions_and_cuts_headlines_to_the_width() {
        handedIn();
        cleared();
        story.publication(40, "c", "ar", new VersionReleased(1L, HASH, 1, "c", null));
        translated(new TranslationReopened(2, ReopenReason.SOURCE_REVISED, List.of("b1"), List.of(), List.of(), null));
        StoryTable table = new StoryTable();
        story.records().forEach(table::add);

        assertThat(StoryTable.lines(
                        table.stories(null, null),
                        RecordedStory.BEGIN.plus(Duration.ofMinutes(90)),
                        Screen.plain(88, ZoneOffset.UTC)))
                .containsExactly(
                        "STORY  HEADLINE          LANGUAGE  REVISION  AGE  QUEUED  CLAIMED  IN REVIEW  SIGNED  LIVE",
                        "s1     Forecasts for h…  en               1  1 h       1        ·          1       ·     1");
    }

    @Test
    void stories_are_chosen_by_the_state_of_a_language() {
        translated(RecordedStory.queued());
        StoryTable table = new StoryTable();
        story.records().forEach(table::add);

        assertThat(table.stories("AR", VersionState.QUEUED)).hasSize(1);
        assertThat(table.stories("en", VersionState.QUEUED)).isEmpty();
        assertThat(table.stories(null, VersionState.LIVE)).isEmpty();
        assertThat(table.stories("ko", null)).isEmpty();
    }

    private void handedIn() {
        translated(RecordedStory.queued());
        translated(RecordedStory.handedIn());
        reviewed(new ReviewRequested(HASH, 1, List.of("amina.diallo"), 2, List.of(), List.of()));
    }

    private void cleared() {
        reviewed(new VersionApproved(HASH, 1, 0));
        reviewed(new SignedOff(HASH, 1, 2));
        reviewed(new SignedOff(HASH, 2, 2));
        reviewed(new VersionCleared(
                HASH, 1, List.of(), "emad.nasser", RecordedStory.BEGIN, List.of(), List.of(), List.of(), null));
    }

    private void translated(SpecificRecord body) {
        story.translation(20, "amina.diallo", "c", "ar", body);
    }

    private void reviewed(SpecificRecord body) {
        story.review(20, "emad.nasser", "c", "ar", body);
    }

    private StoryOutline outline() {
        StoryOutline.Builder builder = new StoryOutline.Builder("s1");
        story.records().forEach(builder::add);
        return builder.build();
    }

    private Version arabic() {
        return outline().versions().stream()
                .filter(version -> version.language().equals("ar"))
                .findFirst()
                .orElseThrow();
    }
}
