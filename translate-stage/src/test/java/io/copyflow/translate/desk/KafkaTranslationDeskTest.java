package io.copyflow.translate.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.translate.TaskQueue;
import io.copyflow.translate.desk.TranslationDesk.Answer;
import io.copyflow.translate.desk.TranslationDesk.Asker;
import io.copyflow.translate.domain.DraftSegment;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.WholeTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTranslationDeskTest {

    private static final Asker AWA = new Asker("awa", null);
    private static final Asker LEO = new Asker("leo", null);

    private DrivenDesk driven;
    private TranslationDesk desk;

    @BeforeEach
    void start(@TempDir Path folder) {
        driven = new DrivenDesk(folder);
        desk = driven.desk();
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void r06_the_queues_of_all_editions_are_one_in_the_order_to_take_them() {
        driven.accept("s1", 5, "fr", "sw");
        driven.accept("s2", 1, "sw");
        driven.accept("s3", 3, "fr", "kk-Cyrl");

        assertThat(desk.waiting(null, 4))
                .extracting(waiting -> waiting.storyId() + "/" + waiting.language())
                .containsExactly("s2/sw", "s3/fr", "s3/kk-Cyrl", "s1/fr");
        assertThat(desk.waiting("fr", 4)).extracting(TaskQueue.Waiting::storyId).containsExactly("s3", "s1");
    }

    @Test
    void r06_next_claims_the_most_urgent() {
        driven.accept("s1", 5, "fr");
        driven.accept("s2", 1, "fr");

        Answer.Done claimed = done(desk.claimNext("fr", AWA).join());

        assertThat(claimed.storyId()).isEqualTo("s2");
        assertThat(claimed.holder()).isEqualTo("awa");
        assertThat(claimed.leaseUntil()).isEqualTo(DrivenDesk.START.plus(DrivenDesk.LEASE));
        assertThat(desk.waiting("fr", 9)).extracting(TaskQueue.Waiting::storyId).containsExactly("s1");
    }

    @Test
    void r07_next_goes_on_when_somebody_else_is_faster() {
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");
        driven.before = () -> desk.claimNext("fr", LEO).join();

        assertThat(done(desk.claimNext("fr", AWA).join()).storyId()).isEqualTo("s2");
        assertThat(desk.heldBy("leo")).extracting(Holding::storyId).containsExactly("s1");
    }

    @Test
    void next_says_when_nothing_waits_and_when_nothing_ever_will() {
        assertThat(code(desk.claimNext("fr", AWA).join())).isEqualTo("nothing-waits");
        assertThat(code(desk.claimNext("pt", AWA).join())).isEqualTo("unknown-edition");
        assertThat(driven.asked).isEmpty();
    }

    @Test
    void r26_next_under_the_same_key_is_the_same_task() {
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");
        Asker asker = new Asker("awa", "k-1");

        Answer.Done first = done(desk.claimNext("fr", asker).join());
        Answer.Done again = done(desk.claimNext("fr", asker).join());

        assertThat(again.storyId()).isEqualTo(first.storyId()).isEqualTo("s1");
        assertThat(again.repeated()).isTrue();
        assertThat(desk.heldBy("awa")).hasSize(1);
    }

    @Test
    void r26_next_under_the_same_key_is_the_same_task_also_before_its_claim_is_heard_of() {
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");
        Asker asker = new Asker("awa", "k-1");
        driven.behind = true;

        Answer.Done first = done(desk.claimNext("fr", asker).join());
        Answer.Done again = done(desk.claimNext("fr", asker).join());

        assertThat(again.storyId()).isEqualTo(first.storyId()).isEqualTo("s1");
        assertThat(again.repeated()).isTrue();
        assertThat(desk.waiting("fr", 9)).extracting(TaskQueue.Waiting::storyId).containsExactly("s2");
    }

    @Test
    void r26_a_story_that_refused_a_key_is_not_asked_under_it_again() {
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");
        driven.before = () -> {
            done(desk.act("s1", "fr", new Deed.Claim(), LEO).join());
            driven.before = () -> {
                done(desk.act("s2", "fr", new Deed.Claim(), LEO).join());
                done(desk.act("s1", "fr", new Deed.Release(), LEO).join());
            };
        };

        Answer answer = desk.claimNext("fr", new Asker("awa", "k-1")).join();

        assertThat(code(answer)).isEqualTo("nothing-waits");
        assertThat(driven.asked)
                .filteredOn(command -> command.getActor().equals("awa"))
                .extracting(TranslationCommandEnvelope::getStoryId)
                .containsExactly("s1", "s2");
    }

    @Test
    void r26_nothing_is_claimed_before_it_is_known_who_holds_what() {
        driven.accept("s1", 1, "fr");
        driven.holdersKnown = false;

        assertThat(failure(() -> desk.claimNext("fr", new Asker("awa", "k-1")))).isEqualTo("stage-not-ready");
        assertThat(failure(() -> desk.act("s1", "fr", new Deed.Claim(), AWA))).isEqualTo("stage-not-ready");
        assertThat(failure(() -> desk.heldBy("awa"))).isEqualTo("stage-not-ready");
        assertThat(driven.asked).isEmpty();
    }

    @Test
    void next_is_refused_at_once_where_a_person_may_not() {
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");

        assertThat(code(desk.claimNext("fr", new Asker("rosalind", null)).join()))
                .isEqualTo("role-missing");
        assertThat(driven.asked).hasSize(1);
    }

    @Test
    void no_more_is_claimed_than_the_newsroom_allows_and_no_command_is_sent_for_it() {
        driven.newsroom(1);
        driven.accept("s1", 1, "fr", "sw");
        driven.accept("s2", 2, "fr");
        done(desk.claimNext("fr", AWA).join());

        assertThat(code(desk.claimNext("fr", AWA).join())).isEqualTo("claim-limit-reached");
        assertThat(code(desk.act("s1", "sw", new Deed.Claim(), AWA).join())).isEqualTo("claim-limit-reached");
        assertThat(driven.asked).hasSize(1);
        driven.advance(Duration.ofMinutes(1));
        assertThat(done(desk.act("s1", "fr", new Deed.Claim(), AWA).join()).leaseUntil())
                .as("the same claim may be renewed")
                .isEqualTo(DrivenDesk.START.plus(DrivenDesk.LEASE).plusSeconds(60));
        assertThat(done(desk.claimNext("fr", LEO).join()).storyId())
                .as("a limit is each person's")
                .isEqualTo("s2");
    }

    @Test
    void two_requests_of_one_person_at_once_claim_two_translations() {
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");
        AtomicReference<Answer> other = new AtomicReference<>();
        driven.before = () -> other.set(desk.claimNext("fr", AWA).join());

        Answer.Done one = done(desk.claimNext("fr", AWA).join());

        assertThat(one.storyId()).isEqualTo("s1");
        assertThat(done(other.get()).storyId()).isEqualTo("s2");
    }

    @Test
    void of_one_that_waits_two_requests_of_one_person_at_once_get_one() {
        driven.accept("s1", 1, "fr");
        AtomicReference<Answer> other = new AtomicReference<>();
        driven.before = () -> other.set(desk.claimNext("fr", AWA).join());

        assertThat(done(desk.claimNext("fr", AWA).join()).storyId()).isEqualTo("s1");
        assertThat(code(other.get())).isEqualTo("nothing-waits");
    }

    @Test
    void requests_of_one_person_at_once_do_not_pass_the_limit() {
        driven.newsroom(1);
        driven.accept("s1", 1, "fr", "sw");
        driven.accept("s2", 2, "fr");
        AtomicReference<Answer> next = new AtomicReference<>();
        AtomicReference<Answer> another = new AtomicReference<>();
        driven.before = () -> {
            next.set(desk.claimNext("fr", AWA).join());
            another.set(desk.act("s1", "sw", new Deed.Claim(), AWA).join());
        };

        assertThat(done(desk.claimNext("fr", AWA).join()).storyId()).isEqualTo("s1");
        assertThat(code(next.get())).isEqualTo("claim-limit-reached");
        assertThat(code(another.get())).isEqualTo("claim-limit-reached");
    }

    @Test
    void a_claim_counts_before_it_is_heard_of_and_no_longer_when_it_was_refused() {
        driven.newsroom(1);
        driven.accept("s1", 1, "fr");
        driven.accept("s2", 2, "fr");
        driven.accept("s3", 3, "sw");
        done(desk.act("s2", "fr", new Deed.Claim(), LEO).join());
        assertThat(code(desk.act("s2", "fr", new Deed.Claim(), AWA).join())).isEqualTo("already-claimed");
        driven.behind = true;

        done(desk.claimNext("fr", AWA).join());

        assertThat(code(desk.claimNext("sw", AWA).join())).isEqualTo("claim-limit-reached");
    }

    @Test
    void a_chief_assigns_beyond_the_limit() {
        driven.newsroom(1);
        driven.accept("s1", 1, "fr", "sw");
        done(desk.claimNext("fr", AWA).join());

        Answer.Done given = done(desk.act("s1", "sw", new Deed.Reassign("awa"), new Asker("eve", null))
                .join());

        assertThat(given.holder()).isEqualTo("awa");
        assertThat(desk.heldBy("awa")).hasSize(2);
    }

    @Test
    void r07_a_task_taken_over_from_somebody_tells_the_new_holder() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());

        Answer.Done given = done(desk.act("s1", "fr", new Deed.Reassign("leo"), new Asker("eve", null))
                .join());

        assertThat(given.holder()).isEqualTo("leo");
        assertThat(given.status()).isEqualTo(Translation.Status.CLAIMED);
        assertThat(given.leaseUntil()).isNotNull();
        assertThat(desk.heldBy("awa")).isEmpty();
    }

    @Test
    void r07_what_was_saved_is_there_for_whoever_comes_next() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());
        done(desk.act("s1", "fr", new Deed.SaveDraft(1, List.of(text("b1", "Il a plu."))), AWA)
                .join());
        done(desk.act("s1", "fr", new Deed.Release(), AWA).join());

        WholeTask task = desk.task("s1", "fr");

        assertThat(task).isNotNull();
        assertThat(task.state().status()).isEqualTo(Translation.Status.QUEUED);
        assertThat(task.segments())
                .extracting(segment -> segment.source().id() + ":"
                        + (segment.text() == null
                                ? ""
                                : segment.text().passage().text()))
                .containsExactly("headline:", "b1:Il a plu.");
    }

    @Test
    void r08_a_changed_source_is_shown_beside_the_text_that_was_handed_in() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());
        Answer.Done submitted = done(desk.act(
                        "s1",
                        "fr",
                        new Deed.Submit(1, List.of(text("headline", "Pluie"), text("b1", "Il a plu."))),
                        AWA)
                .join());
        assertThat(submitted.status()).isEqualTo(Translation.Status.SUBMITTED);
        assertThat(submitted.submission()).isNotNull();

        driven.revise("s1", "It snowed.", "fr");

        WholeTask task = desk.task("s1", "fr");
        assertThat(task).isNotNull();
        WholeTask.Segment headline = task.segments().getFirst();
        WholeTask.Segment changed = task.segments().getLast();
        assertThat(headline.open()).isNull();
        assertThat(headline.text()).isNotNull();
        assertThat(changed.source().text()).isEqualTo("It snowed.");
        assertThat(changed.open().before().text()).isEqualTo("It rained.");
        assertThat(changed.text().passage().text()).isEqualTo("Il a plu.");
        assertThat(task.segments())
                .extracting(WholeTask.Segment::kind)
                .containsExactly(SegmentKind.HEADLINE, SegmentKind.QUOTE);
    }

    @Test
    void r12_an_offered_draft_is_shown_apart_and_only_for_the_source_it_was_made_for() {
        driven.accept("s1", 1, "kk-Cyrl");
        driven.offer("s1", "Жаңбыр", "Жаңбыр жауды.");
        assertThat(desk.task("s1", "kk-Cyrl").segments()).allSatisfy(segment -> {
            assertThat(segment.text()).isNull();
            assertThat(segment.offered().origin()).isEqualTo(Origin.MACHINE);
        });

        driven.revise("s1", "It snowed.", "kk-Cyrl");

        assertThat(desk.task("s1", "kk-Cyrl").segments())
                .extracting(segment -> segment.offered() == null
                        ? null
                        : segment.offered().passage().text())
                .containsExactly("Жаңбыр", null);
    }

    @Test
    void r12_a_draft_of_what_changed_leaves_the_other_segments_theirs() {
        driven.accept("s1", 1, "kk-Cyrl");
        driven.offer("s1", "Жаңбыр", "Жаңбыр жауды.");
        driven.revise("s1", "It snowed.", "kk-Cyrl");

        driven.offer("s1", 2, "Қар жауды.");

        assertThat(desk.task("s1", "kk-Cyrl").segments())
                .extracting(segment -> segment.offered().passage().text())
                .containsExactly("Жаңбыр", "Қар жауды.");
    }

    @Test
    void r12_what_was_handed_in_replaces_what_was_offered() {
        driven.accept("s1", 1, "kk-Cyrl");
        driven.offer("s1", "Жаңбыр", "Жаңбыр жауды.");
        done(desk.claimNext("kk-Cyrl", AWA).join());
        done(desk.act(
                        "s1",
                        "kk-Cyrl",
                        new Deed.Submit(1, List.of(text("headline", "Жаңбыр"), text("b1", "Нөсер болды."))),
                        AWA)
                .join());

        assertThat(desk.task("s1", "kk-Cyrl").segments())
                .allSatisfy(segment -> assertThat(segment.offered()).isNull())
                .extracting(segment -> segment.text().origin())
                .as("an offered text that is handed in as one's own stays the machine's")
                .containsExactly(Origin.MACHINE, Origin.PERSON);
    }

    @Test
    void a_submission_tells_what_an_editor_should_look_at_and_the_task_keeps_it() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());

        Answer.Done submitted = done(desk.act(
                        "s1",
                        "fr",
                        new Deed.Submit(1, List.of(text("headline", "Pluie"), text("b1", "Il a plu 12 fois."))),
                        AWA)
                .join());

        assertThat(submitted.submission().warnings()).isNotEmpty();
        assertThat(desk.task("s1", "fr").warnings())
                .isEqualTo(submitted.submission().warnings());
    }

    @Test
    void r26_a_repeat_is_answered_with_how_it_stands() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());
        Asker keyed = new Asker("awa", "k-2");
        Deed submit = new Deed.Submit(1, List.of(text("headline", "Pluie"), text("b1", "Il a plu.")));
        Answer.Done first = done(desk.act("s1", "fr", submit, keyed).join());

        Answer.Done again = done(desk.act("s1", "fr", submit, keyed).join());

        assertThat(again.repeated()).isTrue();
        assertThat(again.eventId()).isEqualTo(first.eventId());
        assertThat(again.submission()).isEqualTo(first.submission());
    }

    @Test
    void r26_a_repeat_of_what_came_back_since_tells_no_submission() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());
        Asker keyed = new Asker("awa", "k-2");
        Deed submit = new Deed.Submit(1, List.of(text("headline", "Pluie"), text("b1", "Il a plu.")));
        done(desk.act("s1", "fr", submit, keyed).join());
        driven.revise("s1", "It snowed.", "fr");

        Answer.Done again = done(desk.act("s1", "fr", submit, keyed).join());

        assertThat(again.status()).isEqualTo(Translation.Status.QUEUED);
        assertThat(again.submission())
                .as("the hash is of revision 1, the revision of now 2")
                .isNull();
    }

    @Test
    void a_command_counts_although_its_task_cannot_be_shown() {
        driven.accept("s1", 1, "fr");
        done(desk.claimNext("fr", AWA).join());
        driven.shut = new StageFailure("kept-elsewhere", "Another instance has it.");

        Answer.Done released =
                done(desk.act("s1", "fr", new Deed.Release(), AWA).join());

        assertThat(released.eventId()).isNotNull();
        assertThat(released.status()).isNull();
    }

    @Test
    void commands_carry_who_asks_and_an_id_of_their_task() {
        driven.accept("s1", 1, "fr", "sw");
        Asker keyed = new Asker("awa", "k");
        done(desk.act("s1", "fr", new Deed.Claim(), keyed).join());
        done(desk.act("s1", "sw", new Deed.Claim(), keyed).join());
        done(desk.act("s1", "sw", new Deed.Release(), AWA).join());

        assertThat(driven.asked)
                .extracting(TranslationCommandEnvelope::getActor)
                .containsOnly("awa");
        assertThat(driven.asked)
                .extracting(TranslationCommandEnvelope::getCommandId)
                .doesNotHaveDuplicates()
                .startsWith("fr:k", "sw:k");
    }

    private static DraftSegment text(String id, String text) {
        return new DraftSegment(id, text, List.of(), Origin.PERSON, null);
    }

    private static Answer.Done done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return (Answer.Done) answer;
    }

    private static String failure(Runnable asking) {
        return catchThrowableOfType(StageFailure.class, asking::run).code();
    }

    private static String code(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).code();
    }
}
