package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.channels.delivery.Outlet.OnCorrection;
import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Version.Change;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane driven step by step, with a clock of the test's. */
@SuppressWarnings("NullAway.Init")
class LaneTest {

    private static final Answer LOST = new Answer.Unknown("No answer came.");

    @TempDir
    Path folder;

    private final StubOutlet outlet = new StubOutlet();
    private final List<Receipt> receipts = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-03T14:05:00Z");
    private boolean brokerAway;
    private @Nullable Lane lane;

    @AfterEach
    void close() {
        if (lane != null) {
            lane.close();
        }
    }

    @Test
    void r19_of_several_releases_that_wait_the_newest_is_sent_and_an_older_one_is_dropped() throws IOException {
        Lane lane = lane(null);
        take(lane, live(1, "One", null), live(2, "Two", null));
        work(lane);
        take(lane, live(1, "One", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create");
        assertThat(ids()).containsExactly("account/s1/en/2");
    }

    @Test
    void r24_a_correction_that_a_minor_change_overtook_is_still_answered_as_one() throws IOException {
        outlet.onCorrection = OnCorrection.REPLY;
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);

        take(lane, live(2, "Two", Change.CORRECTION), live(3, "Three", null));
        work(lane);
        take(lane, live(4, "Four", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Reply", "Edit");
        assertThat(outcomes()).containsExactly(Outcome.DELIVERED, Outcome.CORRECTED, Outcome.CORRECTED);
    }

    @Test
    void r24_a_correction_given_up_is_owed_with_the_next_release() throws IOException {
        outlet.onCorrection = OnCorrection.REPLY;
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);
        outlet.answers.add(new Answer.Later(null, false, "Not now."));
        take(lane, live(2, "Two", Change.CORRECTION));
        work(lane);
        now = now.plus(Duration.ofDays(4));
        outlet.answers.add(new Answer.Later(null, false, "Not now."));
        work(lane);
        assertThat(outcomes()).containsExactly(Outcome.DELIVERED, Outcome.FAILED);

        take(lane, live(3, "Three", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Reply", "Reply", "Reply");
    }

    @Test
    void r24_what_a_person_found_is_taken_for_shown_and_nothing_is_sent_again() throws IOException {
        Lane lane = unconfirmed();
        assertThat(lane.unconfirmed()).containsExactly(new Lane.Unconfirmed("s1", "en", 1, "One", true));

        assertThat(lane.looked("s1", "en", "4711", "https://t.example/4711")).isTrue();
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create");
        assertThat(ids()).containsExactly("account/s1/en/1", "account/s1/en/1/looked-1");
        assertThat(outcomes()).containsExactly(Outcome.UNCONFIRMED, Outcome.DELIVERED);
        assertThat(receipts.getLast().remoteId()).isEqualTo("4711");
        assertThat(lane.unconfirmed()).isEmpty();
    }

    @Test
    void r24_what_a_person_did_not_find_is_posted_and_may_be_in_doubt_again() throws IOException {
        Lane lane = unconfirmed();
        outlet.answers.add(LOST);

        lane.looked("s1", "en", null, null);
        work(lane);
        now = now.plusSeconds(60);
        work(lane);
        lane.looked("s1", "en", null, null);
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Create", "Create");
        assertThat(ids()).containsExactly("account/s1/en/1", "account/s1/en/1/looked-1", "account/s1/en/1/looked-2");
        assertThat(outcomes()).containsExactly(Outcome.UNCONFIRMED, Outcome.UNCONFIRMED, Outcome.DELIVERED);
    }

    @Test
    void r24_what_came_while_it_was_in_doubt_is_shown_once_a_person_has_looked() throws IOException {
        Lane lane = unconfirmed();
        take(lane, live(2, "Two", null));
        work(lane);

        lane.looked("s1", "en", "4711", null);
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Edit");
        assertThat(outcomes()).containsExactly(Outcome.UNCONFIRMED, Outcome.UNCONFIRMED, Outcome.CORRECTED);
    }

    @Test
    void r22_r24_what_was_killed_while_in_doubt_is_taken_down_when_a_person_finds_it() throws IOException {
        Lane lane = unconfirmed();
        lane.kill(Set.of("s1"));
        work(lane);
        assertThat(outlet.kinds()).containsExactly("Create");

        lane.looked("s1", "en", "4711", null);
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Delete");
        assertThat(outcomes()).endsWith(Outcome.WITHDRAWN);
    }

    @Test
    void r22_r24_what_was_killed_while_in_doubt_and_is_not_there_is_withdrawn_and_never_posted() throws IOException {
        Lane lane = unconfirmed();
        lane.kill(Set.of("s1"));
        work(lane);

        lane.looked("s1", "en", null, null);
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create");
        assertThat(outcomes()).endsWith(Outcome.WITHDRAWN);
    }

    @Test
    void r22_a_kill_comes_after_a_release_that_may_have_arrived_without_an_answer() throws IOException {
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);
        outlet.answers.add(LOST);
        take(lane, live(2, "Two", null));
        work(lane);

        lane.kill(Set.of("s1"));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Edit", "Delete");
        assertThat(((Step.Delete) outlet.steps.getLast()).version().sequence()).isEqualTo(2);
        assertThat(ids()).containsExactly("account/s1/en/1", "account/s1/en/2/killed");
    }

    @Test
    void r19_a_release_after_a_withdrawal_without_an_answer_is_shown_anew_whether_or_not_the_post_is_gone()
            throws IOException {
        Lane lane = lane(null);
        for (Answer answer : List.of(new Answer.Gone(), Answer.done("", null))) {
            outlet.steps.clear();
            receipts.clear();
            String story = answer.getClass().getSimpleName();
            take(lane, Versions.live(story, "en", 1, "One", null));
            work(lane);
            outlet.answers.add(new Answer.Later(null, false, "No answer came."));
            take(lane, Versions.withdrawn(story, "en", 2));
            work(lane);

            outlet.answers.add(answer);
            take(lane, Versions.live(story, "en", 3, "One", null)); // it looks the same
            work(lane);
            now = now.plusSeconds(60);
            work(lane);

            assertThat(outlet.kinds()).containsExactly("Create", "Delete", "Delete", "Create");
            assertThat(outlet.steps)
                    .extracting(Step::key)
                    .as("whoever drops what it had gets each")
                    .doesNotHaveDuplicates();
            assertThat(outcomes()).containsExactly(Outcome.DELIVERED, Outcome.DELIVERED);
        }
    }

    @Test
    void r19_what_a_call_without_an_answer_may_take_down_yet_is_not_changed_instead() throws IOException {
        outlet.onCorrection = OnCorrection.DELETE_AND_REPOST;
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);
        outlet.answers.add(new Answer.Later(null, false, "No answer came."));
        take(lane, live(2, "Two", Change.CORRECTION));
        work(lane);

        take(lane, live(3, "Three", null));
        now = now.plusSeconds(60);
        work(lane);
        take(lane, live(4, "Four", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Delete", "Delete", "Create", "Edit");
        assertThat(outcomes()).containsExactly(Outcome.DELIVERED, Outcome.CORRECTED, Outcome.CORRECTED);
    }

    @Test
    void what_a_network_will_not_take_down_is_changed_by_the_next_release() throws IOException {
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);
        outlet.answers.add(new Answer.Refused("Not yours."));
        take(lane, Versions.withdrawn("s1", "en", 2));
        work(lane);
        take(lane, live(3, "Three", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Delete", "Edit");
        assertThat(outcomes()).containsExactly(Outcome.DELIVERED, Outcome.FAILED, Outcome.CORRECTED);
    }

    @Test
    void a_post_that_somebody_removed_by_hand_is_not_made_again() throws IOException {
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);

        outlet.answers.add(new Answer.Gone());
        take(lane, live(2, "Two", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Edit");
        assertThat(outcomes()).containsExactly(Outcome.DELIVERED, Outcome.SKIPPED);
    }

    @Test
    void r24_a_reply_in_doubt_that_a_person_found_stands_beneath_the_post_and_goes_with_it() throws IOException {
        outlet.onCorrection = OnCorrection.REPLY;
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);
        outlet.answers.add(LOST);
        take(lane, live(2, "Two", Change.CORRECTION));
        work(lane);
        now = now.plusSeconds(60);
        work(lane);
        assertThat(outcomes()).endsWith(Outcome.UNCONFIRMED);

        lane.looked("s1", "en", "4712", null);
        work(lane);
        lane.kill(Set.of("s1"));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create", "Reply", "Delete", "Delete");
        assertThat(outlet.steps.stream().filter(Step.Delete.class::isInstance).map(step -> ((Step.Delete) step).id()))
                .containsExactly("4712", "post-1");
    }

    @Test
    void r24_an_id_that_the_network_never_gives_is_refused_and_it_stays_in_doubt() throws IOException {
        Lane lane = unconfirmed();

        assertThatThrownBy(() -> lane.looked("s1", "en", "no-id/../" + "x".repeat(100), null))
                .isInstanceOfSatisfying(
                        UnreadableInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("looked-invalid"))
                .hasMessageContaining("…");

        assertThat(lane.unconfirmed()).hasSize(1);
    }

    @Test
    void r22_what_is_noted_under_an_id_that_cannot_be_is_told_and_never_asked_for() throws IOException {
        Lane lane = lane(null);
        outlet.answers.add(Answer.done("no-id at all", null));
        take(lane, live(1, "One", null));
        work(lane);
        take(lane, live(2, "Two", null));
        work(lane);
        lane.kill(Set.of("s1"));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Create");
        assertThat(outcomes()).startsWith(Outcome.DELIVERED, Outcome.LEFT);
        assertThat(lane.unconfirmed()).as("for a person to take down").hasSize(1);
    }

    @Test
    void r24_a_fault_of_the_program_in_one_call_makes_that_one_wait_and_read_back_and_the_others_go_on()
            throws IOException {
        Lane lane = lane(null);
        outlet.bugs.add(new IllegalStateException("off by one"));
        outlet.readBacks.add(new ReadBack.Found("4711", null));
        take(lane, live(1, "One", null));
        lane.step();
        assertThat(lane.condition().ready()).isFalse();
        assertThat(lane.condition().sentence()).contains("s1 in en").contains("off by one");

        take(lane, Versions.live("s2", "en", 1, "Other"));
        work(lane);
        assertThat(outlet.kinds()).containsExactly("Create", "Create");
        now = now.plusSeconds(60);
        work(lane);

        assertThat(outlet.kinds()).as("found, not made again").containsExactly("Create", "Create");
        assertThat(ids()).containsExactly("account/s2/en/1", "account/s1/en/1");
        assertThat(lane.condition().ready()).isTrue();
    }

    @Test
    void of_a_story_that_waits_in_one_language_the_others_go_on_and_what_comes_later_waits_for_it() throws IOException {
        Lane lane = lane(null);
        outlet.answers.add(new Answer.Later(null, false, "Not now."));
        take(lane, live(1, "One", null), Versions.live("s1", "fr", 1, "Un"));
        work(lane);
        take(lane, Versions.live("s1", "ru", 1, "Odin"), Versions.live("s2", "en", 1, "Other"));
        work(lane);
        assertThat(ids()).containsExactly("account/s1/fr/1", "account/s2/en/1");

        now = now.plusSeconds(60);
        work(lane);

        assertThat(ids()).endsWith("account/s1/en/1", "account/s1/ru/1");
    }

    @Test
    void nothing_that_is_clear_can_be_cleared() throws IOException {
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);

        assertThat(lane.looked("s1", "en", null, null)).isFalse();
        assertThat(lane.looked("s9", "en", null, null)).isFalse();
    }

    @Test
    void r24_what_is_in_doubt_is_still_in_doubt_after_a_restart() throws IOException {
        unconfirmed().close();

        lane = null;
        Lane again = lane(null);

        assertThat(again.unconfirmed()).hasSize(1);
    }

    @Test
    void r22_a_kill_takes_down_what_could_be_fetched_before_it_was_told_of() throws IOException {
        outlet.isHadBeforeCalled = true;
        outlet.readBacks.add(new ReadBack.SafeToRepeat());
        Lane lane = lane(null);
        take(lane, live(1, "One", null));

        lane.kill(Set.of("s1"));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Delete");
        assertThat(ids()).containsExactly("account/s1/en/1/killed");
        assertThat(outcomes()).containsExactly(Outcome.WITHDRAWN);
    }

    @Test
    void r22_a_withdrawal_takes_down_what_could_be_fetched_before_it_was_told_of() throws IOException {
        outlet.isHadBeforeCalled = true;
        outlet.readBacks.add(new ReadBack.SafeToRepeat());
        Lane lane = lane(null);
        take(lane, live(1, "One", null));

        take(lane, Versions.withdrawn("s1", "en", 2));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Delete");
        assertThat(ids()).containsExactly("account/s1/en/2");
    }

    @Test
    void r22_a_kill_takes_down_what_could_be_fetched_and_a_crash_kept_from_the_lane() throws IOException {
        outlet.isHadBeforeCalled = true;
        outlet.readBacks.add(new ReadBack.SafeToRepeat());
        Lane lane = lane(null);

        lane.kill(Set.of("s1"), List.of(live(1, "One", null)));
        work(lane);
        take(lane, live(1, "One", null));
        work(lane);

        assertThat(outlet.kinds()).containsExactly("Delete");
        assertThat(ids()).containsExactly("account/s1/en/1/killed");
    }

    @Test
    void r22_of_a_kill_before_anything_could_be_seen_nothing_is_told() throws IOException {
        Lane lane = lane(null);
        take(lane, live(1, "One", null));

        lane.kill(Set.of("s1"));
        work(lane);

        assertThat(outlet.kinds()).isEmpty();
        assertThat(receipts).isEmpty();
    }

    @Test
    void calls_keep_to_the_pace_and_a_kill_does_not_wait_for_it() throws IOException {
        Lane lane = lane(new Pace(60, 2, now));
        List<Version> versions = new ArrayList<>();
        for (int story = 1; story <= 4; story++) {
            versions.add(Versions.live("s" + story, "en", 1, "Story " + story));
        }
        lane.take(versions, _ -> true, _ -> true);
        work(lane);
        assertThat(outlet.kinds()).containsExactly("Create", "Create");

        lane.kill(Set.of("s1"));
        work(lane);
        assertThat(outlet.kinds()).containsExactly("Create", "Create", "Delete");

        now = now.plusSeconds(59);
        work(lane);
        assertThat(outlet.kinds()).hasSize(3);
        now = now.plusSeconds(1);
        work(lane);
        assertThat(outlet.kinds()).containsExactly("Create", "Create", "Delete", "Create");
    }

    @Test
    void r27_a_receipt_that_the_broker_did_not_take_is_sent_after_a_restart_under_the_same_id() throws IOException {
        Lane before = lane(null);
        brokerAway = true;
        take(before, live(1, "One", null));
        work(before);
        before.close();

        brokerAway = false;
        lane = null;
        work(lane(null));

        assertThat(ids()).containsExactly("account/s1/en/1");
        assertThat(outlet.kinds()).containsExactly("Create");
    }

    private Lane unconfirmed() throws IOException {
        outlet.answers.add(LOST);
        Lane lane = lane(null);
        take(lane, live(1, "One", null));
        work(lane);
        now = now.plusSeconds(60);
        work(lane);
        assertThat(outcomes()).containsExactly(Outcome.UNCONFIRMED);
        return lane;
    }

    private Lane lane(@Nullable Pace pace) throws IOException {
        Lane made = new Lane(
                "account",
                outlet,
                DeliveryJournal.open(folder.resolve("account.journal")),
                sent -> {
                    if (brokerAway) {
                        throw new KafkaException("the broker is away");
                    }
                    receipts.addAll(sent);
                },
                pace,
                Patience.USUAL,
                () -> now);
        lane = made;
        return made;
    }

    private static void take(Lane lane, Version... versions) throws IOException {
        lane.take(List.of(versions), _ -> true, _ -> true);
    }

    /** Until there is nothing to do now. */
    private static void work(Lane lane) {
        while (lane.step().isZero()) {
            // goes on
        }
    }

    private static Version live(long sequence, String headline, @Nullable Change change) {
        return Versions.live("s1", "en", sequence, headline, change);
    }

    private List<String> ids() {
        return receipts.stream().map(receipt -> receipt.eventId("account")).toList();
    }

    private List<Outcome> outcomes() {
        return receipts.stream().map(Receipt::outcome).toList();
    }
}
