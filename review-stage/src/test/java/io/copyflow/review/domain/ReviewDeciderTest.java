package io.copyflow.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewDeciderTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final String H1 = "1111111111111111111111111111111111111111111111111111111111111111";
    private static final String H2 = "2222222222222222222222222222222222222222222222222222222222222222";
    private static final List<String> WRITERS = List.of("amina", "tariq");

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
            assertThat(accepted(submit(H1, 1)))
                    .containsExactly(new ReviewEvent.Requested(H1, 1, WRITERS, 2, List.of()));
            assertThat(review)
                    .isEqualTo(new Review(Status.IN_REVIEW, H1, 1, WRITERS, 2, null, List.of(), List.of(), List.of()));
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
            assertThat(accepted(submit(H2, 2)))
                    .containsExactly(new ReviewEvent.Requested(H2, 2, WRITERS, 2, List.of()));
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
                            new ReviewEvent.Requested(H2, 2, WRITERS, 2, List.of()));
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
            assertThat(accepted(submit(H1, 1)))
                    .containsExactly(new ReviewEvent.Requested(H1, 1, WRITERS, 2, List.of()));
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
                    .containsExactly(new ReviewEvent.Approved(H1, 1, new Approval("edit", NOON)));
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
            given(submit(H1, 1), changes(EDITOR, H1, new Comment(null, "shorter")));
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
            given(new ReviewCommand.Request(H1, 1, WRITERS, 0, List.of()));
            assertThat(accepted(approve(EDITOR, H1)))
                    .containsExactly(
                            new ReviewEvent.Approved(H1, 1, new Approval("edit", NOON)),
                            new ReviewEvent.Cleared(H1, 1, WRITERS, "edit", NOON, List.of(), List.of()));
        }
    }

    @Nested
    class SendingBack {

        private final Comment comment = new Comment("b2", "Which five?");

        @Test
        void r14_changes_are_requested_with_comments_on_segments() {
            given(submit(H1, 1));
            assertThat(accepted(changes(EDITOR, H1, comment)))
                    .containsExactly(new ReviewEvent.ChangesRequested(H1, 1, List.of(comment)));
            assertThat(review.status()).isEqualTo(Status.CHANGES_REQUESTED);
        }

        @Test
        void r14_a_rejection_has_a_reason() {
            given(submit(H1, 1));
            assertThat(refused(reject(EDITOR, H1, " ")).code()).isEqualTo("reason-missing");
            assertThat(accepted(reject(EDITOR, H1, "not news")))
                    .containsExactly(new ReviewEvent.Rejected(H1, 1, "not news"));
            assertThat(review.status()).isEqualTo(Status.REJECTED);
        }

        @Test
        void r14_changes_without_a_comment_are_refused() {
            given(submit(H1, 1));
            assertThat(refused(changes(EDITOR, H1)).code()).isEqualTo("comment-missing");
            assertThat(refused(changes(EDITOR, H1, new Comment("b1", "\n"))).code())
                    .isEqualTo("comment-missing");
            assertThat(refused(changes(EDITOR, H1, new Comment("", "shorter"))).code())
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
                            new ReviewEvent.Cleared(
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
            given(new ReviewCommand.Request(H1, 1, WRITERS, 1, List.of()), approve(EDITOR, H1));
            assertThat(accepted(sign(WEB_1, H1))).hasSize(2);
            given(
                    new ReviewCommand.Request(H2, 1, WRITERS, 3, List.of()),
                    approve(EDITOR, H2),
                    sign(WEB_1, H2),
                    sign(WEB_2, H2));
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
            assertThat(review)
                    .isEqualTo(new Review(Status.VOID, H1, 1, WRITERS, 2, null, List.of(), List.of(), List.of()));
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
                    .containsExactly(new ReviewEvent.Requested(H1, 1, WRITERS, 2, List.of(numbers, length)));
            assertThat(review.warnings()).containsExactly(numbers, length);
        }

        @Test
        void r11_no_more_warnings_are_kept_than_a_text_may_have() {
            Warning[] many = IntStream.range(0, 300)
                    .mapToObj(n -> new Warning("numbers", Warning.Severity.MAJOR, "b" + n))
                    .toArray(Warning[]::new);
            accepted(warned(H1, 1, many));
            assertThat(review.warnings()).hasSize(200);
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
            given(
                    new ReviewCommand.Request(H1, 1, WRITERS, 0, List.of(numbers)),
                    waive(EDITOR, H1, "numbers", "b3", REASON));
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
                    changes(CHIEF, H1, new Comment(null, "shorter")),
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
                            "Expected a reason of at most 500 characters, but it has 501. Shorten it."));
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

    private static ReviewCommand submit(String hash, int revision) {
        return new ReviewCommand.Request(hash, revision, WRITERS, 2, List.of());
    }

    private static ReviewCommand warned(String hash, int revision, Warning... warnings) {
        return new ReviewCommand.Request(hash, revision, WRITERS, 2, List.of(warnings));
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

    private static ReviewCommand changes(Actor actor, String hash, Comment... comments) {
        return new ReviewCommand.RequestChanges(actor, "fr", hash, List.of(comments));
    }

    private static ReviewCommand reject(Actor actor, String hash, String reason) {
        return new ReviewCommand.Reject(actor, "fr", hash, reason);
    }

    private static Actor person(String id, Role... roles) {
        return new Actor(id, true, Set.of(roles), Set.of("fr"));
    }
}
