package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Role;
import io.copyflow.contract.SegmentHash;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.DraftSegment.DraftMark;
import io.copyflow.translate.domain.Translation.Status;
import io.copyflow.translate.domain.TranslationCommand.Cancel;
import io.copyflow.translate.domain.TranslationCommand.Claim;
import io.copyflow.translate.domain.TranslationCommand.EndLease;
import io.copyflow.translate.domain.TranslationCommand.Queue;
import io.copyflow.translate.domain.TranslationCommand.Release;
import io.copyflow.translate.domain.TranslationCommand.ReturnForChanges;
import io.copyflow.translate.domain.TranslationCommand.ReturnRejected;
import io.copyflow.translate.domain.TranslationCommand.Submit;
import io.copyflow.translate.domain.TranslationEvent.Cancelled;
import io.copyflow.translate.domain.TranslationEvent.ClaimEnd;
import io.copyflow.translate.domain.TranslationEvent.ClaimReleased;
import io.copyflow.translate.domain.TranslationEvent.Claimed;
import io.copyflow.translate.domain.TranslationEvent.Queued;
import io.copyflow.translate.domain.TranslationEvent.ReopenReason;
import io.copyflow.translate.domain.TranslationEvent.Reopened;
import io.copyflow.translate.domain.TranslationEvent.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationDeciderTest {

    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final Duration LEASE = Duration.ofHours(2);

    private static final Actor AWA = new Actor("awa", true, Set.of(Role.TRANSLATOR), Set.of("fr"));
    private static final Actor LEO = new Actor("leo", true, Set.of(Role.TRANSLATOR), Set.of("fr"));
    private static final Actor CHIEF = new Actor("chief", true, Set.of(Role.CHIEF), Set.of("fr"));
    private static final Actor EDITOR = new Actor("editor", true, Set.of(Role.EDITOR), Set.of("fr"));
    private static final Actor EDITOR_OF_RUSSIAN = new Actor("ivan", true, Set.of(Role.EDITOR), Set.of("ru"));

    private static final SourceRevision FIRST = revision(1, "headline:A", "b1:one", "b2:two");
    private static final Queued QUEUED = new Queued("en", FIRST, 3, NOW.plusSeconds(60), LEASE.toMillis());
    private static final Claimed AWA_CLAIMED = new Claimed("awa", NOW.plus(LEASE));
    private static final List<DraftSegment> WHOLE = drafts("headline:Un", "b1:Deux", "b2:Trois");
    private static final String HASH = hash(1, "headline:Un", "b1:Deux", "b2:Trois");
    private static final Submitted SUBMITTED = new Submitted(
            1,
            List.of(translated("headline", "Un"), translated("b1", "Deux"), translated("b2", "Trois")),
            HASH,
            List.of("reporter", "awa"),
            List.of("awa"));

    private final TranslationDecider decider = new TranslationDecider();

    // rule 6: one task for each target language

    @Test
    void r06_a_wanted_translation_is_queued_with_urgency_and_deadline() {
        given().when(queue(FIRST)).then(QUEUED);
    }

    @Test
    void r06_a_translation_is_queued_once() {
        given(QUEUED).when(queue(FIRST)).thenNothing();
    }

    @Test
    void r06_what_nobody_asked_for_cannot_be_claimed() {
        given().when(claim(AWA, NOW)).thenRefused("no-such-translation", "fr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FR", "fr/x", "klingon language", "und"})
    void r06_a_tag_that_is_no_canonical_language_is_refused(String tag) {
        given(QUEUED).when(new Claim(tag, AWA, NOW)).thenRefused("unknown-language", "'" + tag + "'");
    }

    @Test
    void r06_a_spiked_story_cancels_its_translations() {
        given(QUEUED, AWA_CLAIMED).when(new Cancel("not true")).then(new Cancelled("not true"));
    }

    @Test
    void r06_nothing_is_cancelled_twice_or_before_it_was_asked_for() {
        given(QUEUED, new Cancelled("x")).when(new Cancel("x")).thenNothing();
        given().when(new Cancel("x")).thenNothing();
    }

    @Test
    void r06_what_was_cancelled_stays_cancelled() {
        given(QUEUED, new Cancelled("x")).when(queue(revision(2, "b1:new"))).thenNothing();
        given(QUEUED, new Cancelled("x")).when(claim(AWA, NOW)).thenRefused("cancelled", "fr");
        given(QUEUED, new Cancelled("x")).when(release(AWA)).thenRefused("cancelled", "fr");
        given(QUEUED, new Cancelled("x")).when(submit(AWA, 1, WHOLE)).thenRefused("cancelled", "fr");
    }

    // rule 7: claims are leases

    @Test
    void r07_a_claim_is_a_lease() {
        given(QUEUED).when(claim(AWA, NOW)).then(AWA_CLAIMED);
        assertThat(decider.dueAt(after(QUEUED, AWA_CLAIMED))).isEqualTo(NOW.plus(LEASE));
        assertThat(decider.dueAt(after(QUEUED))).isNull();
    }

    @Test
    void r07_two_claims_at_once_one_wins_and_the_other_is_told_who_holds_it_and_until_when() {
        given(QUEUED, AWA_CLAIMED)
                .when(claim(LEO, NOW.plusMillis(1)))
                .thenRefused("already-claimed", "awa", "2026-03-03T11:00:00Z");
    }

    @Test
    void r07_the_holder_claiming_again_renews_the_lease() {
        Instant later = NOW.plusSeconds(600);
        given(QUEUED, AWA_CLAIMED).when(claim(AWA, later)).then(new Claimed("awa", later.plus(LEASE)));
    }

    @Test
    void r07_a_renewal_never_shortens_a_lease() {
        given(QUEUED, AWA_CLAIMED).when(claim(AWA, NOW.minusSeconds(5))).thenNothing();
    }

    @Test
    void r07_a_claim_needs_a_translator_of_the_language() {
        given(QUEUED).when(claim(EDITOR, NOW)).thenRefused("role-missing", "editor");
        given(QUEUED).when(claim(Actor.unknown("ghost"), NOW)).thenRefused("unknown-person", "ghost");
        given(QUEUED)
                .when(claim(new Actor("ivan", true, Set.of(Role.TRANSLATOR), Set.of("ru")), NOW))
                .thenRefused("wrong-language", "ivan");
    }

    @Test
    void r07_what_was_submitted_cannot_be_claimed() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(claim(LEO, NOW)).thenRefused("already-submitted", "fr");
    }

    @Test
    void r07_the_holder_gives_it_back() {
        given(QUEUED, AWA_CLAIMED).when(release(AWA)).then(new ClaimReleased("awa", ClaimEnd.GIVEN_BACK));
    }

    @Test
    void r07_a_holder_who_lost_the_role_can_still_give_it_back() {
        given(QUEUED, AWA_CLAIMED)
                .when(release(Actor.unknown("awa")))
                .then(new ClaimReleased("awa", ClaimEnd.GIVEN_BACK));
    }

    @Test
    void r07_a_chief_or_editor_of_the_language_takes_it_back() {
        given(QUEUED, AWA_CLAIMED).when(release(CHIEF)).then(new ClaimReleased("awa", ClaimEnd.GIVEN_BACK));
        given(QUEUED, AWA_CLAIMED).when(release(EDITOR)).then(new ClaimReleased("awa", ClaimEnd.GIVEN_BACK));
    }

    @Test
    void r07_nobody_else_takes_it_back() {
        given(QUEUED, AWA_CLAIMED).when(release(LEO)).thenRefused("role-missing", "awa", "leo");
        given(QUEUED, AWA_CLAIMED).when(release(EDITOR_OF_RUSSIAN)).thenRefused("wrong-language", "ivan");
    }

    @Test
    void r07_what_nobody_holds_cannot_be_given_back() {
        given(QUEUED).when(release(AWA)).thenRefused("not-claimed");
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(release(AWA)).thenRefused("not-claimed");
    }

    @Test
    void r07_a_lease_that_ran_out_returns_to_the_queue() {
        given(QUEUED, AWA_CLAIMED)
                .when(new EndLease(NOW.plus(LEASE)))
                .then(new ClaimReleased("awa", ClaimEnd.LEASE_EXPIRED));
    }

    @Test
    void r07_a_lease_that_runs_on_is_left_alone() {
        given(QUEUED, AWA_CLAIMED)
                .when(new EndLease(NOW.plus(LEASE).minusMillis(1)))
                .thenNothing();
        given(QUEUED).when(new EndLease(NOW.plus(LEASE))).thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new EndLease(NOW.plus(LEASE)))
                .thenNothing();
    }

    @Test
    void r07_a_claim_after_the_lease_ran_out_need_not_wait_for_the_timer() {
        Instant then = NOW.plus(LEASE);
        given(QUEUED, AWA_CLAIMED)
                .when(claim(LEO, then))
                .then(new ClaimReleased("awa", ClaimEnd.LEASE_EXPIRED), new Claimed("leo", then.plus(LEASE)));
    }

    // submissions: rules 7, 8, 11, 12

    @Test
    void r07_the_holder_submits() {
        given(QUEUED, AWA_CLAIMED).when(submit(AWA, 1, WHOLE)).then(SUBMITTED);
        Translation state = after(QUEUED, AWA_CLAIMED, SUBMITTED);
        assertThat(state.status()).isEqualTo(Status.SUBMITTED);
        assertThat(state.holder()).isNull();
        assertThat(state.open()).isEmpty();
    }

    @Test
    void r07_only_the_holder_submits() {
        given(QUEUED, AWA_CLAIMED).when(submit(LEO, 1, WHOLE)).thenRefused("not-holder", "awa", "leo");
        given(QUEUED).when(submit(AWA, 1, WHOLE)).thenRefused("not-claimed");
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(submit(AWA, 1, WHOLE)).thenRefused("already-submitted");
        given(QUEUED, AWA_CLAIMED).when(submit(EDITOR, 1, WHOLE)).thenRefused("role-missing", "editor");
        given().when(submit(AWA, 1, WHOLE)).thenRefused("no-such-translation");
    }

    @Test
    void r08_a_submission_on_an_older_revision_is_refused_and_both_are_named() {
        given(QUEUED, AWA_CLAIMED, revisedTo(revision(2, "headline:A", "b1:one", "b2:other"), "headline", "b1", "b2"))
                .when(submit(AWA, 1, WHOLE))
                .thenRefused("stale-source", "revision 2", "revision 1");
    }

    @Test
    void r08_a_submission_on_a_revision_that_has_not_arrived_is_refused() {
        given(QUEUED, AWA_CLAIMED).when(submit(AWA, 2, WHOLE)).thenRefused("revision-unknown", "revision 2");
    }

    @Test
    void r11_segments_come_out_in_the_order_of_the_source() {
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, drafts("b2:Trois", "headline:Un", "b1:Deux")))
                .then(SUBMITTED);
    }

    static Stream<Arguments> faultySubmissions() {
        return Stream.of(
                Arguments.of("segments-missing", drafts("headline:Un"), new String[] {"b1, b2"}),
                Arguments.of("segments-missing", List.of(), new String[] {"headline, b1, b2"}),
                Arguments.of("segments-unknown", and(WHOLE, draft("b9", "x")), new String[] {"b9"}),
                Arguments.of("segments-repeated", and(WHOLE, draft("b1", "x")), new String[] {"b1"}),
                Arguments.of("segments-blank", drafts("headline:Un", "b1: ", "b2:x"), new String[] {"b1"}),
                Arguments.of("too-large", drafts("headline:" + "é".repeat(1 << 19) + "!"), new String[] {"1048576"}),
                Arguments.of(
                        "origin-unknown",
                        replacing(new DraftSegment("b1", "Deux", List.of(), null, null)),
                        new String[] {"b1"}),
                marked("mark-invalid", new DraftMark(Mark.Kind.STRONG, -1, 2, null)),
                marked("mark-invalid", new DraftMark(Mark.Kind.STRONG, 2, 2, null)),
                marked("mark-invalid", new DraftMark(Mark.Kind.STRONG, 0, 5, null)),
                marked("mark-invalid", new DraftMark(null, 0, 2, null)),
                marked("mark-invalid", new DraftMark(Mark.Kind.LINK, 0, 2, null)),
                marked("mark-invalid", new DraftMark(Mark.Kind.LINK, 0, 2, "javascript:alert(1)")),
                marked("mark-invalid", new DraftMark(Mark.Kind.EMPHASIS, 0, 2, "https://example.org")));
    }

    @ParameterizedTest
    @MethodSource("faultySubmissions")
    void r11_a_submission_that_is_not_whole_and_sound_is_refused(
            String code, List<DraftSegment> segments, String[] named) {
        given(QUEUED, AWA_CLAIMED).when(submit(AWA, 1, segments)).thenRefused(code, named);
    }

    @Test
    void r11_a_million_bytes_and_some_fit() {
        String large = "é".repeat((1 << 19) - 40);
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, drafts("headline:" + large, "b1:x", "b2:y")))
                .thenAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "a\u202Eb", "a\u2066b", "nul\u0000", "bom\uFEFF", "half \uD83D"})
    void r03_a_translation_that_disguises_its_text_is_refused(String text) {
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, replacing(draft("b1", text))))
                .thenRefused("text-invalid", "segment b1", "U+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"می\u200Cخواهم", "שלום\u200F!", "👩\u200D🚀", "« mot »", "zero\u200Bwidth"})
    void r03_joiners_direction_marks_and_special_spaces_are_text(String text) {
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, replacing(draft("b1", text))))
                .thenAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0\u3000", "\u200B\u2060", "\u061C\u200F", "\u3164", "\u2800", "\uFE0F"})
    void r11_a_translation_nobody_can_see_is_blank(String text) {
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, replacing(draft("b1", text))))
                .thenRefused("segments-blank", "b1");
    }

    static Stream<List<DraftMark>> marksAgainstEachOther() {
        return Stream.of(
                List.of(strong(0, 3), emphasis(2, 4)),
                List.of(emphasis(2, 4), strong(0, 3)),
                List.of(strong(0, 3), strong(2, 4)),
                List.of(strong(0, 4), strong(1, 2)),
                List.of(link(0, 3, "https://example.org/"), link(1, 3, "https://example.org/")));
    }

    @ParameterizedTest
    @MethodSource("marksAgainstEachOther")
    void r11_marks_that_cross_or_overlap_are_refused(List<DraftMark> marks) {
        given(QUEUED, AWA_CLAIMED).when(submit(AWA, 1, markedBy(marks))).thenRefused("mark-invalid", "segment b1");
    }

    @Test
    void r11_marks_may_nest_in_whichever_order_they_come() {
        given(QUEUED, AWA_CLAIMED)
                .when(submit(
                        AWA, 1, markedBy(List.of(emphasis(1, 3), strong(0, 1), link(0, 4, "https://example.org/")))))
                .thenAccepted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:a@example.org",
                "ftp://example.org/",
                "//example.org",
                "https:example.org",
                "https://",
                "https://bank.example@evil.example/",
                "https://exa mple.org/",
                "https://example.org/\u202Egro",
                ""
            })
    void r11_links_lead_where_those_of_a_source_may(String target) {
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, markedBy(List.of(link(0, 4, target)))))
                .thenRefused("mark-invalid", "segment b1");
    }

    @Test
    void r02_as_many_marks_as_a_source_may_have_and_no_more() {
        List<DraftMark> most = new ArrayList<>();
        for (int place = 0; place < MarkRules.MOST; place++) {
            most.add(strong(place, place + 1));
        }
        DraftSegment segment = new DraftSegment("b1", "x".repeat(most.size()), most, Origin.PERSON, null);
        DraftSegment another = new DraftSegment("b2", "Trois", List.of(strong(0, 1)), Origin.PERSON, null);

        given(QUEUED, AWA_CLAIMED).when(submit(AWA, 1, replacing(segment))).thenAccepted();
        given(QUEUED, AWA_CLAIMED)
                .when(submit(AWA, 1, List.of(draft("headline", "Un"), segment, another)))
                .thenRefused("too-large", "10001");
    }

    @Test
    void r11_what_is_blank_in_the_source_may_be_blank() {
        SourceRevision withBlank = revision(1, "headline:A", "b1:");
        given(new Queued("en", withBlank, 3, null, LEASE.toMillis()), AWA_CLAIMED)
                .when(submit(AWA, 1, drafts("headline:Un", "b1: ")))
                .thenAccepted();
    }

    @Test
    void r11_a_sentence_names_ten_segments_and_counts_the_rest() {
        List<DraftSegment> many = new ArrayList<>(WHOLE);
        for (int n = 0; n < 12; n++) {
            many.add(draft("x".repeat(1000) + n, "t"));
        }
        Decision<TranslationEvent> decision = decider.decide(after(QUEUED, AWA_CLAIMED), submit(AWA, 1, many));
        assertThat(((Decision.Refused<TranslationEvent>) decision).sentence())
                .contains("and 2 more")
                .hasSizeLessThan(1000);
    }

    @Test
    void r03_text_becomes_nfc_and_marks_stay_where_they_were() {
        DraftSegment decomposed = new DraftSegment(
                "b1",
                "e\u0301te\u0301 \ud83d\ude00 chaud",
                List.of(
                        new DraftMark(Mark.Kind.STRONG, 6, 7, null),
                        new DraftMark(Mark.Kind.LINK, 0, 5, "https://example.org/")),
                Origin.MACHINE,
                "engine");
        List<TranslationEvent> events = accepted(after(QUEUED, AWA_CLAIMED), submit(AWA, 1, replacing(decomposed)));
        assertThat(((Submitted) events.getFirst()).segments().get(1))
                .isEqualTo(new TranslatedSegment(
                        new Passage(
                                "b1",
                                "été \ud83d\ude00 chaud",
                                List.of(
                                        new Mark(Mark.Kind.LINK, 0, 3, "https://example.org/"),
                                        new Mark(Mark.Kind.STRONG, 4, 5, null))),
                        Origin.MACHINE,
                        "engine"));
    }

    @Test
    void r03_a_mark_that_splits_a_character_is_refused() {
        DraftSegment split = new DraftSegment(
                "b1", "e\u0301t", List.of(new DraftMark(Mark.Kind.STRONG, 0, 1, null)), Origin.PERSON, null);
        given(QUEUED, AWA_CLAIMED).when(submit(AWA, 1, replacing(split))).thenRefused("mark-invalid", "b1");
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void r12_the_origin_of_each_segment_is_kept(Origin origin) {
        DraftSegment draft = new DraftSegment("b1", "Deux", List.of(), origin, "where from");
        List<TranslationEvent> events = accepted(after(QUEUED, AWA_CLAIMED), submit(AWA, 1, replacing(draft)));
        TranslatedSegment kept = ((Submitted) events.getFirst()).segments().get(1);
        assertThat(kept.origin()).isEqualTo(origin);
        assertThat(kept.originDetail()).isEqualTo(origin == Origin.PERSON ? null : "where from");
    }

    @Test
    void r16_contributors_are_the_authors_and_all_translators_so_far() {
        Translation state = after(
                QUEUED,
                AWA_CLAIMED,
                SUBMITTED,
                new Reopened(FIRST, ReopenReason.REJECTED, FIRST.segmentIds()),
                new Claimed("leo", NOW.plus(LEASE)));
        Submitted second = (Submitted) accepted(state, submit(LEO, 1, WHOLE)).getFirst();
        assertThat(second.contributors()).containsExactly("reporter", "awa", "leo");
        assertThat(second.translators()).containsExactly("awa", "leo");
    }

    // rule 8: the source moves on

    @Test
    void r08_a_queued_task_moves_to_the_new_revision_all_of_it_open() {
        SourceRevision second = revision(2, "headline:A", "b1:one", "b3:new");
        given(QUEUED).when(queue(second)).then(revisedTo(second, "headline", "b1", "b3"));
    }

    @Test
    void r08_a_claimed_task_stays_with_its_holder_and_lease() {
        SourceRevision second = revision(2, "headline:A", "b1:changed", "b2:two");
        given(QUEUED, AWA_CLAIMED).when(queue(second)).then(revisedTo(second, "headline", "b1", "b2"));
        Translation state = after(QUEUED, AWA_CLAIMED, revisedTo(second, "headline", "b1", "b2"));
        assertThat(state.status()).isEqualTo(Status.CLAIMED);
        assertThat(state.holder()).isEqualTo("awa");
        assertThat(state.leaseUntil()).isEqualTo(NOW.plus(LEASE));
    }

    @Test
    void r08_of_a_submitted_version_only_what_changed_is_open() {
        SourceRevision second = revision(2, "b2:two", "headline:A", "b1:changed", "b3:new");
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(queue(second)).then(revisedTo(second, "b1", "b3"));
        assertThat(after(QUEUED, AWA_CLAIMED, SUBMITTED, revisedTo(second, "b1", "b3"))
                        .status())
                .isEqualTo(Status.QUEUED);
    }

    @Test
    void r08_what_a_revision_opened_stays_open_in_the_next() {
        SourceRevision second = revision(2, "headline:A", "b1:changed", "b2:two");
        SourceRevision third = revision(3, "headline:B", "b1:changed", "b2:two");
        given(QUEUED, AWA_CLAIMED, SUBMITTED, revisedTo(second, "b1"))
                .when(queue(third))
                .then(revisedTo(third, "headline", "b1"));
    }

    @Test
    void r09_a_source_that_changes_and_changes_back_is_open_again() {
        SourceRevision second = revision(2, "headline:A", "b1:changed", "b2:two");
        SourceRevision third = revision(3, "headline:A", "b1:one", "b2:two");
        given(QUEUED, AWA_CLAIMED, SUBMITTED, revisedTo(second, "b1"))
                .when(queue(third))
                .then(revisedTo(third, "b1"));
    }

    @Test
    void r08_only_a_newer_revision_counts() {
        SourceRevision second = revision(2, "headline:A", "b1:changed", "b2:two");
        given(QUEUED, revisedTo(second, "headline", "b1", "b2"))
                .when(queue(FIRST))
                .thenNothing();
        given(QUEUED, revisedTo(second, "headline", "b1", "b2"))
                .when(queue(second))
                .thenNothing();
    }

    // rule 14: the editor sends it back

    @Test
    void r14_requested_changes_open_the_segments_commented_on() {
        Reopened reopened = new Reopened(FIRST, ReopenReason.CHANGES_REQUESTED, List.of("b2"));
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnForChanges(HASH, Set.of("b2", "gone")))
                .then(reopened);
        Translation state = after(QUEUED, AWA_CLAIMED, SUBMITTED, reopened);
        assertThat(state.status()).isEqualTo(Status.QUEUED);
        assertThat(state.holder()).isNull();
    }

    @Test
    void r14_changes_requested_of_the_whole_version_open_all() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnForChanges(HASH, Set.of()))
                .then(new Reopened(FIRST, ReopenReason.CHANGES_REQUESTED, FIRST.segmentIds()));
    }

    @Test
    void r14_a_rejection_opens_all() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnRejected(HASH))
                .then(new Reopened(FIRST, ReopenReason.REJECTED, FIRST.segmentIds()));
    }

    @Test
    void r13_a_decision_on_another_hash_changes_nothing() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(new ReturnRejected("other")).thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnForChanges("other", Set.of()))
                .thenNothing();
        given().when(new ReturnRejected(HASH)).thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED, new Cancelled("x"))
                .when(new ReturnRejected(HASH))
                .thenNothing();
    }

    @Test
    void r14_requested_changes_and_a_revision_come_out_alike_in_either_order() {
        SourceRevision second = revision(2, "headline:A", "b1:changed", "b2:two");
        ReturnForChanges changes = new ReturnForChanges(HASH, Set.of("b2"));
        Translation submitted = after(QUEUED, AWA_CLAIMED, SUBMITTED);

        Translation changesFirst = run(run(submitted, changes), queue(second));
        Translation revisionFirst = run(run(submitted, queue(second)), changes);

        assertThat(changesFirst).isEqualTo(revisionFirst);
        assertThat(changesFirst.open()).containsExactly("b1", "b2");
    }

    @Test
    void r14_the_same_decision_read_again_changes_nothing() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED, new Reopened(FIRST, ReopenReason.CHANGES_REQUESTED, List.of("b2")))
                .when(new ReturnForChanges(HASH, Set.of("b2")))
                .thenNothing();
    }

    // given, when, then

    private Given given(TranslationEvent... events) {
        return new Given(after(events));
    }

    private Translation after(TranslationEvent... events) {
        return apply(decider.initial(), List.of(events));
    }

    private Translation apply(Translation state, List<TranslationEvent> events) {
        Translation next = state;
        for (TranslationEvent event : events) {
            next = decider.evolve(next, event);
        }
        return next;
    }

    private Translation run(Translation state, TranslationCommand command) {
        return apply(state, accepted(state, command));
    }

    private List<TranslationEvent> accepted(Translation state, TranslationCommand command) {
        return ((Decision.Accepted<TranslationEvent>) decider.decide(state, command)).events();
    }

    private final class Given {
        private final Translation state;

        Given(Translation state) {
            this.state = state;
        }

        Then when(TranslationCommand command) {
            return new Then(decider.decide(state, command));
        }
    }

    private record Then(Decision<TranslationEvent> decision) {

        void then(TranslationEvent... events) {
            assertThat(decision).isEqualTo(Decision.accept(List.of(events)));
        }

        void thenNothing() {
            then();
        }

        void thenAccepted() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
        }

        void thenRefused(String code, String... named) {
            assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.sentence()).startsWith("Expected ").contains(" but ");
                Stream.of(named).forEach(name -> assertThat(refused.sentence()).contains(name));
            });
        }
    }

    private static Queue queue(SourceRevision source) {
        return new Queue("en", source, 3, NOW.plusSeconds(60), LEASE.toMillis());
    }

    private static Claim claim(Actor actor, Instant at) {
        return new Claim("fr", actor, at);
    }

    private static Release release(Actor actor) {
        return new Release("fr", actor, NOW);
    }

    private static Submit submit(Actor actor, int revision, List<DraftSegment> segments) {
        return new Submit("fr", actor, NOW, revision, segments);
    }

    private static Reopened revisedTo(SourceRevision source, String... open) {
        return new Reopened(source, ReopenReason.SOURCE_REVISED, List.of(open));
    }

    private static SourceRevision revision(int number, String... segments) {
        return new SourceRevision(
                number,
                Arrays.stream(segments)
                        .map(segment -> segment.split(":", 2))
                        .map(parts -> new SourceSegment(parts[0], SegmentHash.of(parts[1], List.of())))
                        .toList(),
                List.of("reporter"));
    }

    private static DraftSegment draft(String id, String text) {
        return new DraftSegment(id, text, List.of(), Origin.PERSON, null);
    }

    private static List<DraftSegment> drafts(String... segments) {
        return Arrays.stream(segments)
                .map(segment -> segment.split(":", 2))
                .map(parts -> draft(parts[0], parts[1]))
                .toList();
    }

    private static List<DraftSegment> and(List<DraftSegment> drafts, DraftSegment more) {
        List<DraftSegment> all = new ArrayList<>(drafts);
        all.add(more);
        return all;
    }

    private static List<DraftSegment> replacing(DraftSegment draft) {
        return WHOLE.stream()
                .map(whole -> whole.id().equals(draft.id()) ? draft : whole)
                .toList();
    }

    private static DraftMark strong(int start, int end) {
        return new DraftMark(Mark.Kind.STRONG, start, end, null);
    }

    private static DraftMark emphasis(int start, int end) {
        return new DraftMark(Mark.Kind.EMPHASIS, start, end, null);
    }

    private static DraftMark link(int start, int end, String target) {
        return new DraftMark(Mark.Kind.LINK, start, end, target);
    }

    /** A whole submission in which the text {@code Deux} of b1 has these marks. */
    private static List<DraftSegment> markedBy(List<DraftMark> marks) {
        return replacing(new DraftSegment("b1", "Deux", marks, Origin.PERSON, null));
    }

    private static Arguments marked(String code, DraftMark mark) {
        return Arguments.of(
                code, replacing(new DraftSegment("b1", "Deux", List.of(mark), Origin.PERSON, null)), new String[] {"b1"
                });
    }

    private static TranslatedSegment translated(String id, String text) {
        return new TranslatedSegment(Passage.plain(id, text), Origin.PERSON, null);
    }

    private static String hash(int revision, String... segments) {
        return ContentHash.of(
                "fr",
                revision,
                drafts(segments).stream()
                        .map(draft -> Passage.plain(draft.id(), draft.text()))
                        .toList());
    }
}
