package io.copyflow.ingest.domain;

import static io.copyflow.contract.SegmentKind.ALTERNATIVE_TEXT;
import static io.copyflow.contract.SegmentKind.BYLINE;
import static io.copyflow.contract.SegmentKind.CAPTION;
import static io.copyflow.contract.SegmentKind.CREDIT;
import static io.copyflow.contract.SegmentKind.HEADLINE;
import static io.copyflow.contract.SegmentKind.LIST_ITEM;
import static io.copyflow.contract.SegmentKind.PARAGRAPH;
import static io.copyflow.contract.SegmentKind.QUOTE;
import static io.copyflow.contract.SegmentKind.STANDFIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.Role;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.StoryCommand.Revise;
import io.copyflow.ingest.domain.StoryCommand.Spike;
import io.copyflow.ingest.domain.StoryCommand.Submit;
import io.copyflow.ingest.domain.StoryEvent.Accepted;
import io.copyflow.ingest.domain.StoryEvent.Revised;
import io.copyflow.ingest.domain.StoryEvent.Spiked;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryDeciderTest {

    private static final String STORY = "s-1";
    private static final PublishedMetadata METADATA = new PublishedMetadata(STORY, "en", 5, "climate", "nairobi");
    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final MediaReference PICTURE =
            new MediaReference("ab".repeat(32), "image/png", 9, 3, 2, "https://pictures.example.org/1");
    private static final MediaReference OTHER_PICTURE = new MediaReference("cd".repeat(32), "image/png", 9, 3, 2, null);
    private static final Actor REPORTER = actor("naliaka.barasa", Role.REPORTER);
    private static final Actor COLLEAGUE = actor("tobias.mutiso", Role.REPORTER);
    private static final Actor EDITOR = actor("samuel.oyelaran", Role.EDITOR);
    private static final Surroundings HERE = new Surroundings(
            List.of("zh-Hans", "en", "fr", "kk-Cyrl"),
            Map.of("en", "en", "en-KE", "en", "zh-CN", "zh-Hans", "fr", "fr", "kk-Cyrl", "kk-Cyrl"),
            true,
            true);

    private final StoryDecider decider = new StoryDecider(Limits.DEFAULT);

    // -- rule 1: the same client id gives the first answer and no second story

    @Test
    void r01_the_same_submission_again_changes_nothing() {
        Story story = given(submit());
        assertThat(decider.decide(story, submit())).isEqualTo(Decision.accept());
    }

    @Test
    void r01_another_text_under_the_same_client_id_is_told_which_story_it_met() {
        Story story = given(submit());
        Decision<StoryEvent> decision = decider.decide(story, submit(head("Another"), p("Another text.")));
        assertRefused(decision, "story-exists");
        assertThat(((Decision.Refused<StoryEvent>) decision).sentence())
                .contains("'c-1' is story s-1", "revise s-1 based on revision 1");
    }

    @Test
    void r01_the_same_text_by_another_author_is_told_which_story_it_met() {
        Story story = given(submit());
        assertRefused(decider.decide(story, submitBy(COLLEAGUE, "en", blocks())), "story-exists");
    }

    @Test
    void r01_the_first_text_after_a_revision_is_told_which_story_it_met() {
        Story story = given(submit(), revise(1, head("New"), p("First."), p("Second.")));
        assertRefused(decider.decide(story, submit()), "story-exists");
    }

    // -- rule 2: what is wrong is refused, and nothing is half-accepted

    @Test
    void r02_a_submission_becomes_revision_one_with_ids_hash_and_targets() {
        Accepted accepted = accepted(submit());
        assertThat(accepted.segments()).extracting(Segment::id).containsExactly("headline", "b1", "b2");
        assertThat(accepted.targets()).containsExactly("zh-Hans", "fr", "kk-Cyrl");
        assertThat(accepted.authors()).containsExactly("naliaka.barasa");
        assertThat(accepted.contentHash())
                .isEqualTo(ContentHash.of(
                        METADATA,
                        "en",
                        1,
                        List.of(
                                Passage.plain("headline", "Rain"),
                                Passage.plain("b1", "First."),
                                Passage.plain("b2", "Second."))));
    }

    @Test
    void r02_a_picture_stands_in_an_alternative_text_and_nowhere_else() {
        assertThat(text(head("R"), p("X"), picture("A well", PICTURE))).isInstanceOf(Decision.Accepted.class);
        assertThat(text(head("R"), p("X"), picture("", PICTURE))).isInstanceOf(Decision.Accepted.class);
        assertRefused(text(head("R"), new Block(PARAGRAPH, "X", List.of(), PICTURE)), "media-misplaced");
        assertRefused(text(head("R"), p("X"), Block.plain(ALTERNATIVE_TEXT, " ")), "block-blank");
    }

    @Test
    void r02_what_must_be_said_of_a_picture_is_asked_of_whatever_way_it_comes() {
        StoryDecider strict = new StoryDecider(Limits.DEFAULT, new PictureRules(Set.of(ALTERNATIVE_TEXT, CREDIT)));
        Block credit = Block.plain(CREDIT, "Photo: Ines Duarte");
        Block caption = Block.plain(CAPTION, "At the well");
        Block picture = picture("A well", PICTURE);

        assertThat(strict.decide(Story.NONE, submit(head("R"), p("X"), picture, caption, credit)))
                .isInstanceOf(Decision.Accepted.class);
        assertRefused(
                strict.decide(Story.NONE, submit(head("R"), p("X"), picture("", PICTURE), credit)),
                "alternative-text-missing");
        assertRefused(strict.decide(Story.NONE, submit(head("R"), p("X"), picture, caption)), "credit-missing");
        assertRefused(strict.decide(Story.NONE, submit(head("R"), picture, p("X"), credit)), "credit-missing");
        assertRefused(strict.decide(given(submit()), revise(1, head("R"), p("X"), picture)), "credit-missing");
    }

    static Stream<MediaReference> badMedia() {
        String hash = PICTURE.hash();
        return Stream.of(
                new MediaReference(hash.toUpperCase(Locale.ROOT), "image/png", 9, 3, 2, null),
                new MediaReference("../" + hash.substring(3), "image/png", 9, 3, 2, null),
                new MediaReference(hash, "text/html", 9, 3, 2, null),
                new MediaReference(hash, "image/png; x", 9, 3, 2, null),
                new MediaReference(hash, "image/png", 0, 3, 2, null),
                new MediaReference(hash, "image/png", 9, 3, null, null),
                new MediaReference(hash, "image/png", 9, 0, 2, null),
                new MediaReference(hash, "image/png", 9, 3, 2, "x".repeat(2001)));
    }

    @ParameterizedTest
    @MethodSource("badMedia")
    void r02_a_media_reference_has_its_form(MediaReference media) {
        assertRefused(text(head("R"), p("X"), picture("A well", media)), "media-invalid");
    }

    @Test
    void r13_the_content_hash_of_a_source_binds_its_picture() {
        assertThat(accepted(submit(head("R"), p("X"), picture("A well", PICTURE)))
                        .contentHash())
                .isNotEqualTo(accepted(submit(head("R"), p("X"), picture("A well", OTHER_PICTURE)))
                        .contentHash());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"REPORTER", "EDITOR", "CHIEF"})
    void r02_these_roles_may_submit_in_any_language(Role role) {
        Actor actor = new Actor("someone", true, Set.of(role), Set.of());
        assertThat(decider.decide(Story.NONE, submitBy(actor, "en", blocks()))).isInstanceOf(Decision.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"TRANSLATOR", "WEB_EDITOR", "OPERATOR"})
    void r02_these_roles_may_not_submit(Role role) {
        assertRefused(decider.decide(Story.NONE, submitBy(actor("someone", role), "en", blocks())), "role-missing");
    }

    @Test
    void r02_somebody_unknown_is_refused() {
        assertRefused(decider.decide(Story.NONE, submitBy(Actor.unknown("nobody"), "en", blocks())), "unknown-person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "english", "x", "zz", "en_US", "123", "e n"})
    void r02_an_unknown_language_is_refused(String language) {
        assertRefused(decider.decide(Story.NONE, submitBy(REPORTER, language, blocks())), "unknown-language");
    }

    @Test
    void r02_a_language_is_stored_as_its_edition() {
        assertThat(accepted(submitBy(REPORTER, "en-KE", blocks())).language()).isEqualTo("en");
        assertThat(accepted(submitBy(REPORTER, "zh-CN", blocks())).targets()).doesNotContain("zh-Hans");
    }

    @Test
    void r02_a_language_without_an_edition_is_stored_canonically_and_goes_to_all() {
        Accepted accepted = accepted(submitBy(REPORTER, "VI-vn", blocks()));
        assertThat(accepted.language()).isEqualTo("vi-VN");
        assertThat(accepted.targets()).containsExactly("zh-Hans", "en", "fr", "kk-Cyrl");
    }

    @Test
    void r02_named_targets_are_editions_without_the_source() {
        assertThat(accepted(with(submit(), List.of("fr", "zh-CN", "en", "fr"))).targets())
                .containsExactly("fr", "zh-Hans");
        assertThat(accepted(with(submit(), List.of())).targets()).isEmpty();
        assertRefused(decider.decide(Story.NONE, with(submit(), List.of("fr", "tlh"))), "unknown-edition");
    }

    @Test
    void r02_desk_and_bureau_must_be_known() {
        assertRefused(decider.decide(Story.NONE, in(submit(), false, true)), "unknown-desk");
        assertRefused(decider.decide(Story.NONE, in(submit(), true, false)), "unknown-bureau");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9, Integer.MAX_VALUE})
    void r02_urgency_is_one_to_eight(int urgency) {
        assertRefused(decider.decide(Story.NONE, with(submit(), "c-1", urgency)), "urgency-invalid");
    }

    @Test
    void r02_a_client_id_has_one_to_five_hundred_characters() {
        assertRefused(decider.decide(Story.NONE, with(submit(), " ", 5)), "client-id-invalid");
        assertRefused(decider.decide(Story.NONE, with(submit(), "x".repeat(501), 5)), "client-id-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "UPPER", "-a"})
    void r02_a_story_id_has_its_shape(String storyId) {
        Submit s = submit();
        assertRefused(
                decider.decide(
                        Story.NONE,
                        new Submit(
                                REPORTER,
                                NOW,
                                storyId,
                                "c-1",
                                "en",
                                s.blocks(),
                                null,
                                null,
                                5,
                                null,
                                null,
                                null,
                                RevisionClass.UPDATE,
                                null,
                                HERE)),
                "story-id-invalid");
    }

    @Test
    void r02_exactly_one_headline_with_text() {
        assertRefused(text(p("Only a body.")), "headline-missing");
        assertRefused(text(head(" \u00A0\u200B"), p("Body.")), "headline-missing");
        assertRefused(text(head("One"), head("Two"), p("Body.")), "head-repeated");
        assertRefused(
                text(head("One"), new Block(BYLINE, "A", List.of()), new Block(BYLINE, "B", List.of()), p("C")),
                "head-repeated");
    }

    @Test
    void r02_at_least_one_block_of_body() {
        assertRefused(text(head("Rain")), "body-missing");
        assertRefused(text(head("Rain"), Block.plain(CAPTION, "A picture")), "body-missing");
        assertRefused(text(head("Rain"), p("Body."), p("\u200B ")), "block-blank");
        assertRefused(text(head("Rain"), p("Body."), p("\u3164\uFE0F")), "block-blank");
    }

    @Test
    void r02_too_much_text_is_refused() {
        int most = Limits.DEFAULT.bytes();
        String half = "é".repeat(most / 4);
        assertThat(text(head("R"), p(half), p("é".repeat(most / 4 - 1) + "x"))).isInstanceOf(Decision.Accepted.class);
        assertRefused(text(head("R"), p(half), p(half)), "too-large");
    }

    @Test
    void r02_too_many_blocks_or_marks_are_refused() {
        List<Block> many = new ArrayList<>(List.of(head("R")));
        for (int i = 0; i < Limits.DEFAULT.blocks(); i++) {
            many.add(p("x"));
        }
        assertRefused(decider.decide(Story.NONE, submitBy(REPORTER, "en", many)), "too-large");
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i <= Limits.DEFAULT.marks(); i++) {
            marks.add(new Mark(Mark.Kind.STRONG, i, i + 1, null));
        }
        assertRefused(text(head("R"), new Block(PARAGRAPH, "x".repeat(marks.size()), marks)), "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301", "line\nbreak", "a\u202Eb", "a\u2066b", "nul\u0000", "bom\uFEFF", "half \uD83D"})
    void r03_text_that_disguises_or_is_not_normalised_is_refused(String text) {
        assertRefused(text(head("R"), p(text)), "text-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"می\u200Cخواهم", "שלום\u200F!", "👩\u200D🚀", "« mot »", "zero\u200Bwidth"})
    void r03_joiners_direction_marks_and_special_spaces_are_text(String text) {
        assertThat(text(head("R"), p(text))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void r02_marks_may_nest() {
        assertThat(marked(
                        "0123456789",
                        mark(Mark.Kind.LINK, 0, 10),
                        mark(Mark.Kind.STRONG, 0, 5),
                        mark(Mark.Kind.EMPHASIS, 2, 5),
                        mark(Mark.Kind.STRONG, 5, 6)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(marked("0123456789", mark(Mark.Kind.STRONG, 0, 5), mark(Mark.Kind.LINK, 0, 10)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void r02_marks_are_counted_in_code_points() {
        assertThat(marked("😀😀", mark(Mark.Kind.STRONG, 1, 2))).isInstanceOf(Decision.Accepted.class);
        assertRefused(marked("😀😀", mark(Mark.Kind.STRONG, 1, 3)), "mark-invalid");
    }

    @Test
    void r02_marks_out_of_range_out_of_order_crossing_or_doubled_are_refused() {
        assertRefused(marked("0123456789", mark(Mark.Kind.STRONG, -1, 3)), "mark-invalid");
        assertRefused(marked("0123456789", mark(Mark.Kind.STRONG, 3, 3)), "mark-invalid");
        assertRefused(marked("0123456789", mark(Mark.Kind.STRONG, 4, 3)), "mark-invalid");
        assertRefused(marked("0123456789", mark(Mark.Kind.STRONG, 4, 11)), "mark-invalid");
        assertRefused(
                marked("0123456789", mark(Mark.Kind.STRONG, 4, 5), mark(Mark.Kind.EMPHASIS, 3, 4)), "mark-invalid");
        assertRefused(
                marked("0123456789", mark(Mark.Kind.STRONG, 0, 5), mark(Mark.Kind.EMPHASIS, 3, 8)), "mark-invalid");
        assertRefused(marked("0123456789", mark(Mark.Kind.STRONG, 0, 5), mark(Mark.Kind.STRONG, 2, 4)), "mark-invalid");
        assertRefused(
                marked(
                        "0123456789",
                        mark(Mark.Kind.STRONG, 0, 5),
                        mark(Mark.Kind.LINK, 0, 9),
                        mark(Mark.Kind.EMPHASIS, 3, 7)),
                "mark-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVASCRIPT:x",
                "data:text/html,x",
                "ftp://example.org/",
                "//example.org",
                "/path",
                "",
                "http:",
                "http://",
                "https://user@example.org/",
                "http://exa mple.org/",
                "mailto:a@example.org"
            })
    void r02_links_lead_to_the_web_only(String target) {
        assertRefused(
                text(head("R"), new Block(PARAGRAPH, "0123", List.of(new Mark(Mark.Kind.LINK, 0, 4, target)))),
                "mark-invalid");
    }

    @Test
    void r02_only_links_have_a_target() {
        assertRefused(
                text(
                        head("R"),
                        new Block(
                                PARAGRAPH, "0123", List.of(new Mark(Mark.Kind.STRONG, 0, 4, "https://example.org/")))),
                "mark-invalid");
        assertRefused(
                text(head("R"), new Block(PARAGRAPH, "0123", List.of(new Mark(Mark.Kind.LINK, 0, 4, null)))),
                "mark-invalid");
    }

    @Test
    void r02_an_unknown_value_is_refused_by_its_name() {
        assertRefused(
                decider.decide(
                        Story.NONE, new StoryCommand.Illegible(REPORTER, NOW, "blocks[0].kind", List.of("HEADLINE"))),
                "unknown-value");
    }

    // -- rule 5: segments keep their ids through revisions

    @Test
    void r05_unchanged_text_keeps_its_id_and_changed_text_too() {
        Revised revised = revised(given(submit()), revise(1, head("Rain"), p("First."), p("Second, changed.")));
        assertThat(revised.revision()).isEqualTo(2);
        assertThat(ids(revised)).containsExactly("headline", "b1", "b2");
        assertThat(revised.changed()).containsExactly("b2");
        assertThat(revised.removed()).isEmpty();
    }

    @Test
    void r05_moved_text_keeps_its_id_and_is_not_changed() {
        Revised revised = revised(given(submit()), revise(1, head("Rain"), p("Second."), p("First.")));
        assertThat(ids(revised)).containsExactly("headline", "b2", "b1");
        assertThat(revised.changed()).isEmpty();
    }

    @Test
    void r05_new_text_gets_a_new_id_and_removed_text_is_named() {
        Revised revised =
                revised(given(submit()), revise(1, head("Rain"), p("First."), p("Between."), p("Second."), q("Said.")));
        assertThat(ids(revised)).containsExactly("headline", "b1", "b3", "b2", "b4");
        assertThat(revised.changed()).containsExactly("b3", "b4");
        Revised removed = revised(given(submit()), revise(1, head("Rain"), p("Second.")));
        assertThat(ids(removed)).containsExactly("headline", "b2");
        assertThat(removed.removed()).containsExactly("b1");
    }

    @Test
    void r05_changed_text_is_found_before_its_neighbour_too() {
        Story story = given(submit(head("R"), p("A"), p("B"), p("C")));
        Revised revised = revised(story, revise(1, head("R"), p("C"), p("A!"), p("B")));
        assertThat(ids(revised)).containsExactly("headline", "b3", "b1", "b2");
        assertThat(revised.changed()).containsExactly("b1");
        Story four = given(submit(head("R"), p("A"), p("B"), p("C"), p("D")));
        assertThat(ids(revised(four, revise(1, head("R"), p("D"), p("B!"), p("C")))))
                .containsExactly("headline", "b4", "b2", "b3");
    }

    @Test
    void r05_an_insertion_and_an_edit_elsewhere_are_told_apart() {
        Story story = given(submit(head("R"), p("A"), p("B"), p("C"), p("D")));
        Revised revised = revised(story, revise(1, head("R"), p("A"), p("X"), p("B"), p("C"), p("D!")));
        assertThat(ids(revised)).containsExactly("headline", "b1", "b5", "b2", "b3", "b4");
        assertThat(revised.changed()).containsExactly("b5", "b4");
    }

    @Test
    void r05_a_split_and_a_merge_count_as_changed() {
        Story story = given(submit(head("R"), p("A one. A two."), p("B")));
        Revised split = revised(story, revise(1, head("R"), p("A one."), p("A two."), p("B")));
        assertThat(ids(split)).containsExactly("headline", "b1", "b3", "b2");
        assertThat(split.changed()).containsExactly("b1", "b3");
        Revised merged = revised(decider.evolve(story, split), revise(2, head("R"), p("A one. A two."), p("B")));
        assertThat(ids(merged)).containsExactly("headline", "b1", "b2");
        assertThat(merged.changed()).containsExactly("b1");
        assertThat(merged.removed()).containsExactly("b3");
    }

    @Test
    void r05_another_kind_is_another_segment() {
        Revised revised = revised(given(submit()), revise(1, head("Rain"), q("First."), p("Second.")));
        assertThat(ids(revised)).containsExactly("headline", "b3", "b2");
        assertThat(revised.removed()).containsExactly("b1");
    }

    @Test
    void r05_a_change_of_marks_alone_is_a_change() {
        Block marked = new Block(PARAGRAPH, "First.", List.of(mark(Mark.Kind.STRONG, 0, 5)));
        Revised revised = revised(given(submit()), revise(1, head("Rain"), marked, p("Second.")));
        assertThat(revised.changed()).containsExactly("b1");
    }

    @Test
    void r05_another_picture_is_a_changed_segment_though_its_alternative_text_stayed() {
        Story story = given(submit(head("R"), p("X"), picture("A well", PICTURE)));
        Revised revised = revised(story, revise(1, head("R"), p("X"), picture("A well", OTHER_PICTURE)));

        assertThat(revised.changed()).containsExactly("b2");
        assertThat(revised.segments().getLast().media()).isEqualTo(OTHER_PICTURE);
    }

    @Test
    void r05_a_picture_that_moved_keeps_its_id_and_is_not_changed() {
        Story story = given(submit(head("R"), p("X"), picture("A well", PICTURE)));
        Revised revised = revised(story, revise(1, head("R"), picture("A well", PICTURE), p("X")));

        assertThat(ids(revised)).containsExactly("headline", "b2", "b1");
        assertThat(revised.changed()).isEmpty();
    }

    @Test
    void r05_a_number_is_never_used_again() {
        Story story = given(
                submit(),
                revise(1, head("Rain"), p("First."), p("Second."), q("Third.")),
                revise(2, head("Rain"), p("First."), p("Second.")));
        Revised revised =
                revised(story, revise(3, head("Rain"), p("First."), p("Second."), Block.plain(LIST_ITEM, "Fourth")));
        assertThat(ids(revised)).containsExactly("headline", "b1", "b2", "b4");
    }

    @Test
    void r05_heads_come_and_go_by_their_kind() {
        Story story = given(submit(head("R"), Block.plain(STANDFIRST, "S"), p("A")));
        Revised revised = revised(story, revise(1, head("R2"), p("A"), Block.plain(BYLINE, "N")));
        assertThat(revised.changed()).containsExactly("headline", "byline");
        assertThat(revised.removed()).containsExactly("standfirst");
    }

    @Test
    void r05_equal_paragraphs_keep_their_order() {
        Story story = given(submit(head("R"), p("***"), p("A"), p("***")));
        Revised revised = revised(story, revise(1, head("R"), p("***"), p("A2"), p("***")));
        assertThat(ids(revised)).containsExactly("headline", "b1", "b2", "b3");
    }

    @Test
    void r05_any_walk_keeps_ids_unique_and_the_state_equal_to_its_events() {
        long seed = 20_260_303L;
        Random random = new Random(seed);
        Story story = given(submit());
        Set<String> gone = new HashSet<>();
        for (int step = 0; step < 500; step++) {
            List<Block> blocks = new ArrayList<>(List.of(head("H" + random.nextInt(3))));
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                SegmentKind kind = random.nextInt(4) == 0 ? QUOTE : PARAGRAPH;
                blocks.add(Block.plain(kind, "t" + random.nextInt(8)));
            }
            Decision<StoryEvent> decision = decider.decide(story, revise(story.revision(), blocks));
            for (StoryEvent event : ((Decision.Accepted<StoryEvent>) decision).events()) {
                Revised revised = (Revised) event;
                gone.addAll(revised.removed());
                assertThat(ids(revised)).as("seed %d, step %d", seed, step).doesNotHaveDuplicates();
                assertThat(ids(revised).stream().filter(id -> id.startsWith("b")))
                        .as("seed %d, step %d", seed, step)
                        .noneMatch(gone::contains);
                story = decider.evolve(story, event);
                assertThat(story.segments())
                        .isEqualTo(
                                revised.segments().stream().map(Segment::digest).toList());
            }
        }
    }

    @Test
    void r05_a_revision_that_changes_nothing_is_none() {
        assertThat(decider.decide(given(submit()), revise(1, blocks()))).isEqualTo(Decision.accept());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void r05_a_revision_names_the_newest(int basedOn) {
        Story story = given(submit(), revise(1, head("Rain"), p("First."), p("Second, changed.")));
        assertRefused(decider.decide(story, revise(basedOn, head("R"), p("X"))), "outdated-revision");
    }

    @Test
    void r05_a_revision_is_checked_like_a_submission() {
        Story story = given(submit());
        assertRefused(decider.decide(story, revise(1, p("No headline"))), "headline-missing");
        assertRefused(
                decider.decide(
                        story,
                        new Revise(
                                actor("x", Role.TRANSLATOR),
                                NOW,
                                STORY,
                                1,
                                blocks(),
                                RevisionClass.UPDATE,
                                null,
                                null)),
                "role-missing");
        assertRefused(decider.decide(Story.NONE, revise(1, head("R"), p("X"))), "unknown-story");
    }

    @Test
    void r05_everybody_who_wrote_any_of_it_is_an_author() {
        Story story = given(submit());
        Revised revised = revised(
                story,
                new Revise(
                        EDITOR,
                        NOW,
                        STORY,
                        1,
                        List.of(head("R"), p("X")),
                        RevisionClass.CORRECTION,
                        "Typing error",
                        null));
        assertThat(revised.authors()).containsExactly("naliaka.barasa", "samuel.oyelaran");
        assertThat(revised.revisionClass()).isEqualTo(RevisionClass.CORRECTION);
        assertThat(revised.note()).isEqualTo("Typing error");
        assertThat(revised.contentHash())
                .isEqualTo(ContentHash.of(
                        METADATA, "en", 2, List.of(Passage.plain("headline", "R"), Passage.plain("b1", "X"))));
    }

    @Test
    void r02_a_note_of_a_revision_or_an_embargo_that_is_too_long_is_refused() {
        Story story = given(submit());
        String longest = "𝄞".repeat(500);

        assertRefused(decider.decide(story, noted(longest + "x", null)), "reason-too-long");
        assertRefused(decider.decide(story, noted(null, Embargo.openEnded(longest + "x"))), "reason-too-long");
        assertRefused(decider.decide(Story.NONE, noted(submit(), longest + "x", null)), "reason-too-long");
        assertRefused(
                decider.decide(Story.NONE, noted(submit(), null, Embargo.openEnded(longest + "x"))), "reason-too-long");
        assertThat(decider.decide(story, noted(longest, Embargo.openEnded(longest))))
                .isInstanceOf(Decision.Accepted.class);
    }

    private static Revise noted(@Nullable String note, @Nullable Embargo embargo) {
        return new Revise(REPORTER, NOW, STORY, 1, List.of(head("R"), p("X")), RevisionClass.CORRECTION, note, embargo);
    }

    private static Submit noted(Submit s, @Nullable String note, @Nullable Embargo embargo) {
        return new Submit(
                s.actor(),
                NOW,
                STORY,
                s.clientId(),
                s.language(),
                s.blocks(),
                s.desk(),
                s.bureau(),
                s.urgency(),
                null,
                null,
                embargo,
                RevisionClass.UPDATE,
                note,
                HERE);
    }

    // -- spike

    @Test
    void a_story_is_spiked_by_its_author_an_editor_or_a_chief() {
        Story story = given(submit());
        for (Actor actor : List.of(REPORTER, EDITOR, actor("c", Role.CHIEF))) {
            assertThat(decider.decide(story, new Spike(actor, NOW, "No longer true")))
                    .isEqualTo(Decision.accept(new Spiked("No longer true", "en", story.targets())));
        }
        assertRefused(decider.decide(story, new Spike(COLLEAGUE, NOW, "x")), "role-missing");
        assertRefused(decider.decide(story, new Spike(Actor.unknown("naliaka.barasa"), NOW, "x")), "unknown-person");
        assertRefused(decider.decide(story, new Spike(EDITOR, NOW, " ")), "reason-missing");
        assertRefused(decider.decide(story, new Spike(EDITOR, NOW, "x".repeat(501))), "reason-too-long");
        assertRefused(decider.decide(Story.NONE, new Spike(EDITOR, NOW, "x")), "unknown-story");
    }

    @Test
    void a_spiked_story_is_not_revised_and_spiking_again_changes_nothing() {
        Story story = given(submit(), new Spike(EDITOR, NOW, "No longer true"));
        assertRefused(decider.decide(story, revise(1, head("R"), p("X"))), "story-spiked");
        assertThat(decider.decide(story, new Spike(EDITOR, NOW, "Again"))).isEqualTo(Decision.accept());
        assertThat(decider.decide(story, submit())).isEqualTo(Decision.accept());
        assertRefused(decider.decide(story, submit(head("R"), p("X"))), "story-exists");
    }

    // -- rule 22: a kill is terminal for the family

    @Test
    void r22_nothing_can_be_asked_of_a_killed_story() {
        Story story = given(submit(), new StoryCommand.NoteKill());

        assertRefused(decider.decide(story, revise(1, head("Rain"), p("Another text."))), "story-killed");
        assertRefused(decider.decide(story, new Spike(EDITOR, NOW, "Too late")), "story-killed");
        assertRefused(decider.decide(story, submit()), "story-killed");
        assertRefused(decider.decide(story, submit(head("R"), p("X"))), "story-killed");
    }

    @Test
    void r22_a_story_killed_before_it_came_is_dead_on_arrival() {
        Story story = given(new StoryCommand.NoteKill());

        assertRefused(decider.decide(story, submit()), "story-killed");
    }

    @Test
    void r22_a_kill_read_twice_is_one_and_a_spiked_story_can_be_killed() {
        Story story = given(submit(), new Spike(EDITOR, NOW, "No"), new StoryCommand.NoteKill());

        assertThat(story.spiked()).isTrue();
        assertThat(story.killed()).isTrue();
        assertThat(decider.decide(story, new StoryCommand.NoteKill())).isEqualTo(Decision.accept());
    }

    @Test
    void r22_who_may_not_submit_is_told_that_first() {
        Story story = given(new StoryCommand.NoteKill());

        assertRefused(
                decider.decide(story, submitBy(actor("awa.ndoye", Role.TRANSLATOR), "en", blocks())), "role-missing");
    }

    // -- given, when, then

    private Story given(StoryCommand... commands) {
        Story story = decider.initial();
        for (StoryCommand command : commands) {
            Decision<StoryEvent> decision = decider.decide(story, command);
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            for (StoryEvent event : ((Decision.Accepted<StoryEvent>) decision).events()) {
                story = decider.evolve(story, event);
            }
        }
        return story;
    }

    private Accepted accepted(Submit submit) {
        return (Accepted) only(decider.decide(Story.NONE, submit));
    }

    private Revised revised(Story story, Revise revise) {
        return (Revised) only(decider.decide(story, revise));
    }

    private static StoryEvent only(Decision<StoryEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        List<StoryEvent> events = ((Decision.Accepted<StoryEvent>) decision).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static void assertRefused(Decision<StoryEvent> decision, String code) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        Decision.Refused<StoryEvent> refused = (Decision.Refused<StoryEvent>) decision;
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.sentence())
                .startsWith("Expected ")
                .contains(", but ")
                .endsWith(".");
    }

    private Decision<StoryEvent> text(Block... blocks) {
        return decider.decide(Story.NONE, submit(blocks));
    }

    private Decision<StoryEvent> marked(String text, Mark... marks) {
        return text(head("R"), new Block(PARAGRAPH, text, List.of(marks)));
    }

    private static Mark mark(Mark.Kind kind, int start, int end) {
        return new Mark(kind, start, end, kind == Mark.Kind.LINK ? "https://example.org/a" : null);
    }

    private static List<String> ids(Revised revised) {
        return revised.segments().stream().map(Segment::id).toList();
    }

    private static List<Block> blocks() {
        return List.of(head("Rain"), p("First."), p("Second."));
    }

    private static Submit submit() {
        return submitBy(REPORTER, "en", blocks());
    }

    private static Submit submit(Block... blocks) {
        return submitBy(REPORTER, "en", List.of(blocks));
    }

    private static Submit submitBy(Actor actor, String language, List<Block> blocks) {
        return new Submit(
                actor,
                NOW,
                STORY,
                "c-1",
                language,
                blocks,
                "climate",
                "nairobi",
                5,
                null,
                null,
                null,
                RevisionClass.UPDATE,
                null,
                HERE);
    }

    private static Submit with(Submit s, @Nullable List<String> targets) {
        return new Submit(
                s.actor(),
                NOW,
                STORY,
                "c-1",
                s.language(),
                s.blocks(),
                s.desk(),
                s.bureau(),
                5,
                targets,
                null,
                null,
                RevisionClass.UPDATE,
                null,
                HERE);
    }

    private static Submit with(Submit s, String clientId, int urgency) {
        return new Submit(
                s.actor(),
                NOW,
                STORY,
                clientId,
                s.language(),
                s.blocks(),
                s.desk(),
                s.bureau(),
                urgency,
                null,
                null,
                null,
                RevisionClass.UPDATE,
                null,
                HERE);
    }

    private static Submit in(Submit s, boolean deskKnown, boolean bureauKnown) {
        Surroundings there = new Surroundings(HERE.editions(), HERE.editionOf(), deskKnown, bureauKnown);
        return new Submit(
                s.actor(),
                NOW,
                STORY,
                "c-1",
                s.language(),
                s.blocks(),
                s.desk(),
                s.bureau(),
                5,
                null,
                null,
                null,
                RevisionClass.UPDATE,
                null,
                there);
    }

    private static Revise revise(int basedOn, Block... blocks) {
        return revise(basedOn, List.of(blocks));
    }

    private static Revise revise(int basedOn, List<Block> blocks) {
        return new Revise(REPORTER, NOW, STORY, basedOn, blocks, RevisionClass.UPDATE, null, null);
    }

    private static Block picture(String alternativeText, MediaReference media) {
        return new Block(ALTERNATIVE_TEXT, alternativeText, List.of(), media);
    }

    private static Block head(String text) {
        return Block.plain(HEADLINE, text);
    }

    private static Block p(String text) {
        return Block.plain(PARAGRAPH, text);
    }

    private static Block q(String text) {
        return Block.plain(QUOTE, text);
    }

    private static Actor actor(String id, Role role) {
        return new Actor(id, true, Set.of(role), Set.of("en"));
    }
}
