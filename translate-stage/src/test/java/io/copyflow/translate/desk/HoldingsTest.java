package io.copyflow.translate.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    private static final Instant NOW = Instant.parse("2026-03-03T08:00:00Z");
    private static final List<TranslatedSegment> NOTHING = List.of();

    private final Holdings holdings = new Holdings();
    private int commands;

    @Test
    void r07_who_claims_holds_until_it_is_handed_in_given_back_or_not_wanted() {
        for (Object end : List.of(
                new ClaimReleased("awa", ClaimEnd.GIVEN_BACK),
                new TranslationSubmitted(
                        1, 1, NOTHING, "h", List.of(), List.of(), List.of(), null, List.of(), List.of()),
                new TranslationCancelled("dropped"))) {
            take("s1", "fr", claimed("awa", 60));
            assertThat(holdings.of("awa")).extracting(Holding::storyId).containsExactly("s1");

            take("s1", "fr", end);

            assertThat(holdings.of("awa")).isEmpty();
            assertThat(holdings.count("awa")).isZero();
        }
    }

    @Test
    void r07_what_is_given_to_somebody_else_is_theirs() {
        take("s1", "fr", claimed("awa", 60));
        take("s1", "fr", new ClaimReleased("awa", ClaimEnd.REASSIGNED));
        take("s1", "fr", claimed("leo", 60));

        assertThat(holdings.of("awa")).isEmpty();
        assertThat(holdings.of("leo")).extracting(Holding::language).containsExactly("fr");
    }

    @Test
    void r07_an_activity_tells_of_a_claim_that_was_before_what_is_followed() {
        take("s1", "fr", new DraftSaved("awa", 1, NOTHING, NOW.plusSeconds(90)));
        take("s2", "fr", new SourceAcknowledged("awa", 1, List.of(), NOW.plusSeconds(30)));

        assertThat(holdings.of("awa"))
                .extracting(Holding::storyId, Holding::leaseUntil)
                .containsExactly(tuple("s2", NOW.plusSeconds(30)), tuple("s1", NOW.plusSeconds(90)));
    }

    @Test
    void a_claim_is_found_by_its_command_also_after_a_draft_was_saved() {
        take("s1", "fr", claimed("awa", 60));
        String command = "c" + commands;
        take("s1", "fr", new DraftSaved("awa", 1, NOTHING, NOW.plusSeconds(90)));

        assertThat(holdings.claimedBy("awa", command))
                .extracting(Holding::storyId)
                .isEqualTo("s1");
        assertThat(holdings.claimedBy("leo", command)).isNull();
        assertThat(holdings.claimedBy("awa", "another")).isNull();
    }

    @Test
    void two_languages_of_a_story_are_two_and_a_renewed_one_is_not_counted_besides_itself() {
        take("s1", "fr", claimed("awa", 60));
        take("s1", "kk-Cyrl", claimed("awa", 60));
        take("s1", "fr", claimed("awa", 120));

        assertThat(holdings.count("awa")).isEqualTo(2);
        assertThat(holdings.countBesides("awa", "s1", "fr")).isEqualTo(1);
        assertThat(holdings.countBesides("awa", "s2", "fr")).isEqualTo(2);
    }

    @Test
    void r08_what_is_reopened_while_somebody_holds_it_stays_theirs() {
        take("s1", "fr", claimed("awa", 60));
        take(
                "s1",
                "fr",
                new TranslationReopened(2, ReopenReason.SOURCE_REVISED, List.of(), List.of(), List.of(), null));

        assertThat(holdings.count("awa")).isEqualTo(1);
    }

    private static TranslationClaimed claimed(String holder, long seconds) {
        return new TranslationClaimed(holder, NOW.plusSeconds(seconds));
    }

    private void take(String story, String language, Object body) {
        commands++;
        holdings.take(new TranslationEventEnvelope("e" + commands, story, language, "awa", NOW, "c" + commands, body));
    }
}
