package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.DraftSegment.DraftMark;
import io.copyflow.translate.domain.Translation.Status;
import io.copyflow.translate.domain.TranslationCommand.Acknowledge;
import io.copyflow.translate.domain.TranslationCommand.Cancel;
import io.copyflow.translate.domain.TranslationCommand.Claim;
import io.copyflow.translate.domain.TranslationCommand.FailDraft;
import io.copyflow.translate.domain.TranslationCommand.OfferDraft;
import io.copyflow.translate.domain.TranslationCommand.Queue;
import io.copyflow.translate.domain.TranslationCommand.Reassign;
import io.copyflow.translate.domain.TranslationCommand.Release;
import io.copyflow.translate.domain.TranslationCommand.ReturnForChanges;
import io.copyflow.translate.domain.TranslationCommand.ReturnRejected;
import io.copyflow.translate.domain.TranslationCommand.SaveDraft;
import io.copyflow.translate.domain.TranslationCommand.Submit;
import io.copyflow.translate.domain.TranslationCommand.Wake;
import io.copyflow.translate.domain.TranslationEvent.Cancelled;
import io.copyflow.translate.domain.TranslationEvent.ClaimEnd;
import io.copyflow.translate.domain.TranslationEvent.ClaimReleased;
import io.copyflow.translate.domain.TranslationEvent.Claimed;
import io.copyflow.translate.domain.TranslationEvent.DraftFailed;
import io.copyflow.translate.domain.TranslationEvent.DraftOffered;
import io.copyflow.translate.domain.TranslationEvent.DraftRequested;
import io.copyflow.translate.domain.TranslationEvent.DraftSaved;
import io.copyflow.translate.domain.TranslationEvent.Overdue;
import io.copyflow.translate.domain.TranslationEvent.Queued;
import io.copyflow.translate.domain.TranslationEvent.ReopenReason;
import io.copyflow.translate.domain.TranslationEvent.Reopened;
import io.copyflow.translate.domain.TranslationEvent.SourceAcknowledged;
import io.copyflow.translate.domain.TranslationEvent.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
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
    private static final Actor MEMORY = new Actor("memory.bot", true, Set.of(Role.MACHINE), Set.of());
    private static final Actor EDITOR_OF_RUSSIAN = new Actor("ivan", true, Set.of(Role.EDITOR), Set.of("ru"));

    private static final Duration DEADLINE = Duration.ofHours(5);

    private static final PublishedMetadata METADATA = new PublishedMetadata("s1", "en", 3, "climate", "nairobi");
    private static final SourceText FIRST = source(1, "headline:A", "b1:rain", "b2:wind");
    private static final Task TASK = new Task("en", 3, NOW, NOW.plus(DEADLINE), false, LEASE.toMillis());
    private static final Queued QUEUED = new Queued(TASK, FIRST.revision());
    private static final Claimed AWA_CLAIMED = new Claimed("awa", NOW.plus(LEASE));
    private static final List<DraftSegment> WHOLE = drafts("headline:Un", "b1:Deux", "b2:Trois");
    private static final String HASH = hash(1, "headline:Un", "b1:Deux", "b2:Trois");
    private static final Submitted SUBMITTED = new Submitted(
            1,
            1,
            List.of(translated("headline", "Un"), translated("b1", "Deux"), translated("b2", "Trois")),
            HASH,
            METADATA,
            List.of("reporter", "awa"),
            List.of("awa"),
            List.of());

    private final TranslationDecider decider =
            new TranslationDecider((from, source, to, target, glossary) -> List.of());

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
    void r22_whatever_is_asked_of_a_killed_story_is_told_so() {
        given().when(new TranslationCommand.AskOfKilled()).thenRefused("story-killed", "a new story");
        given(QUEUED, AWA_CLAIMED, new Cancelled("killed"))
                .when(new TranslationCommand.AskOfKilled())
                .thenRefused("story-killed", "a new story");
    }

    @Test
    void r06_nothing_is_cancelled_twice_or_before_it_was_asked_for() {
        given(QUEUED, new Cancelled("x")).when(new Cancel("x")).thenNothing();
        given().when(new Cancel("x")).thenNothing();
    }

    @Test
    void r06_what_was_cancelled_stays_cancelled() {
        given(QUEUED, new Cancelled("x")).when(queue(source(2, "b1:new"))).thenNothing();
        given(QUEUED, new Cancelled("x")).when(claim(AWA, NOW)).thenRefused("cancelled", "fr");
        given(QUEUED, new Cancelled("x")).when(release(AWA)).thenRefused("cancelled", "fr");
        given(QUEUED, new Cancelled("x")).when(submit(AWA, 1, WHOLE)).thenRefused("cancelled", "fr");
    }

    // rule 7: claims are leases

    @Test
    void r07_a_claim_is_a_lease() {
        given(QUEUED).when(claim(AWA, NOW)).then(AWA_CLAIMED);
        assertThat(decider.dueAt(after(QUEUED, AWA_CLAIMED))).isEqualTo(NOW.plus(LEASE));
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
                .when(new Wake(NOW.plus(LEASE)))
                .then(new ClaimReleased("awa", ClaimEnd.LEASE_EXPIRED));
    }

    @Test
    void r07_a_lease_that_runs_on_is_left_alone() {
        given(QUEUED, AWA_CLAIMED)
                .when(new Wake(NOW.plus(LEASE).minusMillis(1)))
                .thenNothing();
        given(QUEUED).when(new Wake(NOW.plus(LEASE))).thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(new Wake(NOW.plus(LEASE))).thenNothing();
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
        assertThat(state.lease()).isNull();
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
        SourceText withBlank = source(1, "headline:A", "b1:");
        given(new Queued(TASK, withBlank.revision()), AWA_CLAIMED)
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
    void r12_a_machines_text_stays_the_machines_whatever_is_said_of_it() {
        TranslatedSegment made = new TranslatedSegment(Passage.plain("b1", "Deux"), Origin.MACHINE, "deepl");
        DraftRequest request = request(FIRST, "headline", "b1", "b2");
        TranslationEvent asked = new DraftRequested(request, "en", FIRST.passages());
        TranslationEvent offered = new DraftOffered("r1", "deepl", 1, List.of(made));

        Submitted submitted = (Submitted) accepted(after(QUEUED, asked, offered, AWA_CLAIMED), submit(AWA, 1, WHOLE))
                .getFirst();

        assertThat(submitted.segments()).contains(made);
        assertThat(submitted.segments().getFirst().origin()).isEqualTo(Origin.PERSON);
    }

    @Test
    void r12_neither_space_nor_marks_make_a_machines_text_a_persons() {
        TranslatedSegment made = new TranslatedSegment(Passage.plain("b1", "Deux fois"), Origin.MEMORY, "s9");
        Translation state = after(QUEUED, AWA_CLAIMED, saved(1, made));
        DraftSegment dressed = new DraftSegment(
                "b1",
                " Deux\u00a0\u200b fois ",
                List.of(new DraftMark(Mark.Kind.STRONG, 1, 5, null)),
                Origin.PERSON,
                null);

        Submitted submitted =
                (Submitted) accepted(state, submit(AWA, 1, replacing(dressed))).getFirst();

        assertThat(submitted.segments().get(1).origin()).isEqualTo(Origin.MEMORY);
        assertThat(submitted.segments().get(1).originDetail()).isEqualTo("s9");
    }

    @Test
    void r12_what_was_submitted_as_a_machines_stays_so_however_much_was_drafted_since() {
        Submitted first = new Submitted(
                1,
                1,
                List.of(
                        translated("headline", "Un"),
                        new TranslatedSegment(Passage.plain("b1", "Deux"), Origin.MACHINE, "deepl"),
                        translated("b2", "Trois")),
                HASH,
                METADATA,
                List.of("reporter", "awa"),
                List.of("awa"),
                List.of());
        List<TranslationEvent> events =
                new ArrayList<>(List.of(QUEUED, AWA_CLAIMED, first, rejected(first), AWA_CLAIMED));
        for (int n = 0; n < 3 * Provenance.MOST; n++) {
            events.add(saved(1, new TranslatedSegment(Passage.plain("b1", "x" + n), Origin.MACHINE, "deepl")));
        }
        Translation state = after(events.toArray(TranslationEvent[]::new));

        Submitted again = (Submitted) accepted(state, submit(AWA, 1, WHOLE)).getFirst();

        assertThat(again.segments().get(1).origin()).isEqualTo(Origin.MACHINE);
        assertThat(state.provenance().texts()).hasSize(Provenance.MOST);
    }

    @Test
    void r12_a_draft_saved_keeps_the_machines_name_too() {
        TranslatedSegment made = new TranslatedSegment(Passage.plain("b1", "Deux"), Origin.MACHINE, "deepl");
        Translation state = after(QUEUED, AWA_CLAIMED, saved(1, made));

        assertThat(((DraftSaved)
                                accepted(state, save(AWA, 1, drafts("b1:Deux"))).getFirst())
                        .segments())
                .containsExactly(made);
    }

    @Test
    void r16_contributors_are_the_authors_and_all_translators_so_far() {
        Translation state =
                after(QUEUED, AWA_CLAIMED, SUBMITTED, rejected(SUBMITTED), new Claimed("leo", NOW.plus(LEASE)));
        Submitted second = (Submitted) accepted(state, submit(LEO, 1, WHOLE)).getFirst();
        assertThat(second.contributors()).containsExactly("reporter", "awa", "leo");
        assertThat(second.translators()).containsExactly("awa", "leo");
    }

    @Test
    void r16_whoever_saved_a_draft_contributed() {
        Translation state = after(
                QUEUED,
                AWA_CLAIMED,
                saved(1, translated("b1", "Deux")),
                new ClaimReleased("awa", ClaimEnd.GIVEN_BACK),
                new Claimed("leo", NOW.plus(LEASE)));

        assertThat(((Submitted) accepted(state, submit(LEO, 1, WHOLE)).getFirst()).contributors())
                .containsExactly("reporter", "awa", "leo");
    }

    @Test
    void r11_warnings_travel_with_the_version_and_refuse_nothing() {
        Warning warning = new Warning("numbers", Warning.Severity.MAJOR, "b1", "5 is missing.", "5", null);
        List<Passage> asked = new ArrayList<>();
        TranslationDecider warned = new TranslationDecider((from, source, to, target, glossary) -> {
            assertThat(List.of(from, to)).containsExactly("en", "fr");
            asked.addAll(source);
            asked.addAll(target);
            return Collections.nCopies(300, warning);
        });

        Submitted submitted = (Submitted)
                ((Decision.Accepted<TranslationEvent>) warned.decide(after(QUEUED, AWA_CLAIMED), submit(AWA, 1, WHOLE)))
                        .events()
                        .getFirst();

        assertThat(submitted.warnings()).hasSize(200).containsOnly(warning);
        assertThat(asked.stream().map(Passage::text)).containsExactly("A", "rain", "wind", "Un", "Deux", "Trois");
    }

    // rule 7: drafts outlive claims, activity renews them, a chief assigns

    @Test
    void r07_a_draft_is_saved_part_by_part_and_renews_the_lease() {
        Instant later = NOW.plusSeconds(600);
        given(QUEUED, AWA_CLAIMED)
                .when(new SaveDraft("fr", AWA, later, 1, drafts("b2:Trois", "b1:")))
                .then(new DraftSaved(
                        "awa", 1, List.of(translated("b1", ""), translated("b2", "Trois")), later.plus(LEASE)));
        Translation state = after(
                QUEUED, AWA_CLAIMED, new DraftSaved("awa", 1, List.of(translated("b1", "Deux")), later.plus(LEASE)));
        assertThat(state.status()).isEqualTo(Status.CLAIMED);
        assertThat(decider.dueAt(state)).isEqualTo(later.plus(LEASE));
    }

    @Test
    void r07_only_the_holder_saves_a_draft() {
        given(QUEUED).when(save(AWA, 1, WHOLE)).thenRefused("not-claimed");
        given(QUEUED, AWA_CLAIMED).when(save(LEO, 1, WHOLE)).thenRefused("not-holder", "awa", "leo");
        given(QUEUED, AWA_CLAIMED, SUBMITTED).when(save(AWA, 1, WHOLE)).thenRefused("already-submitted");
        given(QUEUED, AWA_CLAIMED).when(save(EDITOR, 1, WHOLE)).thenRefused("role-missing", "editor");
    }

    @Test
    void r08_a_draft_names_its_revision_and_one_on_an_older_source_is_kept() {
        SourceText second = source(2, "headline:A", "b2:wind");
        Translation state = run(after(QUEUED, AWA_CLAIMED), revise(FIRST, second));

        assertThat(((DraftSaved)
                                accepted(state, save(AWA, 1, drafts("b1:Deux"))).getFirst())
                        .segments())
                .containsExactly(translated("b1", "Deux"));
        new Given(state).when(save(AWA, 2, drafts("b1:Deux"))).thenRefused("segments-unknown", "b1");
        new Given(state).when(save(AWA, 3, drafts("b2:Trois"))).thenRefused("revision-unknown", "revision 3");
        new Given(state).when(save(AWA, 0, drafts("b2:Trois"))).thenRefused("revision-unknown", "revision 0");
    }

    @Test
    void r07_a_draft_is_as_sound_as_a_part_can_be() {
        given(QUEUED, AWA_CLAIMED).when(save(AWA, 1, List.of())).thenRefused("draft-empty");
        given(QUEUED, AWA_CLAIMED).when(save(AWA, 1, drafts("b1:x", "b1:y"))).thenRefused("segments-repeated", "b1");
        given(QUEUED, AWA_CLAIMED)
                .when(save(AWA, 1, List.of(new DraftSegment("b1", "x", List.of(), null, null))))
                .thenRefused("origin-unknown", "b1");
        given(QUEUED, AWA_CLAIMED)
                .when(save(AWA, 1, List.of(draft("b1", "x".repeat(1 << 20)))))
                .thenRefused("too-large");
    }

    @Test
    void r07_an_acknowledgement_renews_the_lease() {
        Instant later = NOW.plusSeconds(600);
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Translation state = claimed(run(submitted(), revise(FIRST, second)), "awa");

        assertThat(accepted(state, new Acknowledge("fr", AWA, later, 2, Set.of("b1"))))
                .containsExactly(new SourceAcknowledged("awa", 2, List.of("b1"), later.plus(LEASE)));
    }

    @Test
    void r07_a_chief_gives_it_to_another_translator() {
        Instant later = NOW.plusSeconds(60);
        given(QUEUED, AWA_CLAIMED)
                .when(new Reassign("fr", CHIEF, later, LEO))
                .then(new ClaimReleased("awa", ClaimEnd.REASSIGNED), new Claimed("leo", later.plus(LEASE)));
        given(QUEUED).when(new Reassign("fr", CHIEF, later, LEO)).then(new Claimed("leo", later.plus(LEASE)));
        given(QUEUED, AWA_CLAIMED).when(new Reassign("fr", CHIEF, later, AWA)).thenNothing();
    }

    @Test
    void r07_only_a_chief_of_the_language_assigns_and_only_to_its_translators() {
        given(QUEUED).when(new Reassign("fr", EDITOR, NOW, LEO)).thenRefused("role-missing", "editor");
        given(QUEUED)
                .when(new Reassign("fr", new Actor("boss", true, Set.of(Role.CHIEF), Set.of("ru")), NOW, LEO))
                .thenRefused("wrong-language", "boss");
        given(QUEUED).when(new Reassign("fr", CHIEF, NOW, EDITOR)).thenRefused("role-missing", "editor");
        given(QUEUED)
                .when(new Reassign("fr", CHIEF, NOW, Actor.unknown("ghost")))
                .thenRefused("unknown-person", "ghost");
        given(QUEUED)
                .when(new Reassign("fr", CHIEF, NOW, new Actor("olga", true, Set.of(Role.TRANSLATOR), Set.of("ru"))))
                .thenRefused("wrong-language", "olga");
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new Reassign("fr", CHIEF, NOW, LEO))
                .thenRefused("already-submitted");
    }

    // rule 8: the source moves on

    @Test
    void r08_a_queued_task_moves_to_the_new_revision_all_of_it_open() {
        SourceText second = source(2, "headline:A", "b1:rain", "b3:new");
        Reopened reopened = reopened(after(QUEUED), revise(FIRST, second));

        assertThat(reopened.open())
                .containsExactly(OpenSegment.wanted("headline"), OpenSegment.wanted("b1"), OpenSegment.wanted("b3"));
        assertThat(reopened.changes()).extracting(SourceChange::segmentId).containsExactly("b3");
        assertThat(reopened.task()).isEqualTo(TASK);
    }

    @Test
    void r08_a_claimed_task_stays_with_its_holder_and_lease_and_tells_what_changed() {
        SourceText second = source(2, "headline:A", "b1:changed to 5", "b2:wind");
        Reopened reopened = reopened(after(QUEUED, AWA_CLAIMED), revise(FIRST, second));

        assertThat(reopened.changes())
                .containsExactly(new SourceChange(
                        Passage.plain("b1", "rain"), Passage.plain("b1", "changed to 5"), EnumSet.of(Touch.NUMBER)));
        Translation state = after(QUEUED, AWA_CLAIMED, reopened);
        assertThat(state.status()).isEqualTo(Status.CLAIMED);
        assertThat(state.lease()).isEqualTo(new Lease("awa", NOW.plus(LEASE)));
    }

    @Test
    void r08_of_a_submitted_version_only_what_changed_is_open_with_its_difference() {
        SourceText second = source(2, "b2:wind", "headline:A", "b1:changed", "b3:new");
        Reopened reopened = reopened(submitted(), revise(FIRST, second));

        assertThat(reopened.open())
                .containsExactly(
                        new OpenSegment("b1", false, 2, Passage.plain("b1", "rain")), OpenSegment.wanted("b3"));
        assertThat(reopened.changes())
                .extracting(SourceChange::before, SourceChange::after)
                .containsExactly(
                        tuple(Passage.plain("b1", "rain"), Passage.plain("b1", "changed")),
                        tuple(null, Passage.plain("b3", "new")));
        assertThat(after(QUEUED, AWA_CLAIMED, SUBMITTED, reopened).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void r08_what_a_revision_opened_stays_open_and_the_difference_is_to_what_was_submitted() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        SourceText third = source(3, "headline:B", "b1:changed", "b2:wind");
        Translation state = run(submitted(), revise(FIRST, second));

        Reopened reopened = reopened(state, revise(second, third));

        assertThat(reopened.open())
                .extracting(OpenSegment::id, OpenSegment::changedIn)
                .containsExactly(tuple("headline", 3), tuple("b1", 2));
        assertThat(reopened.changes())
                .extracting(
                        change -> change.before().text(),
                        change -> change.after().text())
                .containsExactly(tuple("A", "B"), tuple("rain", "changed"));
    }

    @Test
    void r08_a_revision_read_without_the_one_before_opens_all_that_differs() {
        SourceText second = source(2, "headline:A", "b1:rains", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:rain", "b2:windy");

        Reopened reopened = reopened(submitted(), revise(second, third));

        assertThat(reopened.open()).extracting(OpenSegment::id).containsExactly("b2");
        assertThat(reopened.step()).isNull();
    }

    @Test
    void r08_only_a_newer_revision_counts() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Translation state = run(after(QUEUED), revise(FIRST, second));
        new Given(state).when(queue(FIRST)).thenNothing();
        new Given(state).when(queue(second)).thenNothing();
    }

    @Test
    void r08_a_submission_on_an_older_revision_is_refused_and_both_are_named() {
        Translation state =
                run(after(QUEUED, AWA_CLAIMED), revise(FIRST, source(2, "headline:A", "b1:rain", "b2:other")));
        new Given(state).when(submit(AWA, 1, WHOLE)).thenRefused("stale-source", "revision 2", "revision 1");
    }

    @Test
    void r08_a_submission_may_rest_on_an_older_revision_when_only_minor_ones_of_others_came_after() {
        SourceText second = source(2, "headline:A", "b1:rains", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:rains", "b2:winds");
        Translation state =
                run(run(after(QUEUED, AWA_CLAIMED), minor(FIRST, second, "reporter")), minor(second, third, "editor"));

        assertThat(accepted(state, submit(AWA, 1, WHOLE)))
                .containsExactly(new Submitted(
                        3,
                        1,
                        SUBMITTED.segments(),
                        hash(3, "headline:Un", "b1:Deux", "b2:Trois"),
                        METADATA,
                        List.of("reporter", "awa"),
                        List.of("awa"),
                        List.of()));
    }

    static Stream<Arguments> telling() {
        SourceText same = source(2, "headline:A", "b1:rains", "b2:wind");
        return Stream.of(
                Arguments.of("classed an update", revise(FIRST, same, RevisionClass.UPDATE, "reporter", NOW)),
                Arguments.of("classed a correction", revise(FIRST, same, RevisionClass.CORRECTION, "reporter", NOW)),
                Arguments.of("classed unknown", revise(FIRST, same, RevisionClass.UNKNOWN, "reporter", NOW)),
                Arguments.of("by the translator", minor(FIRST, same, "awa")),
                Arguments.of("a number", minor(FIRST, source(2, "headline:A", "b1:rain", "b2:2"), "reporter")),
                Arguments.of("a name", minor(FIRST, source(2, "headline:A", "b1:Oslo", "b2:wind"), "reporter")),
                Arguments.of("a negation", minor(FIRST, source(2, "headline:A", "b1:rain", "b2:not wind"), "reporter")),
                Arguments.of(
                        "a segment more", minor(FIRST, source(2, "headline:A", "b1:rain", "b2:wind", "b3:x"), "e")),
                Arguments.of("a segment less", minor(FIRST, source(2, "headline:A", "b1:rain"), "reporter")),
                Arguments.of("not known", queue(same)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("telling")
    void r10_a_revision_that_may_tell_in_a_translation_makes_it_stale(String why, Queue revision) {
        Translation state = run(after(QUEUED, AWA_CLAIMED), revision);
        new Given(state).when(submit(AWA, 1, WHOLE)).thenRefused("stale-source");
    }

    @Test
    void r08_one_revision_that_tells_among_minor_ones_makes_it_stale() {
        SourceText second = source(2, "headline:A", "b1:rains", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:rains", "b2:winds");
        Translation state =
                run(run(after(QUEUED, AWA_CLAIMED), revise(FIRST, second)), minor(second, third, "reporter"));

        new Given(state).when(submit(AWA, 1, WHOLE)).thenRefused("stale-source", "revision 3");
        new Given(state).when(submit(AWA, 2, WHOLE)).thenAccepted();
    }

    @Test
    void r08_a_minor_revision_between_two_that_were_read_is_not_guessed() {
        SourceText third = source(3, "headline:A", "b1:rains", "b2:wind");
        Translation state = run(after(QUEUED, AWA_CLAIMED), minor(FIRST, third, "reporter"));

        new Given(state).when(submit(AWA, 1, WHOLE)).thenRefused("stale-source");
        new Given(state).when(submit(AWA, 2, WHOLE)).thenRefused("stale-source");
    }

    // rule 9: what changed is seen

    @Test
    void r09_an_unchanged_text_of_a_changed_source_needs_an_acknowledgement() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Translation state = claimed(run(submitted(), revise(FIRST, second)), "awa");

        new Given(state).when(submit(AWA, 2, WHOLE)).thenRefused("acknowledgement-missing", "b1", "revision 2");
        new Given(state).when(submit(AWA, 2, replacing(draft("b1", "Autre")))).thenAccepted();
        new Given(run(state, acknowledge(2, "b1"))).when(submit(AWA, 2, WHOLE)).thenAccepted();
    }

    @Test
    void r09_a_source_that_changes_and_changes_back_needs_one_too() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:rain", "b2:wind");
        Translation opened = run(run(submitted(), revise(FIRST, second)), revise(second, third));

        assertThat(opened.openIds()).containsExactly("b1");
        Translation state = claimed(opened, "awa");
        new Given(state).when(submit(AWA, 3, WHOLE)).thenRefused("acknowledgement-missing", "b1");
        new Given(run(state, acknowledge(3, "b1"))).when(submit(AWA, 3, WHOLE)).thenAccepted();
    }

    @Test
    void r09_an_acknowledgement_closes_the_segment_until_its_source_changes_again() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:changed", "b2:other");
        SourceText fourth = source(4, "headline:A", "b1:rain", "b2:other");
        Translation seen = run(claimed(run(submitted(), revise(FIRST, second)), "awa"), acknowledge(2, "b1"));
        assertThat(seen.open()).isEmpty();

        Translation other = run(seen, revise(second, third));
        assertThat(other.openIds()).containsExactly("b2");

        Reopened again = reopened(other, revise(third, fourth));
        assertThat(again.changes())
                .extracting(
                        change -> change.before().text(),
                        change -> change.after().text())
                .containsExactly(tuple("changed", "rain"), tuple("wind", "other"));
    }

    @Test
    void r09_an_acknowledgement_of_a_revision_that_is_not_the_newest_certifies_nothing() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:rain", "b2:wind");
        Translation state = claimed(run(run(submitted(), revise(FIRST, second)), revise(second, third)), "awa");

        new Given(state).when(acknowledge(2, "b1")).thenRefused("stale-source", "revision 3", "revision 2");
        new Given(state).when(acknowledge(4, "b1")).thenRefused("revision-unknown", "revision 4");
    }

    @Test
    void r09_only_what_has_a_translation_can_be_left_to_stand() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind", "b3:new");
        Translation state = claimed(run(submitted(), revise(FIRST, second)), "awa");

        new Given(state).when(acknowledge(2, "b3")).thenRefused("segments-untranslated", "b3");
        new Given(state).when(acknowledge(2, "b9")).thenRefused("segments-unknown", "b9");
        new Given(state).when(acknowledge(2, "b2")).thenNothing();
        new Given(after(QUEUED, AWA_CLAIMED)).when(acknowledge(1, "b1")).thenRefused("segments-untranslated");
    }

    @Test
    void r09_only_the_holder_acknowledges() {
        Translation opened = run(submitted(), revise(FIRST, source(2, "headline:A", "b1:changed", "b2:wind")));
        new Given(opened).when(acknowledge(2, "b1")).thenRefused("not-claimed");
        new Given(claimed(opened, "leo")).when(acknowledge(2, "b1")).thenRefused("not-holder", "leo");
    }

    @Test
    void r09_what_changed_before_the_revision_named_needs_one_even_when_the_newest_is_harmless() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        SourceText third = source(3, "headline:A", "b1:changed again", "b2:wind");
        Translation state =
                claimed(run(run(submitted(), revise(FIRST, second)), minor(second, third, "reporter")), "awa");

        new Given(state).when(submit(AWA, 2, WHOLE)).thenRefused("acknowledgement-missing", "b1");
    }

    @Test
    void r09_what_only_a_harmless_revision_changed_needs_none() {
        SourceText second = source(2, "headline:A", "b1:rains", "b2:wind");
        Translation state = claimed(
                run(run(submitted(), new ReturnRejected(HASH, terms(NOW))), minor(FIRST, second, "reporter")), "awa");

        new Given(state).when(submit(AWA, 1, WHOLE)).thenAccepted();
        new Given(state).when(submit(AWA, 2, WHOLE)).thenRefused("acknowledgement-missing", "b1");
    }

    @Test
    void r09_what_the_editor_wants_changed_stays_open_when_the_source_is_acknowledged() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Translation state = claimed(
                run(run(submitted(), new ReturnForChanges(HASH, Set.of("b1"), terms(NOW))), revise(FIRST, second)),
                "awa");

        assertThat(run(state, acknowledge(2, "b1")).open()).containsExactly(OpenSegment.wanted("b1"));
    }

    // rule 10: unchanged segments keep their translation

    @Test
    void r10_a_segment_whose_number_changed_is_open_and_the_others_carry_their_translation() {
        SourceText numbered = source(1, "headline:A", "b1:5 dead", "b2:wind");
        Translation state = after(new Queued(TASK, numbered.revision()), AWA_CLAIMED, SUBMITTED);

        Reopened reopened = reopened(state, minor(numbered, source(2, "headline:A", "b1:6 dead", "b2:wind"), "e"));

        assertThat(reopened.open()).extracting(OpenSegment::id).containsExactly("b1");
        assertThat(reopened.changes().getFirst().touches()).containsExactly(Touch.NUMBER);
    }

    // rule 6: deadlines

    @Test
    void r06_an_edition_that_waits_for_approval_starts_no_task_but_follows_the_one_there_is() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Queue waiting = revise(FIRST, second);
        Queue notYet = new Queue("en", second, waiting.move(), false, 3, terms(NOW));

        given().when(notYet).thenNothing();
        assertThat(run(after(QUEUED), notYet).source()).isEqualTo(second.revision());
    }

    @Test
    void r06_a_deadline_that_passes_is_told_once() {
        Instant due = NOW.plus(DEADLINE);
        assertThat(decider.dueAt(after(QUEUED))).isEqualTo(due);
        given(QUEUED).when(new Wake(due.minusMillis(1))).thenNothing();
        given(QUEUED).when(new Wake(due)).then(new Overdue(due, null));
        Translation told = after(QUEUED, new Overdue(due, null));
        assertThat(decider.dueAt(told)).isNull();
        new Given(told).when(new Wake(due.plusSeconds(9))).thenNothing();
    }

    @Test
    void r06_an_overdue_task_names_its_holder() {
        Instant due = NOW.plus(DEADLINE);
        Claimed held = new Claimed("leo", due.plusSeconds(1));
        given(QUEUED, held).when(new Wake(due)).then(new Overdue(due, "leo"));
        given(QUEUED, AWA_CLAIMED)
                .when(new Wake(due))
                .then(new ClaimReleased("awa", ClaimEnd.LEASE_EXPIRED), new Overdue(due, null));
    }

    @Test
    void r06_what_is_submitted_or_cancelled_is_not_overdue() {
        assertThat(decider.dueAt(submitted())).isNull();
        assertThat(decider.dueAt(after(QUEUED, new Cancelled("x")))).isNull();
    }

    @Test
    void r06_a_deadline_counts_from_the_first_queueing_and_a_version_that_comes_back_gets_a_new_one() {
        Instant later = NOW.plusSeconds(900);
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Queue revision = revise(FIRST, second, RevisionClass.UPDATE, "reporter", later);
        Overdue overdue = new Overdue(NOW.plus(DEADLINE), null);

        assertThat(run(after(QUEUED, overdue), revision).task())
                .isEqualTo(after(QUEUED, overdue).task());
        assertThat(run(after(QUEUED, overdue, AWA_CLAIMED, SUBMITTED), revision).task())
                .isEqualTo(new Task("en", 3, later, later.plus(DEADLINE), false, LEASE.toMillis()));
        assertThat(run(submitted(), new ReturnRejected(HASH, terms(later)))
                        .task()
                        .deadline())
                .isEqualTo(later.plus(DEADLINE));
    }

    // drafts by memory and machines

    @Test
    void r12_a_draft_is_asked_for_when_a_task_is_queued() {
        DraftRequest request = request(FIRST, "headline", "b1", "b2");
        given().when(drafting(queue(FIRST), "r1")).then(QUEUED, new DraftRequested(request, "en", FIRST.passages()));
        assertThat(decider.dueAt(after(QUEUED, new DraftRequested(request, "en", FIRST.passages()))))
                .isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    void r12_a_blank_segment_is_not_drafted() {
        SourceText withBlank = source(1, "headline:A", "b1: ");
        assertThat(accepted(Translation.ABSENT, drafting(queue(withBlank), "r1"))
                        .getLast())
                .isInstanceOfSatisfying(
                        DraftRequested.class,
                        asked -> assertThat(asked.source()).containsExactly(Passage.plain("headline", "A")));
    }

    @Test
    void r12_after_a_revision_a_draft_is_asked_of_what_has_none_of_its_source() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        Translation answered = after(QUEUED, asked(FIRST, "headline", "b1", "b2"), offered("b1"));
        Translation awaited = after(QUEUED, asked(FIRST, "b2"));

        assertThat(drafted(answered, drafting(revise(FIRST, second), "r2"))).containsExactly("b1");
        assertThat(drafted(awaited, drafting(revise(FIRST, second), "r2"))).containsExactly("b1", "b2");
    }

    @Test
    void r12_an_offered_draft_is_no_translation() {
        Translation before = after(QUEUED, asked(FIRST, "headline", "b1"));
        TranslatedSegment machine = new TranslatedSegment(Passage.plain("b1", "Deux"), Origin.MACHINE, "deepl");

        new Given(before)
                .when(offer("r1", 1, machine("b1", "Deux")))
                .then(new DraftOffered("r1", "deepl", 1, List.of(machine)));
        Translation after = run(before, offer("r1", 1, machine("b1", "Deux")));
        assertThat(after.status()).isEqualTo(Status.QUEUED);
        assertThat(after.openIds()).isEqualTo(before.openIds());
        assertThat(after.translators()).isEmpty();
    }

    @Test
    void r12_a_late_repeated_or_stale_offer_is_refused() {
        DraftRequested asked = asked(FIRST, "headline", "b1", "b2");
        OfferDraft offer = offer("r1", 1, machine("b1", "Deux"));
        given(QUEUED).when(offer).thenRefused("draft-not-awaited", "r1");
        given(QUEUED, asked, offered("b1")).when(offer).thenRefused("draft-not-awaited", "before");
        given(QUEUED, asked).when(offer("r0", 1, machine("b1", "x"))).thenRefused("draft-not-awaited", "r0");
        given(QUEUED, asked)
                .when(new OfferDraft("fr", MEMORY, NOW.plusSeconds(120), "r1", 1, "deepl", offer.segments()))
                .thenRefused("draft-not-awaited", "until");
        given(QUEUED, asked, AWA_CLAIMED, SUBMITTED).when(offer).thenRefused("draft-not-awaited");
        given(QUEUED, asked, new Cancelled("x")).when(offer).thenRefused("cancelled");
        given(QUEUED, asked).when(offer("r1", 2, machine("b1", "x"))).thenRefused("stale-source", "revision 2");
    }

    @Test
    void r12_an_offer_is_by_a_machine_of_what_was_asked_and_says_so() {
        DraftRequested asked = asked(FIRST, "headline", "b1");
        given(QUEUED, asked)
                .when(new OfferDraft("fr", AWA, NOW, "r1", 1, "deepl", List.of(machine("b1", "x"))))
                .thenRefused("role-missing", "awa");
        given(QUEUED, asked).when(offer("r1", 1)).thenRefused("draft-empty");
        given(QUEUED, asked).when(offer("r1", 1, machine("b2", "x"))).thenRefused("segments-unknown", "b2");
        given(QUEUED, asked).when(offer("r1", 1, machine("b1", " "))).thenRefused("segments-blank", "b1");
        given(QUEUED, asked).when(offer("r1", 1, draft("b1", "x"))).thenRefused("origin-unknown", "b1");
        given(QUEUED, asked)
                .when(new OfferDraft("fr", MEMORY, NOW, "r1", 1, "", List.of(machine("b1", "x"))))
                .thenRefused("engine-invalid");
    }

    @Test
    void r12_a_machine_says_that_there_is_no_draft() {
        DraftRequested asked = asked(FIRST, "headline", "b1");
        given(QUEUED, asked)
                .when(fail("r1", "nothing-found"))
                .then(new DraftFailed("r1", "memory", "nothing-found", "Nothing like it."));
        given(QUEUED, asked).when(fail("r1", "No!")).thenRefused("code-invalid", "No!");
        given(QUEUED, asked).when(fail("r0", "x")).thenRefused("draft-not-awaited");
        given(QUEUED, asked, new DraftFailed("r1", "memory", "x", "y"))
                .when(fail("r1", "x"))
                .thenRefused("draft-not-awaited");
    }

    @Test
    void r12_nobody_waits_for_a_draft_for_ever() {
        Instant until = NOW.plusSeconds(120);
        DraftRequested asked = asked(FIRST, "b1");
        given(QUEUED, asked).when(new Wake(until.minusMillis(1))).thenNothing();
        List<TranslationEvent> events = accepted(after(QUEUED, asked), new Wake(until));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        DraftFailed.class, failed -> assertThat(failed.code()).isEqualTo("draft-overdue"));
        new Given(apply(after(QUEUED, asked), events)).when(new Wake(until)).thenNothing();
    }

    // rule 14: the editor sends it back

    @Test
    void r14_requested_changes_open_the_segments_commented_on() {
        Reopened reopened = sentBack(ReopenReason.CHANGES_REQUESTED, "b2");
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnForChanges(HASH, Set.of("b2", "gone"), terms(NOW)))
                .then(reopened);
        Translation state = after(QUEUED, AWA_CLAIMED, SUBMITTED, reopened);
        assertThat(state.status()).isEqualTo(Status.QUEUED);
        assertThat(state.lease()).isNull();
    }

    @Test
    void r14_changes_requested_of_the_whole_version_open_all() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnForChanges(HASH, Set.of(), terms(NOW)))
                .then(sentBack(ReopenReason.CHANGES_REQUESTED, "headline", "b1", "b2"));
    }

    @Test
    void r14_a_rejection_opens_all() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnRejected(HASH, terms(NOW)))
                .then(sentBack(ReopenReason.REJECTED, "headline", "b1", "b2"));
    }

    @Test
    void r14_a_version_that_was_sent_back_may_be_handed_in_as_it_was() {
        Translation state = claimed(run(submitted(), new ReturnRejected(HASH, terms(NOW))), "awa");
        new Given(state).when(submit(AWA, 1, WHOLE)).then(SUBMITTED);
    }

    @Test
    void r13_a_decision_on_another_hash_changes_nothing() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnRejected("other", terms(NOW)))
                .thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new ReturnForChanges("other", Set.of(), terms(NOW)))
                .thenNothing();
        given().when(new ReturnRejected(HASH, terms(NOW))).thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED, new Cancelled("x"))
                .when(new ReturnRejected(HASH, terms(NOW)))
                .thenNothing();
    }

    @Test
    void r14_requested_changes_and_a_revision_come_out_alike_in_either_order() {
        SourceText second = source(2, "headline:A", "b1:changed", "b2:wind");
        ReturnForChanges changes = new ReturnForChanges(HASH, Set.of("b1", "b2"), terms(NOW));
        Queue revision = drafting(revise(FIRST, second), "r2");

        Translation changesFirst = run(run(submitted(), changes), revision);
        Translation revisionFirst = run(run(submitted(), revision), changes);

        assertThat(changesFirst).isEqualTo(revisionFirst);
        assertThat(changesFirst.openIds()).containsExactly("b1", "b2");
    }

    @Test
    void r14_the_same_decision_read_again_changes_nothing() {
        given(QUEUED, AWA_CLAIMED, SUBMITTED, sentBack(ReopenReason.CHANGES_REQUESTED, "b2"))
                .when(new ReturnForChanges(HASH, Set.of("b2"), terms(NOW)))
                .thenNothing();
    }

    // what happened

    private Translation submitted() {
        return after(QUEUED, AWA_CLAIMED, SUBMITTED);
    }

    private Translation claimed(Translation state, String person) {
        return decider.evolve(state, new Claimed(person, NOW.plus(LEASE)));
    }

    private Reopened reopened(Translation state, Queue queue) {
        return (Reopened) accepted(state, queue).getFirst();
    }

    private List<String> drafted(Translation state, Queue queue) {
        return ((DraftRequested) accepted(state, queue).getLast()).request().segments();
    }

    private static Reopened sentBack(ReopenReason reason, String... open) {
        return new Reopened(
                FIRST.revision(),
                reason,
                Arrays.stream(open).map(OpenSegment::wanted).toList(),
                List.of(),
                null,
                TASK);
    }

    private static Reopened rejected(Submitted version) {
        return sentBack(
                ReopenReason.REJECTED,
                version.segments().stream()
                        .map(segment -> segment.passage().id())
                        .toArray(String[]::new));
    }

    private static DraftSaved saved(int revision, TranslatedSegment segment) {
        return new DraftSaved("awa", revision, List.of(segment), NOW.plus(LEASE));
    }

    private static DraftRequest request(SourceText source, String... ids) {
        return new DraftRequest("r1", "memory", source.number(), List.of(ids), NOW.plusSeconds(120), true);
    }

    private static DraftRequested asked(SourceText source, String... ids) {
        return new DraftRequested(
                request(source, ids),
                "en",
                source.passages().stream()
                        .filter(passage -> List.of(ids).contains(passage.id()))
                        .toList());
    }

    private static DraftOffered offered(String id) {
        return new DraftOffered(
                "r1", "memory", 1, List.of(new TranslatedSegment(Passage.plain(id, "offered"), Origin.MEMORY, "s9")));
    }

    // rule 12: what is remembered is what was cleared, with the source it rests on

    @Test
    void r12_what_was_cleared_is_remembered_and_nothing_else() {
        PairedVersion version = PairedVersion.of(submitted(), SUBMITTED, FIRST);

        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new TranslationCommand.Remember(HASH, NOW, version))
                .then(new TranslationEvent.Remembered(NOW, version));
        given(QUEUED, AWA_CLAIMED, SUBMITTED)
                .when(new TranslationCommand.Remember("other", NOW, version))
                .thenNothing();
        given(QUEUED, AWA_CLAIMED, SUBMITTED, new Cancelled("x"))
                .when(new TranslationCommand.Remember(HASH, NOW, version))
                .thenNothing();
    }

    @Test
    void r12_what_is_remembered_changes_nothing_of_the_task() {
        PairedVersion version = PairedVersion.of(submitted(), SUBMITTED, FIRST);

        assertThat(decider.evolve(submitted(), new TranslationEvent.Remembered(NOW, version)))
                .isEqualTo(submitted());
    }

    @Test
    void r12_a_version_is_paired_with_the_source_it_rests_on_and_says_who_made_each_text() {
        Submitted mixed = new Submitted(
                1,
                1,
                List.of(
                        translated("headline", "Un"),
                        new TranslatedSegment(Passage.plain("b1", "Deux"), Origin.MACHINE, "deepl"),
                        translated("b2", "Trois")),
                HASH,
                METADATA,
                List.of("reporter", "awa"),
                List.of("awa"),
                List.of());

        PairedVersion version = PairedVersion.of(after(QUEUED, AWA_CLAIMED, mixed), mixed, FIRST);

        assertThat(version.sourceLanguage()).isEqualTo("en");
        assertThat(version.segments())
                .extracting(
                        pair -> pair.source().text(),
                        pair -> pair.target().passage().text(),
                        pair -> pair.target().origin())
                .containsExactly(
                        tuple("A", "Un", Origin.PERSON),
                        tuple("rain", "Deux", Origin.MACHINE),
                        tuple("wind", "Trois", Origin.PERSON));
    }

    @Test
    void r12_a_translation_is_never_paired_with_a_source_it_does_not_rest_on() {
        SourceText moved = source(2, "headline:A", "b1:snow", "b3:wind");

        assertThat(PairedVersion.of(submitted(), SUBMITTED, moved).segments())
                .extracting(pair -> pair.source().id())
                .containsExactly("headline");
    }

    @Test
    void r12_blank_segments_have_no_language_and_are_not_remembered() {
        SourceText withBlank = source(1, "headline:A", "b1: ", "b2:wind");
        Submitted blank = new Submitted(
                1,
                1,
                List.of(translated("headline", "Un"), translated("b1", " "), translated("b2", "\u00a0")),
                HASH,
                METADATA,
                List.of("reporter", "awa"),
                List.of("awa"),
                List.of());
        Translation after = after(new Queued(TASK, withBlank.revision()), AWA_CLAIMED, blank);

        assertThat(PairedVersion.of(after, blank, withBlank).segments())
                .extracting(pair -> pair.source().id())
                .containsExactly("headline");
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

    /** The source stands so, and it is not known how it came there. */
    private static Queue queue(SourceText source) {
        return new Queue("en", source, null, true, 3, terms(NOW));
    }

    /** The reporter updates the source. */
    private static Queue revise(SourceText before, SourceText after) {
        return revise(before, after, RevisionClass.UPDATE, "reporter", NOW);
    }

    private static Queue revise(SourceText before, SourceText after, RevisionClass meant, String by, Instant at) {
        return new Queue("en", after, SourceMove.between("en", before, after, meant, by), true, 3, terms(at));
    }

    private static Queue drafting(Queue queue, String requestId) {
        return new Queue(
                queue.sourceLanguage(),
                queue.source(),
                queue.move(),
                queue.isWanted(),
                queue.urgency(),
                new Terms(
                        queue.terms().at(),
                        queue.terms().deadline(),
                        queue.terms().leaseMillis(),
                        new Terms.Drafting(requestId, "memory", NOW.plusSeconds(120))));
    }

    private static Terms terms(Instant at) {
        return new Terms(at, at.plus(DEADLINE), LEASE.toMillis(), null);
    }

    private static Queue minor(SourceText before, SourceText after, String by) {
        return revise(before, after, RevisionClass.MINOR, by, NOW);
    }

    private static SaveDraft save(Actor actor, int revision, List<DraftSegment> segments) {
        return new SaveDraft("fr", actor, NOW, revision, segments);
    }

    private static Acknowledge acknowledge(int revision, String... segments) {
        return new Acknowledge("fr", AWA, NOW, revision, Set.of(segments));
    }

    private static OfferDraft offer(String requestId, int revision, DraftSegment... segments) {
        return new OfferDraft("fr", MEMORY, NOW, requestId, revision, "deepl", List.of(segments));
    }

    private static FailDraft fail(String requestId, String code) {
        return new FailDraft("fr", MEMORY, NOW, requestId, "memory", code, "Nothing like it.");
    }

    private static DraftSegment machine(String id, String text) {
        return new DraftSegment(id, text, List.of(), Origin.MACHINE, "deepl");
    }

    private static Claim claim(Actor actor, Instant at) {
        return new Claim("fr", actor, at);
    }

    private static Release release(Actor actor) {
        return new Release("fr", actor, NOW);
    }

    private static Submit submit(Actor actor, int revision, List<DraftSegment> segments) {
        return new Submit(
                "fr", actor, NOW, revision, segments, new Reference(FIRST.passages(), METADATA, Glossary.EMPTY));
    }

    private static SourceText source(int number, String... segments) {
        return SourceText.of(
                number,
                Arrays.stream(segments)
                        .map(segment -> segment.split(":", 2))
                        .map(parts -> Passage.plain(parts[0], parts[1]))
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
                METADATA,
                "fr",
                revision,
                drafts(segments).stream()
                        .map(draft -> Passage.plain(draft.id(), draft.text()))
                        .toList());
    }
}
