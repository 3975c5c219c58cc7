package io.copyflow.ingest.domain;

import static io.copyflow.contract.SegmentKind.HEADLINE;
import static io.copyflow.contract.SegmentKind.PARAGRAPH;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.ingest.domain.StoryEvent.Accepted;
import io.copyflow.ingest.domain.StoryEvent.ItemFollowed;
import io.copyflow.ingest.domain.StoryEvent.Revised;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemRulesTest {

    private static final String URI = "urn:newsml:example.org:20260303:drought-17";
    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final Embargo TOMORROW = Embargo.until(NOW.plusSeconds(86_400));
    private static final Actor WIRE = new Actor("wire.desk", true, Set.of(Role.REPORTER), Set.of());
    private static final Surroundings HERE =
            new Surroundings(List.of("en", "fr"), Map.of("en", "en", "fr", "fr"), true, true);

    private final StoryDecider decider = new StoryDecider(Limits.DEFAULT);

    @Test
    void r04_an_item_under_embargo_is_kept_and_its_embargo_carried() {
        Accepted accepted = (Accepted) only(decider.decide(Story.NONE, item("1", "Wells run dry", TOMORROW)));
        assertThat(accepted.embargo()).isEqualTo(TOMORROW);
        assertThat(decider.evolve(Story.NONE, accepted).embargo()).isEqualTo(TOMORROW);
    }

    @Test
    void r04_a_higher_version_of_a_known_item_is_a_revision() {
        Story story = given(item("1", "Wells run dry"));
        Revised revised = (Revised) only(decider.decide(story, item("7", "Wells run dry in the north")));
        assertThat(revised.revision()).isEqualTo(2);
        assertThat(revised.revisionClass()).isEqualTo(RevisionClass.UPDATE);
        assertThat(revised.changed()).containsExactly("b1");
        assertThat(revised.sourceItem()).isEqualTo(SourceItem.usable(URI, "7"));
        assertThat(revised.embargo()).isNull();
    }

    @Test
    void r04_an_equal_or_lower_version_is_passed_over_and_told_so() {
        Story story = given(item("1", "Wells run dry"), item("7", "Wells run dry in the north"));
        for (String version : List.of("7", "3", "1", "07")) {
            assertRefused(decider.decide(story, item(version, "Something else")), "item-not-newer");
        }
        assertThat(((Revised) only(decider.decide(story, item("8", "Third")))).revision())
                .isEqualTo(3);
    }

    @Test
    void r04_an_embargo_of_a_higher_version_is_carried_and_the_same_one_is_not_repeated() {
        Story story = given(item("1", "Wells run dry", TOMORROW));
        Revised same = (Revised) only(decider.decide(story, item("2", "Second", TOMORROW)));
        assertThat(same.embargo()).isNull();
        Embargo open = Embargo.openEnded(null);
        Revised other = (Revised) only(decider.decide(story, item("2", "Second", open)));
        assertThat(other.embargo()).isEqualTo(open);
        assertThat(decider.evolve(story, other).embargo()).isEqualTo(open);
        assertThat(decider.evolve(story, same).embargo()).isEqualTo(TOMORROW);
    }

    @Test
    void r04_a_higher_version_with_the_same_text_is_followed_without_a_revision() {
        Story story = given(item("1", "Wells run dry"));
        ItemFollowed followed = (ItemFollowed) only(decider.decide(story, item("3", "Wells run dry", TOMORROW)));
        assertThat(followed).isEqualTo(new ItemFollowed(SourceItem.usable(URI, "3"), 1, TOMORROW));
        Story after = decider.evolve(story, followed);
        assertThat(after.revision()).isEqualTo(1);
        assertRefused(decider.decide(after, item("2", "A late one")), "item-not-newer");
    }

    @Test
    void r04_a_higher_version_keeps_the_urgency_desk_and_targets_the_story_has() {
        Story story = given(item("1", "Wells run dry"));
        StoryCommand.Submit first = item("2", "Second");
        StoryCommand.Submit urgent = new StoryCommand.Submit(
                first.actor(),
                first.at(),
                first.storyId(),
                first.clientId(),
                first.language(),
                first.blocks(),
                null,
                null,
                1,
                List.of("fr"),
                first.sourceItem(),
                null,
                RevisionClass.UPDATE,
                null,
                HERE);

        Revised revised = (Revised) only(decider.decide(story, urgent));

        assertThat(revised.urgency()).isEqualTo(5);
        assertThat(revised.desk()).isEqualTo(story.desk());
        assertThat(revised.targets()).isEqualTo(story.targets());
    }

    @Test
    void r04_a_desks_revision_between_two_versions_hides_neither() {
        Story story = given(item("1", "Wells run dry"));
        Story revised = decider.evolve(
                story,
                only(decider.decide(
                        story,
                        new StoryCommand.Revise(
                                WIRE, NOW, "s-1", 1, blocks("Tidied"), RevisionClass.MINOR, null, null))));
        assertThat(revised.sourceItem()).isEqualTo(SourceItem.usable(URI, "1"));
        assertThat(((Revised) only(decider.decide(revised, item("2", "Second")))).revision())
                .isEqualTo(3);
    }

    @Test
    void r04_a_withheld_version_needs_no_text_and_a_usable_one_after_it_says_restored() {
        Story story = given(item("1", "Wells run dry"));
        ItemFollowed held = (ItemFollowed) only(decider.decide(story, item("2", ItemStatus.WITHHELD, List.of())));
        Story withheld = decider.evolve(story, held);
        assertThat(withheld.sourceItem()).isEqualTo(new SourceItem(URI, "2", ItemStatus.WITHHELD));
        StoryEvent again = only(decider.decide(withheld, item("3", "Wells run dry")));
        assertThat(((ItemFollowed) again).sourceItem().status()).isEqualTo(ItemStatus.RESTORED);
        Story restored = decider.evolve(withheld, again);
        ItemFollowed next = (ItemFollowed) only(decider.decide(restored, item("4", "Wells run dry")));
        assertThat(next.sourceItem().status()).isEqualTo(ItemStatus.USABLE);
    }

    @Test
    void r04_a_withheld_item_that_is_new_is_kept_with_its_text() {
        Accepted accepted =
                (Accepted) only(decider.decide(Story.NONE, item("1", ItemStatus.WITHHELD, blocks("Not yet"))));
        assertThat(accepted.sourceItem()).isEqualTo(new SourceItem(URI, "1", ItemStatus.WITHHELD));
        assertRefused(decider.decide(Story.NONE, item("1", ItemStatus.WITHHELD, List.of())), "headline-missing");
    }

    @Test
    void r04_a_cancellation_is_for_the_kill_switch_unless_a_newer_version_is_known() {
        Story story = given(item("5", "Wells run dry"));
        assertThat(decider.decide(story, item("6", ItemStatus.CANCELED, List.of())))
                .isEqualTo(Decision.accept());
        assertThat(decider.decide(story, item("5", ItemStatus.CANCELED, List.of())))
                .isEqualTo(Decision.accept());
        assertThat(decider.decide(story, item(null, ItemStatus.CANCELED, List.of())))
                .isEqualTo(Decision.accept());
        assertThat(decider.decide(Story.NONE, item("1", ItemStatus.CANCELED, List.of())))
                .isEqualTo(Decision.accept());
        assertRefused(decider.decide(story, item("4", ItemStatus.CANCELED, List.of())), "item-not-newer");
        Story killed = decider.evolve(story, new StoryEvent.KillNoted());
        assertThat(decider.decide(killed, item("6", ItemStatus.CANCELED, List.of())))
                .isEqualTo(Decision.accept());
        assertRefused(decider.decide(killed, item("7", "It lives")), "story-killed");
    }

    @Test
    void r04_a_version_for_a_spiked_story_or_in_another_language_is_refused() {
        Story story = given(item("1", "Wells run dry"));
        Story spiked =
                decider.evolve(story, only(decider.decide(story, new StoryCommand.Spike(WIRE, NOW, "Overtaken"))));
        assertRefused(decider.decide(spiked, item("2", "Second")), "story-spiked");
        StoryCommand.Submit french = item("2", "Second");
        assertRefused(
                decider.decide(
                        story,
                        new StoryCommand.Submit(
                                WIRE,
                                NOW,
                                "s-1",
                                URI,
                                "fr",
                                french.blocks(),
                                null,
                                null,
                                5,
                                null,
                                french.sourceItem(),
                                null,
                                RevisionClass.UPDATE,
                                null,
                                HERE)),
                "language-differs");
    }

    @Test
    void r04_an_item_without_versions_makes_no_second_text() {
        Story story = given(item(null, "Wells run dry"));
        assertRefused(decider.decide(story, item(null, "Something else")), "story-exists");
        assertThat(only(decider.decide(story, item("1", "Second")))).isInstanceOf(Revised.class);
    }

    @Test
    void r04_the_same_text_under_another_embargo_is_not_taken_for_a_repeat() {
        Story story = given(item(null, "Wells run dry"));
        assertRefused(decider.decide(story, item(null, "Wells run dry", TOMORROW)), "story-exists");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "9, 10",
        "99999999999999999999, 100000000000000000000",
        "1.9, 1.10",
        "v9, v10",
        "v2, 3",
        "1, 1.1",
        "2026-03-03T10:00:00+02:00, 2026-03-03T09:00:00Z",
        "20260303T090000Z, 20260303T090001Z",
        "rev-a, rev-b",
        "2a, 2b",
        "7, 7-corrected",
    })
    void r04_versions_are_in_a_sensible_order(String lower, String higher) {
        assertThat(ItemVersion.ORDER.compare(lower, higher)).isNegative();
        assertThat(ItemVersion.ORDER.compare(higher, lower)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 01",
        "1, 1.0",
        "2.0.0, 2",
        "V3, 3",
        "A, a",
        "2026-03-03T09:00:00Z, 2026-03-03T10:00:00+01:00"
    })
    void r04_versions_that_say_the_same_are_equal(String one, String other) {
        assertThat(ItemVersion.ORDER.compare(one, other)).isZero();
    }

    private Story given(StoryCommand... commands) {
        Story story = Story.NONE;
        for (StoryCommand command : commands) {
            story = decider.evolve(story, only(decider.decide(story, command)));
        }
        return story;
    }

    private static StoryCommand.Submit item(@Nullable String version, String paragraph) {
        return item(version, paragraph, null);
    }

    private static StoryCommand.Submit item(@Nullable String version, String paragraph, @Nullable Embargo embargo) {
        return item(SourceItem.usable(URI, version), blocks(paragraph), embargo);
    }

    private static StoryCommand.Submit item(@Nullable String version, ItemStatus status, List<Block> blocks) {
        return item(new SourceItem(URI, version, status), blocks, null);
    }

    private static StoryCommand.Submit item(SourceItem item, List<Block> blocks, @Nullable Embargo embargo) {
        return new StoryCommand.Submit(
                WIRE,
                NOW,
                "s-1",
                URI,
                "en",
                blocks,
                null,
                null,
                5,
                null,
                item,
                embargo,
                RevisionClass.UPDATE,
                null,
                HERE);
    }

    private static List<Block> blocks(String paragraph) {
        return List.of(Block.plain(HEADLINE, "Drought"), Block.plain(PARAGRAPH, paragraph));
    }

    private static StoryEvent only(Decision<StoryEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        List<StoryEvent> events = ((Decision.Accepted<StoryEvent>) decision).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static void assertRefused(Decision<StoryEvent> decision, String code) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(((Decision.Refused<StoryEvent>) decision).code()).isEqualTo(code);
    }
}
