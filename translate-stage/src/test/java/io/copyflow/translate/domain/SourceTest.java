package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SourceTest {

    private static final PublishedMetadata METADATA = new PublishedMetadata("s1", "en", 3, "climate", null);
    private static final SourceText FIRST = revision(1);
    private static final SourceText SECOND = revision(2);

    private static final UnaryOperator<Source> ACCEPTED =
            source -> source.stands(METADATA, FIRST, List.of("fr", "en", "ru", "fr"));
    private static final UnaryOperator<Source> REVISED =
            source -> source.stands(METADATA, SECOND, List.of("fr", "en", "ru", "fr"));
    private static final UnaryOperator<Source> APPROVED = source -> source.approved("en");
    private static final UnaryOperator<Source> OTHER_APPROVED = source -> source.approved("fr");
    private static final UnaryOperator<Source> DROPPED = Source::dropped;
    private static final UnaryOperator<Source> KILLED = Source::withKill;

    @Test
    void r06_the_source_language_is_no_target_and_each_target_counts_once() {
        assertThat(ACCEPTED.apply(Source.UNKNOWN).targets()).containsExactly("fr", "ru");
    }

    @Test
    void r06_an_edition_on_submission_is_wanted_at_once_and_one_on_approval_after_approval() {
        Source accepted = ACCEPTED.apply(Source.UNKNOWN);
        assertThat(accepted.isWanted(false)).isTrue();
        assertThat(accepted.isWanted(true)).isFalse();
        assertThat(APPROVED.apply(accepted).isWanted(true)).isTrue();
    }

    @Test
    void r06_the_approval_of_a_translation_is_not_the_approval_of_the_source() {
        assertThat(OTHER_APPROVED.apply(ACCEPTED.apply(Source.UNKNOWN)).isWanted(true))
                .isFalse();
        assertThat(ACCEPTED.apply(OTHER_APPROVED.apply(Source.UNKNOWN)).isWanted(true))
                .isFalse();
    }

    @Test
    void r06_nothing_is_wanted_of_a_story_that_is_not_known_or_was_dropped() {
        assertThat(Source.UNKNOWN.isWanted(false)).isFalse();
        assertThat(APPROVED.apply(Source.UNKNOWN).isWanted(true)).isFalse();
        assertThat(ACCEPTED.apply(DROPPED.apply(Source.UNKNOWN)).isWanted(false))
                .isFalse();
    }

    @Test
    void r08_an_older_revision_replaces_no_newer_one() {
        Source source = ACCEPTED.apply(REVISED.apply(Source.UNKNOWN));
        assertThat(source.newest()).isEqualTo(SECOND);
        assertThat(ACCEPTED.apply(source).newest()).isEqualTo(SECOND);
    }

    @Test
    void r08_a_move_is_told_between_revisions_that_are_known() {
        Source first = ACCEPTED.apply(Source.UNKNOWN);
        SourceMove move = REVISED.apply(first).moveFrom(first, RevisionClass.MINOR, "editor");

        assertThat(move).isNotNull();
        assertThat(move.step())
                .isEqualTo(new RevisionStep(1, 2, RevisionClass.MINOR, "editor", Set.of(Touch.NUMBER), true));
        assertThat(move.changes())
                .containsExactly(new SourceChange(
                        Passage.plain("b1", "text 1"), Passage.plain("b1", "text 2"), Set.of(Touch.NUMBER)));
        assertThat(first.moveFrom(Source.UNKNOWN, RevisionClass.MINOR, "editor"))
                .isNull();
        assertThat(first.moveFrom(first, RevisionClass.MINOR, "editor")).isNull();
    }

    @Test
    void r08_neither_another_order_nor_another_blank_is_a_change() {
        SourceText before = SourceText.of(1, List.of(Passage.plain("b1", "x"), Passage.plain("b2", "")), List.of());
        SourceText after = SourceText.of(2, List.of(Passage.plain("b2", " "), Passage.plain("b1", "x")), List.of());

        SourceMove move = SourceMove.between("en", before, after, RevisionClass.MINOR, "editor");

        assertThat(move.changes()).isEmpty();
        assertThat(move.step().keepsSegments()).isTrue();
    }

    @Test
    void r06_facts_come_out_alike_in_every_order() {
        List<List<UnaryOperator<Source>>> orders = permutations(List.of(ACCEPTED, REVISED, APPROVED, OTHER_APPROVED));

        assertThat(orders).hasSize(24);
        assertThat(orders.stream().map(SourceTest::inTurn).distinct()).hasSize(1);
    }

    @Test
    void r06_a_dropped_story_stays_dropped_in_every_order_and_nothing_else_is_remembered() {
        List<List<UnaryOperator<Source>>> orders =
                permutations(List.of(ACCEPTED, REVISED, APPROVED, OTHER_APPROVED, DROPPED));

        assertThat(orders.stream().map(SourceTest::inTurn).distinct()).containsExactly(DROPPED.apply(Source.UNKNOWN));
        assertThat(DROPPED.apply(Source.UNKNOWN))
                .isEqualTo(new Source(null, SourceText.NONE, 0, null, null, List.of(), Set.of(), true, false));
    }

    @Test
    void r22_a_killed_story_stays_killed_in_every_order_and_its_text_is_not_kept() {
        List<List<UnaryOperator<Source>>> orders =
                permutations(List.of(ACCEPTED, REVISED, APPROVED, OTHER_APPROVED, DROPPED, KILLED));

        assertThat(orders.stream().map(SourceTest::inTurn).distinct())
                .containsExactly(new Source(null, SourceText.NONE, 0, null, null, List.of(), Set.of(), false, true));
        assertThat(ACCEPTED.apply(KILLED.apply(Source.UNKNOWN)).isWanted(false)).isFalse();
    }

    private static Source inTurn(List<UnaryOperator<Source>> facts) {
        Source source = Source.UNKNOWN;
        for (UnaryOperator<Source> fact : facts) {
            source = fact.apply(source);
        }
        return source;
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<T> order : permutations(rest)) {
                List<T> whole = new ArrayList<>(order);
                whole.addFirst(first);
                all.add(whole);
            }
        }
        return all;
    }

    private static SourceText revision(int number) {
        return SourceText.of(number, List.of(Passage.plain("b1", "text " + number)), List.of("reporter"));
    }
}
