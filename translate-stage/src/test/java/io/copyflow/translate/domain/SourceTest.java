package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SourceTest {

    private static final SourceRevision FIRST = revision(1);
    private static final SourceRevision SECOND = revision(2);

    private static final UnaryOperator<Source> ACCEPTED =
            source -> source.stands("en", FIRST, 3, List.of("fr", "en", "ru", "fr"));
    private static final UnaryOperator<Source> REVISED =
            source -> source.stands("en", SECOND, 3, List.of("fr", "en", "ru", "fr"));
    private static final UnaryOperator<Source> APPROVED = source -> source.approved("en");
    private static final UnaryOperator<Source> OTHER_APPROVED = source -> source.approved("fr");
    private static final UnaryOperator<Source> DROPPED = Source::dropped;

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
        assertThat(DROPPED.apply(Source.UNKNOWN).remembered())
                .isEqualTo(new Source(null, SourceRevision.NONE, 0, List.of(), Set.of(), true));
    }

    @Test
    void r06_all_is_remembered_until_the_source_is_approved_and_then_only_that() {
        Source waiting = REVISED.apply(ACCEPTED.apply(Source.UNKNOWN));
        assertThat(waiting.remembered()).isEqualTo(waiting);

        Source approved = APPROVED.apply(waiting);
        assertThat(approved.remembered())
                .isEqualTo(new Source("en", SourceRevision.NONE, 0, List.of(), Set.of("en"), false));
        Source revisedAgain = approved.remembered().stands("en", revision(3), 3, List.of("fr"));
        assertThat(revisedAgain.isWanted(true)).isTrue();
        assertThat(revisedAgain.newest()).isEqualTo(revision(3));
        assertThat(revisedAgain.targets()).containsExactly("fr");
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

    private static SourceRevision revision(int number) {
        return new SourceRevision(number, List.of(new SourceSegment("b1", "" + number)), List.of("reporter"));
    }
}
