package io.copyflow.review.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewDeciderTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String H1 = "1111111111111111111111111111111111111111111111111111111111111111";
    private static final String H2 = "2222222222222222222222222222222222222222222222222222222222222222";
    private static final List<String> WRITERS = List.of("amina", "tariq");
    private static final List<String> SEGMENTS = List.of("headline", "b1", "b2", "b3");
    private static final List<Contribution> MADE =
            List.of(new Contribution("tariq", Contribution.Kind.TRANSLATED, null, SEGMENTS));

    private static final Actor EDITOR = person("edit", Role.EDITOR);
    private static final Actor CHIEF = person("chief", Role.CHIEF);
    private static final Actor WEB_1 = person("web-1", Role.WEB_EDITOR);
    private static final Actor WEB_2 = person("web-2", Role.WEB_EDITOR);
    private static final Actor WEB_3 = person("web-3", Role.WEB_EDITOR);
    /** Edits, signs and wrote some of the text. */
    private static final Actor TARIQ = person("tariq", Role.EDITOR, Role.WEB_EDITOR, Role.TRANSLATOR);

    private final ReviewDecider decider = new ReviewDecider();
    private Review review = decider.initial();

    @Nested
    class Requesting {

        @Test
        void r13_a_submitted_version_asks_for_review() {
            assertThat(accepted(submit(H1, 1))).containsExactly(requested(H1, 1, WRITERS, 2, List.of()));
            assertThat(review).isEqualTo(standing(Status.IN_REVIEW));
        }

        @Test
        void r13_the_same_version_again_asks_for_nothing() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(accepted(submit(H1, 1))).isEmpty();
            assertThat(review.status()).isEqualTo(Status.APPROVED);
        }

        @Test
        void r13_a_newer_version_in_review_only_replaces_the_older() {
            given(submit(H1, 1));
            assertThat(accepted(submit(H2, 2))).containsExactly(requested(H2, 2, WRITERS, 2, List.of()));
        }

        @Test
        void r13_a_version_of_an_older_revision_put_back_from_dead_letters_replaces_nothing() {
            given(submit(H2, 2), approve(EDITOR, H2));
            assertThat(accepted(submit(H1, 1))).isEmpty();
            assertThat(review.contentHash()).isEqualTo(H2);
            assertThat(review.status()).isEqualTo(Status.APPROVED);
        }

        @Test
        void r15_a_revision_voids_approval() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(accepted(submit(H2, 2)))
                    .containsExactly(
                            new ReviewEvent.Voided(H1, "Replaced by a version of source revision 2."),
                            requested(H2, 2, WRITERS, 2, List.of()));
        }

        @Test
        void r15_a_revision_voids_signatures() {
            given(submit(H1, 1), approve(EDITOR, H1), sign(WEB_1, H1), submit(H2, 2), approve(EDITOR, H2));
            assertThat(review.signatures()).isEmpty();
            assertThat(accepted(sign(WEB_2, H2)))
                    .containsExactly(new ReviewEvent.SignedOff(H2, new Signature("web-2", NOON), 1, 2));
        }

        @Test
        void r15_a_revision_voids_what_was_cleared() {
            givenCleared();
            assertThat(accepted(submit(H2, 2)))
                    .hasSize(2)
                    .startsWith(new ReviewEvent.Voided(H1, "Replaced by a version of source revision 2."));
        }

        @Test
        void r15_another_text_on_the_same_revision_voids_too() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(accepted(submit(H2, 1))).startsWith(new ReviewEvent.Voided(H1, "Replaced by a newer version."));
        }

        @Test
        void r14_a_rejected_version_submitted_anew_is_reviewed_anew_even_unchanged() {
            given(submit(H1, 1), reject(EDITOR, H1, "not news"));
            assertThat(accepted(submit(H1, 1))).containsExactly(requested(H1, 1, WRITERS, 2, List.of()));
        }
    }

    @Nested
    class Killing {

        private static final ReviewCommand KILL = new ReviewCommand.Drop("The story was killed: a hoax");

        @Test
        void r22_a_kill_voids_what_is_in_review_and_what_is_cleared() {
            given(submit(H1, 1));
            assertThat(accepted(KILL)).containsExactly(new ReviewEvent.Voided(H1, "The story was killed: a hoax"));

            review = decider.initial();
            givenCleared();
            assertThat(accepted(KILL)).containsExactly(new ReviewEvent.Voided(H1, "The story was killed: a hoax"));
            assertThat(accepted(KILL)).isEmpty();
        }

        @Test
        void r22_nothing_is_decided_about_a_killed_story_wherever_its_review_stood() {
            assertThat(refused(new ReviewCommand.DecideOnKilled()).code()).isEqualTo("story-killed");
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(refused(new ReviewCommand.DecideOnKilled()).code()).isEqualTo("story-killed");
        }
    }

    @Nested
    class Approving {

        @Test
        void r13_an_editor_approves_the_current_hash() {
            given(submit(H1, 1));
            assertThat(accepted(approve(EDITOR, H1)))
                    .containsExactly(new ReviewEvent.Approved(H1, 1, new Approval("edit", NOON), 0));
        }

        @Test
        void r13_a_chief_approves_too() {
            given(submit(H1, 1));
            assertThat(accepted(approve(CHIEF, H1))).hasSize(1);
        }

        @Test
        void r13_a_decision_on_an_older_hash_is_outdated_and_names_both() {
            given(submit(H1, 1), submit(H2, 2));
            assertThat(refused(approve(EDITOR, H1)))
                    .isEqualTo(new Decision.Refused<>(
                            "outdated-hash",
                            "Expected a decision on the newest text, 222222222222, but this one is on 111111111111."
                                    + " Reload, read the newest text and decide again."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "abc", "\uD83D\uDE00"})
        void r13_nonsense_in_place_of_a_hash_is_outdated(String hash) {
            given(submit(H1, 1));
            assertThat(refused(approve(EDITOR, hash)).code()).isEqualTo("outdated-hash");
        }

        @Test
        void r13_approval_and_revision_at_once_never_end_approved_whichever_comes_first() {
            given(submit(H1, 1), approve(EDITOR, H1), submit(H2, 2));
            Review approvalFirst = review;

            review = decider.initial();
            given(submit(H1, 1), submit(H2, 2));
            assertThat(refused(approve(EDITOR, H1)).code()).isEqualTo("outdated-hash");
            assertThat(review).isEqualTo(approvalFirst);
            assertThat(review.status()).isEqualTo(Status.IN_REVIEW);
        }

        @Test
        void r13_an_approval_seen_before_its_version_is_refused() {
            assertThat(refused(approve(EDITOR, H1)).code()).isEqualTo("no-such-version");
        }

        @Test
        void r16_a_contributor_does_not_approve() {
            given(submit(H1, 1));
            assertThat(refused(approve(TARIQ, H1)).code()).isEqualTo("own-text");
        }

        @Test
        void r13_what_is_approved_is_not_approved_again() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(refused(approve(CHIEF, H1)).code()).isEqualTo("already-approved");
            givenCleared();
            assertThat(refused(approve(CHIEF, H1)).code()).isEqualTo("already-approved");
        }

        @Test
        void r14_what_was_sent_back_is_not_in_review() {
            given(submit(H1, 1), changes(EDITOR, H1, new Remark(null, "shorter")));
            assertThat(refused(approve(EDITOR, H1)))
                    .isEqualTo(new Decision.Refused<>(
                            "not-in-review",
                            "Expected a version in review to approve, but it is sent back for changes."
                                    + " Wait until a new version is submitted."));
        }

        @Test
        void r14_what_was_rejected_or_dropped_is_not_in_review() {
            given(submit(H1, 1), reject(EDITOR, H1, "not news"));
            assertThat(refused(approve(EDITOR, H1)).code()).isEqualTo("not-in-review");
            given(submit(H2, 1), new ReviewCommand.Drop("spiked"));
            assertThat(refused(approve(EDITOR, H2)).code()).isEqualTo("not-in-review");
        }

        @Test
        void r13_only_editors_of_the_language_approve() {
            given(submit(H1, 1));
            assertThat(refused(approve(WEB_1, H1)).code()).isEqualTo("role-missing");
            assertThat(refused(approve(Actor.unknown("nobody"), H1)).code()).isEqualTo("unknown-person");
            assertThat(refused(approve(new Actor("edit", true, Set.of(Role.EDITOR), Set.of("ru")), H1))
                            .code())
                    .isEqualTo("wrong-language");
        }

        @Test
        void r15_an_edition_that_asks_for_no_signature_is_cleared_by_approval() {
            given(request(H1, 1, WRITERS, 0, List.of()));
            assertThat(accepted(approve(EDITOR, H1)))
                    .containsExactly(
                            new ReviewEvent.Approved(H1, 1, new Approval("edit", NOON), 0),
                            cleared(H1, 1, WRITERS, "edit", NOON, List.of(), List.of()));
        }
    }

    @Nested
    class SendingBack {

        private final Remark comment = new Remark("b2", "Which five?");

        @Test
        void r14_changes_are_requested_with_comments_on_segments() {
            given(submit(H1, 1));
            assertThat(accepted(changes(EDITOR, H1, comment)))
                    .containsExactly(new ReviewEvent.ChangesRequested(
                            H1, 1, "edit", List.of(new Comment("c1", "b2", "Which five?"))));
            assertThat(review.status()).isEqualTo(Status.CHANGES_REQUESTED);
        }

        @Test
        void r14_a_rejection_has_a_reason() {
            given(submit(H1, 1));
            assertThat(refused(reject(EDITOR, H1, " ")).code()).isEqualTo("reason-missing");
            assertThat(refused(reject(EDITOR, H1, "x".repeat(501))).code()).isEqualTo("reason-too-long");
            assertThat(accepted(reject(EDITOR, H1, "not news")))
                    .containsExactly(new ReviewEvent.Rejected(H1, 1, "not news"));
            assertThat(review.status()).isEqualTo(Status.REJECTED);
        }

        @Test
        void r14_changes_without_a_comment_are_refused() {
            given(submit(H1, 1));
            assertThat(refused(changes(EDITOR, H1)).code()).isEqualTo("comment-missing");
            assertThat(refused(changes(EDITOR, H1, new Remark("b1", "\n"))).code())
                    .isEqualTo("comment-missing");
            assertThat(refused(changes(EDITOR, H1, new Remark("", "shorter"))).code())
                    .isEqualTo("segment-missing");
        }

        @Test
        void r14_an_approved_version_can_still_be_sent_back_and_loses_approval_and_signatures() {
            given(submit(H1, 1), approve(EDITOR, H1), sign(WEB_1, H1));
            accepted(changes(CHIEF, H1, comment));
            assertThat(review.approval()).isNull();
            assertThat(review.signatures()).isEmpty();
            assertThat(refused(sign(WEB_2, H1)).code()).isEqualTo("not-approved");
        }

        @Test
        void r14_an_approved_version_can_still_be_rejected() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(accepted(reject(EDITOR, H1, "a hoax"))).hasSize(1);
        }

        @Test
        void r14_a_cleared_version_cannot_be_sent_back() {
            givenCleared();
            assertThat(refused(changes(EDITOR, H1, comment)))
                    .isEqualTo(new Decision.Refused<>(
                            "not-in-review",
                            "Expected a version in review or approved to request changes of, but it is cleared for"
                                    + " release. Have the text revised, which asks for a new review."));
            assertThat(refused(reject(EDITOR, H1, "a hoax")).code()).isEqualTo("not-in-review");
        }

        @Test
        void r14_only_once() {
            given(submit(H1, 1), changes(EDITOR, H1, comment));
            assertThat(refused(changes(EDITOR, H1, comment)).code()).isEqualTo("not-in-review");
            assertThat(refused(reject(EDITOR, H1, "no")).code()).isEqualTo("not-in-review");
        }

        @Test
        void r13_sending_back_names_the_current_hash() {
            given(submit(H1, 1), submit(H2, 2));
            assertThat(refused(changes(EDITOR, H1, comment)).code()).isEqualTo("outdated-hash");
            assertThat(refused(reject(EDITOR, H1, "no")).code()).isEqualTo("outdated-hash");
        }

        @Test
        void r16_a_contributor_sends_nothing_back() {
            given(submit(H1, 1));
            assertThat(refused(changes(TARIQ, H1, comment)).code()).isEqualTo("own-text");
            assertThat(refused(reject(TARIQ, H1, "no")).code()).isEqualTo("own-text");
        }

        @Test
        void r14_only_editors_send_back() {
            given(submit(H1, 1));
            assertThat(refused(changes(WEB_1, H1, comment)).code()).isEqualTo("role-missing");
            assertThat(refused(reject(WEB_1, H1, "no")).code()).isEqualTo("role-missing");
        }
    }

    @Nested
    class SigningOff {

        @Test
        void r15_the_first_of_two_signatures_does_not_clear() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(accepted(sign(WEB_1, H1)))
                    .containsExactly(new ReviewEvent.SignedOff(H1, new Signature("web-1", NOON), 1, 2));
        }

        @Test
        void r17_the_last_signature_clears_with_all_it_rests_on() {
            given(submit(H1, 3), approve(EDITOR, H1), sign(WEB_1, H1));
            assertThat(accepted(sign(WEB_2, H1)))
                    .containsExactly(
                            new ReviewEvent.SignedOff(H1, new Signature("web-2", NOON), 2, 2),
                            cleared(
                                    H1,
                                    3,
                                    WRITERS,
                                    "edit",
                                    NOON,
                                    List.of(new Signature("web-1", NOON), new Signature("web-2", NOON)),
                                    List.of()));
            assertThat(review.status()).isEqualTo(Status.CLEARED);
        }

        @Test
        void r15_an_edition_may_ask_for_one_or_three() {
            given(request(H1, 1, WRITERS, 1, List.of()), approve(EDITOR, H1));
            assertThat(accepted(sign(WEB_1, H1))).hasSize(2);
            given(request(H2, 1, WRITERS, 3, List.of()), approve(EDITOR, H2), sign(WEB_1, H2), sign(WEB_2, H2));
            assertThat(review.status()).isEqualTo(Status.APPROVED);
            assertThat(accepted(sign(WEB_3, H2))).hasSize(2);
        }

        @Test
        void r15_nobody_signs_before_approval() {
            assertThat(refused(sign(WEB_1, H1)).code()).isEqualTo("no-such-version");
            given(submit(H1, 1));
            assertThat(refused(sign(WEB_1, H1)).code()).isEqualTo("not-approved");
        }

        @Test
        void r15_nobody_signs_twice() {
            given(submit(H1, 1), approve(EDITOR, H1), sign(WEB_1, H1));
            assertThat(refused(sign(WEB_1, H1)).code()).isEqualTo("already-signed");
            given(sign(WEB_2, H1));
            assertThat(refused(sign(WEB_2, H1)).code()).isEqualTo("already-signed");
        }

        @Test
        void r15_a_cleared_version_needs_no_further_signature() {
            givenCleared();
            assertThat(refused(sign(WEB_3, H1)).code()).isEqualTo("already-cleared");
        }

        @Test
        void r13_a_signature_names_the_current_hash() {
            given(submit(H1, 1), approve(EDITOR, H1), submit(H2, 2), approve(EDITOR, H2));
            assertThat(refused(sign(WEB_1, H1)).code()).isEqualTo("outdated-hash");
        }

        @Test
        void r16_a_contributor_does_not_sign() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(refused(sign(TARIQ, H1)).code()).isEqualTo("own-text");
        }

        @Test
        void r16_the_approver_does_not_sign_in_whatever_role() {
            Actor both = person("both", Role.EDITOR, Role.WEB_EDITOR);
            given(submit(H1, 1), approve(both, H1));
            assertThat(refused(sign(both, H1)).code()).isEqualTo("approver-cannot-sign");
            assertThat(refused(sign(person("both", Role.WEB_EDITOR), H1)).code())
                    .isEqualTo("approver-cannot-sign");
        }

        @Test
        void r15_only_web_editors_of_the_language_sign() {
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(refused(sign(CHIEF, H1)).code()).isEqualTo("role-missing");
            assertThat(refused(sign(new Actor("web-9", true, Set.of(Role.WEB_EDITOR), Set.of()), H1))
                            .code())
                    .isEqualTo("wrong-language");
        }
    }

    @Nested
    class Voiding {

        @Test
        void r15_a_translation_reopened_for_a_newer_source_loses_what_it_had() {
            given(submit(H1, 1));
            assertThat(accepted(new ReviewCommand.MoveOn(2)))
                    .containsExactly(new ReviewEvent.Voided(H1, "The source moved on to revision 2."));
            given(submit(H1, 1), approve(EDITOR, H1));
            assertThat(accepted(new ReviewCommand.MoveOn(2))).hasSize(1);
            givenCleared();
            assertThat(accepted(new ReviewCommand.MoveOn(2))).hasSize(1);
            assertThat(review).isEqualTo(standing(Status.VOID));
        }

        @Test
        void r15_moving_on_to_the_revision_it_rests_on_changes_nothing() {
            given(submit(H1, 2), approve(EDITOR, H1));
            assertThat(accepted(new ReviewCommand.MoveOn(2))).isEmpty();
        }

        @Test
        void r15_moving_on_without_anything_under_review_changes_nothing() {
            assertThat(accepted(new ReviewCommand.MoveOn(2))).isEmpty();
            given(submit(H1, 1), reject(EDITOR, H1, "no"));
            assertThat(accepted(new ReviewCommand.MoveOn(2))).isEmpty();
        }

        @Test
        void r15_nobody_signs_what_is_void() {
            given(submit(H1, 1), approve(EDITOR, H1), sign(WEB_1, H1), new ReviewCommand.MoveOn(2));
            assertThat(refused(sign(WEB_2, H1)).code()).isEqualTo("not-approved");
            assertThat(refused(approve(EDITOR, H1)).code()).isEqualTo("not-in-review");
        }

        @Test
        void r14_what_is_dropped_is_void_once() {
            assertThat(accepted(new ReviewCommand.Drop("spiked"))).isEmpty();
            givenCleared();
            assertThat(accepted(new ReviewCommand.Drop("spiked")))
                    .containsExactly(new ReviewEvent.Voided(H1, "spiked"));
            assertThat(accepted(new ReviewCommand.Drop("spiked"))).isEmpty();
        }

        @Test
        void r14_a_drop_and_an_approval_at_once_end_void_whichever_comes_first() {
            given(submit(H1, 1), approve(EDITOR, H1), new ReviewCommand.Drop("spiked"));
            assertThat(review.status()).isEqualTo(Status.VOID);
            review = decider.initial();
            given(submit(H1, 1), new ReviewCommand.Drop("spiked"));
            refused(approve(EDITOR, H1));
            assertThat(review.status()).isEqualTo(Status.VOID);
        }
    }

    @Nested
    class Waiving {

        private static final String REASON = "The source counts the day of the vote as well.";
        private final Warning numbers = new Warning("numbers", Warning.Severity.MAJOR, "b3");
        private final Warning length = new Warning("length", Warning.Severity.MINOR, "b3");
        private final Waiver waiver = new Waiver("numbers", "b3", "edit", REASON, NOON);

        @Test
        void r11_what_the_checks_warned_of_comes_with_the_version_each_check_once_a_segment() {
            assertThat(accepted(warned(H1, 1, numbers, length, numbers)))
                    .containsExactly(requested(H1, 1, WRITERS, 2, List.of(numbers, length)));
            assertThat(review.version().warnings()).containsExactly(numbers, length);
        }

        @Test
        void r11_no_more_warnings_are_kept_than_a_text_may_have() {
            Warning[] many = IntStream.range(0, 300)
                    .mapToObj(n -> new Warning("numbers", Warning.Severity.MAJOR, "b" + n))
                    .toArray(Warning[]::new);
            accepted(warned(H1, 1, many));
            assertThat(review.version().warnings()).hasSize(200);
        }

        @Test
        void r11_a_warning_refuses_no_approval() {
            given(warned(H1, 1, numbers), approve(EDITOR, H1), sign(WEB_1, H1), sign(WEB_2, H1));
            assertThat(review.status()).isEqualTo(Status.CLEARED);
        }

        @Test
        void r11_an_editor_or_chief_waives_a_warning_with_a_reason() {
            given(warned(H1, 1, numbers, length));
            assertThat(accepted(waive(EDITOR, H1, "numbers", "b3", " " + REASON + "\n")))
                    .containsExactly(new ReviewEvent.Waived(H1, waiver));
            assertThat(accepted(waive(CHIEF, H1, "length", "b3", REASON))).hasSize(1);
            assertThat(review.waivers()).extracting(Waiver::person).containsExactly("edit", "chief");
            assertThat(review.status()).isEqualTo(Status.IN_REVIEW);
        }

        @Test
        void r17_the_cleared_fact_has_what_was_waived_before_and_after_the_approval() {
            given(
                    warned(H1, 1, numbers, length),
                    waive(EDITOR, H1, "numbers", "b3", REASON),
                    approve(EDITOR, H1),
                    sign(WEB_1, H1),
                    waive(CHIEF, H1, "length", "b3", "Kazakh says it shorter."));
            ReviewEvent.Cleared cleared =
                    (ReviewEvent.Cleared) accepted(sign(WEB_2, H1)).getLast();
            assertThat(cleared.waivers())
                    .containsExactly(waiver, new Waiver("length", "b3", "chief", "Kazakh says it shorter.", NOON));
            assertThat(cleared.signatures()).hasSize(2);
        }

        @Test
        void r17_an_edition_without_signatures_has_them_too() {
            given(request(H1, 1, WRITERS, 0, List.of(numbers)), waive(EDITOR, H1, "numbers", "b3", REASON));
            ReviewEvent.Cleared cleared =
                    (ReviewEvent.Cleared) accepted(approve(CHIEF, H1)).getLast();
            assertThat(cleared.waivers()).containsExactly(waiver);
        }

        @Test
        void r11_a_waiver_holds_for_one_version() {
            given(warned(H1, 1, numbers), waive(EDITOR, H1, "numbers", "b3", REASON), warned(H2, 1, numbers));
            assertThat(review.waivers()).isEmpty();
            assertThat(refused(waive(EDITOR, H1, "numbers", "b3", REASON)).code())
                    .isEqualTo("outdated-hash");
            assertThat(accepted(waive(EDITOR, H2, "numbers", "b3", REASON))).hasSize(1);
        }

        @Test
        void r14_what_is_sent_back_rejected_or_void_loses_its_waivers() {
            for (ReviewCommand end : List.of(
                    changes(CHIEF, H1, new Remark(null, "shorter")),
                    reject(CHIEF, H1, "not news"),
                    new ReviewCommand.MoveOn(2),
                    new ReviewCommand.Drop("spiked"))) {
                review = decider.initial();
                given(warned(H1, 1, numbers), waive(EDITOR, H1, "numbers", "b3", REASON), end);
                assertThat(review.waivers()).as("after %s", end).isEmpty();
                assertThat(refused(waive(EDITOR, H1, "numbers", "b3", REASON)).code())
                        .isEqualTo("not-in-review");
            }
        }

        @Test
        void r17_what_is_cleared_takes_no_further_waiver() {
            given(warned(H1, 1, numbers), approve(EDITOR, H1), sign(WEB_1, H1), sign(WEB_2, H1));
            assertThat(refused(waive(EDITOR, H1, "numbers", "b3", REASON)).code())
                    .isEqualTo("not-in-review");
        }

        @Test
        void r11_what_no_check_warned_of_cannot_be_waived() {
            given(warned(H1, 1, numbers));
            assertThat(refused(waive(EDITOR, H1, "numbers", "b4", REASON)))
                    .isEqualTo(new Decision.Refused<>(
                            "no-such-warning",
                            "Expected a warning that this version came with, but no check 'numbers' warned of its"
                                    + " segment 'b4'. Take both from the version's ReviewRequested."));
            assertThat(refused(waive(EDITOR, H1, "length", "b3", REASON)).code())
                    .isEqualTo("no-such-warning");
        }

        @Test
        void r11_what_is_waived_stays_as_it_is_whoever_asks_again() {
            given(warned(H1, 1, numbers), waive(EDITOR, H1, "numbers", "b3", REASON));
            assertThat(accepted(waive(EDITOR, H1, "numbers", "b3", REASON))).isEmpty();
            assertThat(accepted(waive(CHIEF, H1, "numbers", "b3", "another reason")))
                    .isEmpty();
            assertThat(review.waivers()).containsExactly(waiver);
        }

        @Test
        void r11_a_waiver_has_a_reason_of_at_most_500_characters() {
            given(warned(H1, 1, numbers));
            assertThat(refused(waive(EDITOR, H1, "numbers", "b3", " \n")).code())
                    .isEqualTo("reason-missing");
            assertThat(refused(waive(EDITOR, H1, "numbers", "b3", "x".repeat(501))))
                    .isEqualTo(new Decision.Refused<>(
                            "reason-too-long",
                            "Expected a reason of at most 500 characters, but it has 501. Say it shorter; details"
                                    + " belong elsewhere."));
            assertThat(accepted(waive(EDITOR, H1, "numbers", "b3", "😀".repeat(500))))
                    .hasSize(1);
        }

        @Test
        void r16_a_contributor_waives_nothing() {
            given(warned(H1, 1, numbers));
            assertThat(refused(waive(TARIQ, H1, "numbers", "b3", REASON)).code())
                    .isEqualTo("own-text");
        }

        @Test
        void r11_only_editors_of_the_language_waive() {
            assertThat(refused(waive(EDITOR, H1, "numbers", "b3", REASON)).code())
                    .isEqualTo("no-such-version");
            given(warned(H1, 1, numbers));
            assertThat(refused(waive(WEB_1, H1, "numbers", "b3", REASON)).code())
                    .isEqualTo("role-missing");
            assertThat(refused(waive(
                                    new Actor("ed", true, Set.of(Role.EDITOR), Set.of("ru")), H1, "numbers", "b3", "x"))
                            .code())
                    .isEqualTo("wrong-language");
        }
    }

    @Nested
    class Commenting {

        private static final Actor TRANSLATOR = person("leo", Role.TRANSLATOR);
        /** Wrote the source, and works in its language only. */
        private static final Actor REPORTER = new Actor("amina", true, Set.of(Role.REPORTER), Set.of("en"));

        @Test
        void r14_whoever_works_on_texts_in_the_language_comments_on_a_segment_or_on_the_whole() {
            given(submit(H1, 1));
            assertThat(accepted(comment(TRANSLATOR, H1, "b2", "Is it “five” or “six”?")))
                    .containsExactly(new ReviewEvent.CommentAdded(
                            H1, "leo", null, new Comment("c1", "b2", "Is it “five” or “six”?")));
            for (Actor actor : List.of(EDITOR, WEB_1, CHIEF)) {
                assertThat(accepted(comment(actor, H1, null, "Short."))).hasSize(1);
            }
            assertThat(review.discussion().open())
                    .extracting(OpenThread::id, OpenThread::segmentId, OpenThread::author)
                    .containsExactly(
                            tuple("c1", "b2", "leo"),
                            tuple("c2", null, "edit"),
                            tuple("c3", null, "web-1"),
                            tuple("c4", null, "chief"));
            assertThat(review.status()).isEqualTo(Status.IN_REVIEW);
        }

        @Test
        void r14_a_contributor_answers_in_whatever_language_and_role() {
            given(submit(H1, 1), comment(EDITOR, H1, "b2", "Which five?"));
            assertThat(accepted(reply(REPORTER, H1, "c1", "Those of Monday.")))
                    .containsExactly(new ReviewEvent.CommentAdded(
                            H1, "amina", "c1", new Comment("c2", "b2", "Those of Monday.")));
            assertThat(review.discussion().open()).containsExactly(new OpenThread("c1", "b2", "edit", 1));
        }

        @Test
        void r14_strangers_reporters_and_people_of_other_editions_do_not_comment() {
            given(submit(H1, 1));
            assertThat(refused(comment(Actor.unknown("amina"), H1, null, "x")).code())
                    .isEqualTo("unknown-person");
            assertThat(refused(comment(person("ben", Role.REPORTER), H1, null, "x"))
                            .code())
                    .isEqualTo("role-missing");
            assertThat(refused(comment(new Actor("kim", true, Set.of(Role.TRANSLATOR), Set.of("ko")), H1, null, "x"))
                            .code())
                    .isEqualTo("wrong-language");
        }

        @Test
        void r13_a_comment_names_the_newest_text() {
            assertThat(refused(comment(EDITOR, H1, null, "x")).code()).isEqualTo("no-such-version");
            given(submit(H1, 1), submit(H2, 2));
            assertThat(refused(comment(EDITOR, H1, null, "x")).code()).isEqualTo("outdated-hash");
        }

        @Test
        void r14_a_comment_is_about_a_segment_that_the_version_has() {
            given(submit(H1, 1));
            assertThat(refused(comment(EDITOR, H1, "b9", "x")).code()).isEqualTo("no-such-segment");
            assertThat(refused(comment(EDITOR, H1, " ", "x")).code()).isEqualTo("segment-missing");
            assertThat(refused(changes(EDITOR, H1, new Remark("b9", "x"))).code())
                    .isEqualTo("no-such-segment");
        }

        @Test
        void r14_a_version_from_before_segments_were_kept_may_be_commented_on_anywhere() {
            given(new ReviewCommand.Request(new Version(H1, 1, WRITERS, 2, List.of(), List.of(), List.of())));
            assertThat(accepted(comment(EDITOR, H1, "b9", "x"))).hasSize(1);
        }

        @Test
        void r03_a_comment_is_one_clean_line_of_at_most_2000_characters() {
            given(submit(H1, 1));
            assertThat(refused(comment(EDITOR, H1, null, " ")).code()).isEqualTo("comment-missing");
            assertThat(refused(comment(EDITOR, H1, null, "one\ntwo")).code()).isEqualTo("text-invalid");
            assertThat(refused(changes(EDITOR, H1, new Remark(null, "\u202Eabc")))
                            .code())
                    .isEqualTo("text-invalid");
            assertThat(refused(comment(EDITOR, H1, null, "x".repeat(2001))))
                    .isEqualTo(new Decision.Refused<>(
                            "comment-too-long",
                            "Expected a comment of at most 2000 characters, but one has 2001. Shorten it, or make several of"
                                    + " it."));
            assertThat(accepted(comment(EDITOR, H1, null, "😀".repeat(2000)))).hasSize(1);
        }

        @Test
        void r14_requested_changes_begin_threads_of_their_own() {
            given(submit(H1, 1), comment(TRANSLATOR, H1, null, "Done."));
            accepted(changes(EDITOR, H1, new Remark("b1", "Shorter."), new Remark(null, "Drier.")));
            assertThat(review.discussion().open())
                    .containsExactly(
                            new OpenThread("c1", null, "leo", 0),
                            new OpenThread("c2", "b1", "edit", 0),
                            new OpenThread("c3", null, "edit", 0));
        }

        @Test
        void r14_threads_live_from_version_to_version_and_a_resolved_id_is_not_used_again() {
            given(
                    submit(H1, 1),
                    changes(EDITOR, H1, new Remark("b1", "Shorter.")),
                    submit(H2, 2),
                    resolve(EDITOR, "c1", null),
                    comment(EDITOR, H2, "b2", "Which five?"));
            assertThat(review.discussion().open()).containsExactly(new OpenThread("c2", "b2", "edit", 0));
        }

        @Test
        void r14_what_was_sent_back_or_cleared_can_be_talked_about() {
            given(submit(H1, 1), changes(EDITOR, H1, new Remark("b1", "Shorter.")));
            assertThat(accepted(reply(TARIQ, H1, "c1", "By how much?"))).hasSize(1);
            givenCleared();
            assertThat(accepted(comment(WEB_3, H1, "headline", "A comma is missing.")))
                    .hasSize(1);
            assertThat(review.status()).isEqualTo(Status.CLEARED);
        }

        @Test
        void r14_the_author_of_a_thread_an_editor_and_a_chief_resolve_it() {
            given(submit(H1, 1), comment(WEB_1, H1, null, "x"), comment(WEB_1, H1, null, "y"));
            assertThat(refused(resolve(WEB_2, "c1", null)).code()).isEqualTo("role-missing");
            assertThat(accepted(resolve(WEB_1, "c1", " Seen. ")))
                    .containsExactly(new ReviewEvent.CommentResolved("c1", "Seen."));
            // also an editor who contributed: nothing is decided by it
            assertThat(accepted(resolve(TARIQ, "c2", " ")))
                    .containsExactly(new ReviewEvent.CommentResolved("c2", null));
            assertThat(refused(resolve(CHIEF, "c2", null)).code()).isEqualTo("no-such-comment");
            assertThat(refused(resolve(CHIEF, "c9", null)).code()).isEqualTo("no-such-comment");
        }

        @Test
        void r14_the_note_of_a_resolution_is_one_clean_line_of_at_most_500_characters() {
            given(submit(H1, 1), comment(WEB_1, H1, null, "x"));
            assertThat(refused(resolve(EDITOR, "c1", "x".repeat(501))).code()).isEqualTo("reason-too-long");
            assertThat(refused(resolve(EDITOR, "c1", "one\ntwo")).code()).isEqualTo("text-invalid");
        }

        @Test
        void r14_a_reply_goes_to_the_comment_that_began_an_open_thread() {
            given(submit(H1, 1), comment(EDITOR, H1, null, "x"), reply(WEB_1, H1, "c1", "y"));
            assertThat(refused(reply(WEB_1, H1, "c2", "z")).code()).isEqualTo("no-such-comment");
            given(resolve(EDITOR, "c1", null));
            assertThat(refused(reply(WEB_1, H1, "c1", "z")).code()).isEqualTo("no-such-comment");
        }

        @Test
        void r14_no_more_than_200_threads_are_open_and_no_more_than_50_replies_in_one() {
            given(submit(H1, 1));
            for (int n = 0; n < 199; n++) {
                given(comment(EDITOR, H1, null, "x"));
            }
            assertThat(refused(changes(EDITOR, H1, new Remark(null, "y"), new Remark(null, "z")))
                            .code())
                    .isEqualTo("too-many-threads");
            given(comment(EDITOR, H1, null, "x"));
            assertThat(refused(comment(EDITOR, H1, null, "x")).code()).isEqualTo("too-many-threads");
            for (int n = 0; n < 50; n++) {
                given(reply(WEB_1, H1, "c7", "y"));
            }
            assertThat(refused(reply(WEB_1, H1, "c7", "y")).code()).isEqualTo("too-many-replies");
        }

        @Test
        void r14_an_approval_says_how_many_threads_are_open() {
            given(
                    submit(H1, 1),
                    comment(WEB_1, H1, null, "x"),
                    comment(WEB_1, H1, null, "y"),
                    comment(WEB_1, H1, null, "z"),
                    resolve(WEB_1, "c2", null));
            assertThat(accepted(approve(EDITOR, H1)))
                    .containsExactly(new ReviewEvent.Approved(H1, 1, new Approval("edit", NOON), 2));
        }

        @Test
        void r16_who_comments_does_not_become_a_contributor() {
            given(submit(H1, 1), comment(EDITOR, H1, null, "x"), approve(EDITOR, H1), comment(WEB_1, H1, null, "y"));
            assertThat(accepted(sign(WEB_1, H1))).hasSize(1);
        }
    }

    @Nested
    class BreakingTheGlass {

        private static final String REASON = "I am alone tonight.";
        private final BrokenGlass byTariq = new BrokenGlass("tariq", Role.EDITOR, REASON, NOON);

        @Test
        void r16_an_editor_who_contributed_breaks_the_glass_with_a_reason() {
            given(submit(H1, 1));
            assertThat(accepted(breakGlass(TARIQ, H1, " " + REASON + " ")))
                    .containsExactly(new ReviewEvent.GlassBroken(H1, 1, byTariq, true));
            assertThat(review.status()).isEqualTo(Status.GLASS_BROKEN);
        }

        @Test
        void r16_a_chief_breaks_it_as_chief_and_who_contributed_nothing_too() {
            given(submit(H1, 1));
            assertThat(accepted(breakGlass(CHIEF, H1, REASON)))
                    .containsExactly(new ReviewEvent.GlassBroken(
                            H1, 1, new BrokenGlass("chief", Role.CHIEF, REASON, NOON), false));
        }

        @Test
        void r17_a_countersignature_clears_with_all_it_rests_on() {
            given(submit(H1, 3), breakGlass(TARIQ, H1, REASON));
            Countersignature by = new Countersignature("web-1", Role.WEB_EDITOR, LATER);
            assertThat(accepted(countersign(WEB_1, H1)))
                    .containsExactly(
                            new ReviewEvent.Countersigned(H1, by),
                            new ReviewEvent.Cleared(
                                    version(H1, 3, WRITERS, 2, List.of()),
                                    new Approval("tariq", NOON),
                                    List.of(new Signature("web-1", LATER)),
                                    List.of(),
                                    new Emergency(byTariq, by)));
            assertThat(review.status()).isEqualTo(Status.CLEARED);
        }

        @Test
        void r16_it_stands_for_signatures_that_an_approved_version_lacks_and_for_those_it_has() {
            given(submit(H1, 1), approve(CHIEF, H1), sign(WEB_1, H1), breakGlass(TARIQ, H1, REASON));
            assertThat(review.signatures()).isEmpty();
            ReviewEvent.Cleared cleared =
                    (ReviewEvent.Cleared) accepted(countersign(WEB_1, H1)).getLast();
            assertThat(cleared.approval().approver()).isEqualTo("tariq");
            assertThat(cleared.signatures()).extracting(Signature::person).containsExactly("web-1");
        }

        @Test
        void r16_what_is_not_in_review_or_cleared_needs_no_broken_glass() {
            assertThat(refused(breakGlass(TARIQ, H1, REASON)).code()).isEqualTo("no-such-version");
            givenCleared();
            assertThat(refused(breakGlass(TARIQ, H1, REASON)).code()).isEqualTo("not-in-review");
            given(submit(H2, 2), changes(EDITOR, H2, new Remark(null, "x")));
            assertThat(refused(breakGlass(TARIQ, H2, REASON)).code()).isEqualTo("not-in-review");
            assertThat(refused(breakGlass(TARIQ, H1, REASON)).code()).isEqualTo("outdated-hash");
        }

        @Test
        void r16_only_editors_and_chiefs_of_the_language_break_it() {
            given(submit(H1, 1));
            assertThat(refused(breakGlass(WEB_1, H1, REASON)).code()).isEqualTo("role-missing");
            assertThat(refused(breakGlass(new Actor("c", true, Set.of(Role.CHIEF), Set.of("ru")), H1, REASON))
                            .code())
                    .isEqualTo("wrong-language");
            assertThat(refused(breakGlass(Actor.unknown("c"), H1, REASON)).code())
                    .isEqualTo("unknown-person");
        }

        @Test
        void r16_an_edition_that_does_not_allow_it_refuses() {
            given(submit(H1, 1));
            Decision.Refused<ReviewEvent> refused =
                    refused(new ReviewCommand.BreakGlass(EDITOR, "fr", H1, REASON, false, NOON));
            assertThat(refused.code()).isEqualTo("glass-not-allowed");
            assertThat(refused.sentence()).contains("fr does not allow it", "'break-glass: allowed'");
            assertThat(refused(new ReviewCommand.BreakGlass(WEB_1, "fr", H1, REASON, false, NOON))
                            .code())
                    .isEqualTo("role-missing");
        }

        @Test
        void r16_a_glass_that_was_broken_while_it_was_allowed_is_countersigned_later_too() {
            given(submit(H1, 1), breakGlass(EDITOR, H1, REASON));
            assertThat(accepted(countersign(WEB_1, H1))).hasSize(2);
        }

        @Test
        void r16_the_reason_is_one_clean_line_of_at_most_500_characters() {
            given(submit(H1, 1));
            assertThat(refused(breakGlass(TARIQ, H1, " ")).code()).isEqualTo("reason-missing");
            assertThat(refused(breakGlass(TARIQ, H1, "x".repeat(501))).code()).isEqualTo("reason-too-long");
            assertThat(refused(breakGlass(TARIQ, H1, "one\ntwo")).code()).isEqualTo("text-invalid");
            assertThat(accepted(breakGlass(TARIQ, H1, "x".repeat(500)))).hasSize(1);
        }

        @Test
        void r16_who_broke_it_does_not_countersign_in_whatever_role() {
            Actor all = person("edit", Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
            given(submit(H1, 1), breakGlass(EDITOR, H1, REASON));
            assertThat(refused(countersign(all, H1)).code()).isEqualTo("same-person");
            assertThat(refused(countersign(person("edit", Role.WEB_EDITOR), H1)).code())
                    .isEqualTo("same-person");
        }

        @Test
        void r16_a_contributor_does_not_countersign() {
            given(submit(H1, 1), breakGlass(EDITOR, H1, REASON));
            assertThat(refused(countersign(TARIQ, H1)).code()).isEqualTo("own-text");
        }

        @Test
        void r16_the_countersigner_holds_another_role_than_the_glass_was_broken_as() {
            Actor editor = person("ed-2", Role.EDITOR);
            given(submit(H1, 1), breakGlass(EDITOR, H1, REASON));
            assertThat(refused(countersign(editor, H1)).code()).isEqualTo("role-missing");
            assertThat(countersigned(WEB_1)).isEqualTo(Role.WEB_EDITOR);
            assertThat(countersigned(CHIEF)).isEqualTo(Role.CHIEF);
            assertThat(countersigned(person("both", Role.EDITOR, Role.WEB_EDITOR)))
                    .isEqualTo(Role.WEB_EDITOR);

            review = decider.initial();
            given(submit(H1, 1), breakGlass(CHIEF, H1, REASON));
            assertThat(refused(countersign(person("c-2", Role.CHIEF), H1)).code())
                    .isEqualTo("role-missing");
            assertThat(countersigned(editor)).isEqualTo(Role.EDITOR);
            assertThat(countersigned(WEB_1)).isEqualTo(Role.WEB_EDITOR);
        }

        @Test
        void r16_a_chief_countersigns_in_every_language_others_in_theirs() {
            given(submit(H1, 1), breakGlass(EDITOR, H1, REASON));
            assertThat(refused(countersign(new Actor("w", true, Set.of(Role.WEB_EDITOR), Set.of("ru")), H1))
                            .code())
                    .isEqualTo("wrong-language");
            assertThat(countersigned(new Actor("c", true, Set.of(Role.CHIEF), Set.of())))
                    .isEqualTo(Role.CHIEF);
        }

        @Test
        void r16_a_whole_glass_is_not_countersigned_nor_a_countersigned_one_again() {
            given(submit(H1, 1));
            assertThat(refused(countersign(WEB_1, H1)).code()).isEqualTo("glass-not-broken");
            given(breakGlass(EDITOR, H1, REASON), countersign(WEB_1, H1));
            assertThat(refused(countersign(CHIEF, H1)).code()).isEqualTo("glass-not-broken");
        }

        @Test
        void r16_over_a_broken_glass_nobody_approves_signs_or_breaks_again() {
            given(submit(H1, 1), breakGlass(TARIQ, H1, REASON));
            assertThat(refused(approve(EDITOR, H1)).code()).isEqualTo("glass-broken");
            assertThat(refused(sign(WEB_1, H1)).code()).isEqualTo("glass-broken");
            assertThat(refused(breakGlass(EDITOR, H1, REASON)).code()).isEqualTo("glass-broken");
        }

        @Test
        void r14_it_is_still_sent_back_or_rejected_and_then_is_whole_again() {
            given(submit(H1, 1), breakGlass(TARIQ, H1, REASON), changes(EDITOR, H1, new Remark(null, "No.")));
            assertThat(review.glass()).isNull();
            assertThat(refused(countersign(WEB_1, H1)).code()).isEqualTo("glass-not-broken");
            given(submit(H2, 1), breakGlass(TARIQ, H2, REASON), reject(EDITOR, H2, "No."));
            assertThat(review.glass()).isNull();
        }

        @Test
        void r15_any_edit_voids_it_like_an_approval() {
            given(submit(H1, 1), breakGlass(TARIQ, H1, REASON));
            assertThat(accepted(submit(H2, 1)))
                    .hasSize(2)
                    .startsWith(new ReviewEvent.Voided(H1, "Replaced by a newer version."));
            assertThat(review.glass()).isNull();

            given(breakGlass(TARIQ, H2, REASON), countersign(WEB_1, H2));
            assertThat(accepted(new ReviewCommand.MoveOn(2)))
                    .containsExactly(new ReviewEvent.Voided(H2, "The source moved on to revision 2."));
            assertThat(review.glass()).isNull();
        }

        @Test
        void r17_the_cleared_fact_has_what_was_waived_by_others() {
            given(
                    warned(H1, 1, new Warning("numbers", Warning.Severity.MAJOR, "b3")),
                    breakGlass(TARIQ, H1, REASON),
                    waive(EDITOR, H1, "numbers", "b3", "As the source."));
            assertThat(refused(waive(TARIQ, H1, "numbers", "b3", "x")).code()).isEqualTo("own-text");
            ReviewEvent.Cleared cleared =
                    (ReviewEvent.Cleared) accepted(countersign(WEB_1, H1)).getLast();
            assertThat(cleared.waivers()).extracting(Waiver::person).containsExactly("edit");
        }

        private Role countersigned(Actor actor) {
            if (!(decider.decide(review, countersign(actor, H1))
                    instanceof Decision.Accepted<ReviewEvent>(List<ReviewEvent> events))) {
                throw new AssertionError("Refused to " + actor);
            }
            return ((ReviewEvent.Countersigned) events.getFirst())
                    .countersignature()
                    .role();
        }
    }

    @Nested
    class Contributing {

        private static final Contribution.Kind WROTE = Contribution.Kind.WROTE;

        @Test
        void r17_what_everybody_contributed_goes_from_the_request_to_the_clearing() {
            given(submit(H1, 1));
            assertThat(review.version().contributions()).isEqualTo(MADE);
            givenCleared();
            assertThat(review.version().contributions()).isEqualTo(MADE);
        }

        @Test
        void r17_who_revises_a_source_wrote_what_changed_and_whose_it_was_wrote_it_too() {
            given(source(H1, 1, List.of("amina"), SEGMENTS, new Contribution("amina", WROTE, null, SEGMENTS)));
            List<String> now = List.of("headline", "b1", "b3", "b4");
            given(revise(H2, 2, List.of("amina", "ben"), now, "ben", "b1", "b4"));
            assertThat(review.version().contributions())
                    .containsExactly(
                            new Contribution("amina", WROTE, null, List.of("headline", "b1", "b3")),
                            new Contribution("ben", WROTE, null, List.of("b1", "b4")));
            given(revise(H1, 3, List.of("amina", "ben"), now, "amina", "b4"));
            assertThat(review.version().contributions())
                    .containsExactly(
                            new Contribution("ben", WROTE, null, List.of("b1", "b4")),
                            new Contribution("amina", WROTE, null, now));
        }

        @Test
        void r17_of_what_is_not_known_all_authors_wrote_all() {
            given(revise(H1, 2, List.of("amina", "ben", "cy"), SEGMENTS, "ben", "b1"));
            assertThat(review.version().contributions())
                    .containsExactly(
                            new Contribution("amina", WROTE, null, SEGMENTS),
                            new Contribution("cy", WROTE, null, SEGMENTS),
                            new Contribution("ben", WROTE, null, List.of("b1")));
        }

        @Test
        void r16_who_wrote_in_an_older_revision_alone_decides_nothing_about_the_newest() {
            Actor amina = person("amina", Role.EDITOR, Role.WEB_EDITOR);
            given(source(H1, 1, List.of("amina"), SEGMENTS, new Contribution("amina", WROTE, null, SEGMENTS)));
            given(revise(H2, 2, List.of("amina", "ben"), List.of("b7"), "ben", "b7"));
            assertThat(review.version().contributions())
                    .extracting(Contribution::person)
                    .containsExactly("ben");
            assertThat(refused(approve(amina, H2)).code()).isEqualTo("own-text");
            given(approve(EDITOR, H2));
            assertThat(refused(sign(amina, H2)).code()).isEqualTo("own-text");
        }

        private static ReviewCommand source(
                String hash, int revision, List<String> authors, List<String> segments, Contribution... made) {
            return new ReviewCommand.Request(
                    new Version(hash, revision, authors, 2, List.of(), segments, List.of(made)));
        }

        private static ReviewCommand revise(
                String hash,
                int revision,
                List<String> authors,
                List<String> segments,
                String author,
                String... changed) {
            return new ReviewCommand.Revise(
                    new Version(hash, revision, authors, 2, List.of(), segments, List.of()), author, List.of(changed));
        }
    }

    // given / when / then

    private void givenCleared() {
        review = decider.initial();
        given(submit(H1, 1), approve(EDITOR, H1), sign(WEB_1, H1), sign(WEB_2, H1));
        assertThat(review.status()).isEqualTo(Status.CLEARED);
    }

    private void given(ReviewCommand... commands) {
        for (ReviewCommand command : commands) {
            assertThat(accepted(command)).as("events of %s", command).isNotEmpty();
        }
    }

    private List<ReviewEvent> accepted(ReviewCommand command) {
        assertThat(decider.decide(review, command)).isInstanceOf(Decision.Accepted.class);
        List<ReviewEvent> events = ((Decision.Accepted<ReviewEvent>) decider.decide(review, command)).events();
        for (ReviewEvent event : events) {
            review = decider.evolve(review, event);
        }
        return events;
    }

    private Decision.Refused<ReviewEvent> refused(ReviewCommand command) {
        Decision<ReviewEvent> decision = decider.decide(review, command);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (Decision.Refused<ReviewEvent>) decision;
    }

    private static Version version(
            String hash, int revision, List<String> contributors, int signatures, List<Warning> warnings) {
        return new Version(hash, revision, contributors, signatures, warnings, SEGMENTS, MADE);
    }

    private static ReviewCommand request(
            String hash, int revision, List<String> contributors, int signatures, List<Warning> warnings) {
        return new ReviewCommand.Request(version(hash, revision, contributors, signatures, warnings));
    }

    private static ReviewEvent requested(
            String hash, int revision, List<String> contributors, int signatures, List<Warning> warnings) {
        return new ReviewEvent.Requested(version(hash, revision, contributors, signatures, warnings));
    }

    private ReviewEvent cleared(
            String hash,
            int revision,
            List<String> contributors,
            String approver,
            Instant approvedAt,
            List<Signature> signatures,
            List<Waiver> waivers) {
        return new ReviewEvent.Cleared(
                version(hash, revision, contributors, review.version().signaturesNeeded(), List.of()),
                new Approval(approver, approvedAt),
                signatures,
                waivers,
                null);
    }

    private static Review standing(Status status) {
        return new Review(
                status, version(H1, 1, WRITERS, 2, List.of()), null, List.of(), List.of(), null, Discussion.NONE);
    }

    private static ReviewCommand submit(String hash, int revision) {
        return request(hash, revision, WRITERS, 2, List.of());
    }

    private static ReviewCommand warned(String hash, int revision, Warning... warnings) {
        return request(hash, revision, WRITERS, 2, List.of(warnings));
    }

    private static ReviewCommand waive(Actor actor, String hash, String check, String segmentId, String reason) {
        return new ReviewCommand.Waive(actor, "fr", hash, check, segmentId, reason, NOON);
    }

    private static ReviewCommand approve(Actor actor, String hash) {
        return new ReviewCommand.Approve(actor, "fr", hash, NOON);
    }

    private static ReviewCommand sign(Actor actor, String hash) {
        return new ReviewCommand.SignOff(actor, "fr", hash, NOON);
    }

    private static ReviewCommand changes(Actor actor, String hash, Remark... remarks) {
        return new ReviewCommand.RequestChanges(actor, "fr", hash, List.of(remarks));
    }

    private static ReviewCommand breakGlass(Actor actor, String hash, String reason) {
        return new ReviewCommand.BreakGlass(actor, "fr", hash, reason, true, NOON);
    }

    private static ReviewCommand countersign(Actor actor, String hash) {
        return new ReviewCommand.Countersign(actor, "fr", hash, LATER);
    }

    private static ReviewCommand comment(Actor actor, String hash, @Nullable String segmentId, String text) {
        return new ReviewCommand.AddComment(actor, "fr", hash, null, new Remark(segmentId, text));
    }

    private static ReviewCommand reply(Actor actor, String hash, String to, String text) {
        return new ReviewCommand.AddComment(actor, "fr", hash, to, new Remark(null, text));
    }

    private static ReviewCommand resolve(Actor actor, String id, @Nullable String note) {
        return new ReviewCommand.ResolveComment(actor, "fr", id, note);
    }

    private static ReviewCommand reject(Actor actor, String hash, String reason) {
        return new ReviewCommand.Reject(actor, "fr", hash, reason);
    }

    private static Actor person(String id, Role... roles) {
        return new Actor(id, true, Set.of(roles), Set.of("fr"));
    }
}
