package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewVoided;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BrokenGlassReportTest {

    private static final String HASH = RecordedStory.HASH;

    private final RecordedStory story = new RecordedStory("story1");

    @Test
    void r16_lists_who_broke_the_glass_why_and_who_countersigned() {
        story.submitted(0, "ar", "fr");
        story.review(60_000, "emad.nasser", "x", "ar", new GlassBroken(HASH, 1, Role.EDITOR, "I am alone.", true));
        story.review(120_000, "wes.tan", "x", "ar", new Countersigned(HASH, Role.WEB_EDITOR));
        story.publication(121_000, "x", "ar", new VersionReleased(1L, HASH, 1, "x", null));

        JsonNode listed = report().json(Instant.MIN).getFirst();

        assertThat(listed.get("headline").asText()).isEqualTo("Forecasts for herders");
        assertThat(listed.get("person").asText()).isEqualTo("emad.nasser");
        assertThat(listed.get("contributor").asBoolean()).isTrue();
        assertThat(listed.get("state").asText()).isEqualTo("countersigned");
        assertThat(listed.get("countersigner").asText()).isEqualTo("wes.tan");
        assertThat(listed.get("countersignedAt").asText()).isEqualTo("2026-03-03T11:02:00.000Z");
        assertThat(listed.get("released").asBoolean()).isTrue();
        assertThat(lines())
                .last()
                .asString()
                .startsWith("2026-03-03 11:01  story1  ar")
                .endsWith("yes          Wes Tan, 2026-03-03 11:02  yes       I am alone.");
    }

    @Test
    void r16_a_glass_that_nobody_countersigned_is_open_until_its_version_falls() {
        story.submitted(0, "ar", "fr");
        story.review(60_000, "emad.nasser", "x", "ar", new GlassBroken(HASH, 1, Role.CHIEF, "x", false));
        assertThat(state()).isEqualTo("open");
        story.review(70_000, "emad.nasser", "x", "fr", new ReviewVoided(HASH, "another language"));
        assertThat(state()).isEqualTo("open");
        story.review(80_000, "emad.nasser", "x", "ar", new ReviewVoided(HASH, "revised"));
        assertThat(state()).isEqualTo("void");
    }

    @Test
    void only_what_was_broken_since_is_listed() {
        story.submitted(0, "ar");
        story.review(60_000, "emad.nasser", "x", "ar", new GlassBroken(HASH, 1, Role.EDITOR, "x", false));
        assertThat(report().json(RecordedStory.BEGIN.plusMillis(60_000))).hasSize(1);
        assertThat(report().json(RecordedStory.BEGIN.plusMillis(60_001))).isEmpty();
    }

    @Test
    void tells_when_there_is_none() {
        story.submitted(0, "ar");
        assertThat(lines()).containsExactly("No glass was broken.");
    }

    private String state() {
        return report().json(Instant.MIN).getFirst().get("state").asText();
    }

    private java.util.List<String> lines() {
        return report().lines(Instant.MIN, RecordedStory.names(), Screen.plain(160, ZoneOffset.UTC));
    }

    private BrokenGlassReport report() {
        BrokenGlassReport report = new BrokenGlassReport();
        story.records().forEach(report::add);
        return report;
    }
}
