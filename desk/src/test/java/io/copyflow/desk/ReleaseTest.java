package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release gate, without a browser's scripts. */
class ReleaseTest {

    private static final String STORY = "/release/s1";

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder);
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell.", "fr")
                .asked("s1", "en", 1)
                .approved("s1", "en", 1, "harriet.penhallow")
                .cleared("s1", "en", 1);
        desk.settle();
        desk.stages = envelope -> new Outcome.Accepted(List.of(desk.log.lastEventId()), List.of(envelope));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Browser send(Browser browser, String... fields) {
        Map<String, String> all = new HashMap<>(Map.of("token", browser.token(), "command", "c" + desk.asked.size()));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return browser.send(STORY, all);
    }

    private <T> T asked(Class<T> type) {
        return type.cast(((PublicationCommandEnvelope) desk.asked.getLast()).getBody());
    }

    private void released() {
        desk.log.released("s1", "en", 1, 1).delivered("s1", "en", 1);
        desk.settle();
    }

    @Test
    void r18_what_is_held_says_why() {
        desk.log.held("s1", "en", 1, HoldReason.WAITING_FOR_OTHERS);
        desk.settle();
        Browser browser = desk.browser().as("harriet.penhallow").look("/release");

        assertThat(browser.page().select("#ready ~ ol .headline").text()).isEqualTo("Dams hold");
        assertThat(browser.page().select(".holds").text()).contains("waits for other languages");
        assertThat(browser.look(STORY).page().select("table.gate").text()).contains("waits for other languages");
    }

    @Test
    void r20_an_embargo_is_set_moved_and_lifted_by_who_may() {
        Browser editor = desk.browser().as("harriet.penhallow").look(STORY);
        send(editor, "do", "embargo", "until", "2026-03-02T18:00", "note", "Agreed");
        // 18:00 in Nairobi
        assertThat(asked(SetEmbargo.class).getUntil()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(asked(SetEmbargo.class).getNote()).isEqualTo("Agreed");

        desk.log.publication(
                "s1",
                "",
                "harriet.penhallow",
                EmbargoSet.newBuilder()
                        .setUntil(null)
                        .setNote("Agreed")
                        .setWasEmbargoed(false)
                        .setWasUntil(null)
                        .build());
        desk.settle();
        assertThat(desk.browser().as("harriet.penhallow").look(STORY).page().select("button[value=lift]"))
                .isEmpty();
        Browser chief = desk.browser().as("ingrid.solheim").look(STORY);
        assertThat(chief.page().text()).contains("Embargoed until somebody lifts it");
        send(chief, "do", "lift", "reason", "It is out elsewhere.");
        assertThat(asked(LiftEmbargo.class).getReason()).isEqualTo("It is out elsewhere.");
    }

    @Test
    void a_release_is_scheduled_for_the_story_or_a_language_and_taken_back() {
        Browser browser = desk.browser().as("odile.faure").look(STORY);
        send(browser, "do", "schedule", "language", "fr", "at", "2026-03-02T18:00");
        assertThat(asked(ScheduleRelease.class).getNotBefore()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(((PublicationCommandEnvelope) desk.asked.getLast()).getLanguage())
                .isEqualTo("fr");

        send(browser, "do", "unschedule", "language", "fr");
        assertThat(asked(CancelSchedule.class)).isNotNull();

        send(browser, "do", "schedule", "language", "fr", "at", "<script>");
        assertThat(desk.asked).hasSize(2);
        assertThat(browser.page().select(".told.refused").text()).contains("time-unreadable");

        send(browser, "do", "schedule", "language", "", "at", "2026-03-02T18:00");
        assertThat(desk.asked)
                .as("a web editor schedules languages, not stories")
                .hasSize(2);
        assertThat(browser.page().select(".told.refused").text()).contains("role-missing");
        Browser editor = desk.browser().as("harriet.penhallow").look(STORY);
        send(editor, "do", "schedule", "language", "", "at", "2026-03-02T18:00");
        assertThat(((PublicationCommandEnvelope) desk.asked.getLast()).getLanguage())
                .isEmpty();
    }

    @Test
    void r18_how_the_languages_of_a_story_go_out_is_set_by_an_editor_and_shown() {
        Browser browser = desk.browser().as("harriet.penhallow").look(STORY);
        assertThat(browser.page().select("input[name=policy][checked]").attr("value"))
                .isEqualTo("independent");

        send(browser, "do", "policy", "policy", "core", "core", "fr", "deadline", "2026-03-02T18:00");

        SetReleasePolicy asked = asked(SetReleasePolicy.class);
        assertThat(asked.getPolicy()).isEqualTo(ReleasePolicy.CORE);
        assertThat(asked.getCore()).containsExactly("fr");
        assertThat(asked.getDeadline()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
        desk.log.publication(
                "s1",
                "",
                "harriet.penhallow",
                new ReleasePolicySet(asked.getPolicy(), asked.getCore(), asked.getDeadline()));
        desk.settle();
        assertThat(browser.look(STORY).page().select("p.note").text()).contains("some together", "18:00");
        assertThat(browser.page().select("input[name=core][value=fr]").hasAttr("checked"))
                .isTrue();

        // what is of the core alone says nothing of another way
        send(browser, "do", "policy", "policy", "together", "core", "fr", "deadline", "2026-03-02T18:00");
        assertThat(asked(SetReleasePolicy.class))
                .isEqualTo(new SetReleasePolicy(ReleasePolicy.TOGETHER, List.of(), null));
        send(browser, "do", "policy", "policy", "core", "deadline", "tomorrow");
        assertThat(browser.page().select(".told.refused").text()).contains("time-unreadable");
        assertThat(desk.asked).hasSize(2);
        assertThat(desk.browser().as("odile.faure").look(STORY).page().select("input[name=policy]"))
                .isEmpty();
    }

    @Test
    void r22_a_story_is_withheld_and_let_go_again_and_a_language_taken_down_and_restored() {
        released();
        Browser browser = desk.browser().as("harriet.penhallow").look(STORY);
        assertThat(browser.page().select("#where ~ div .is-current")).hasSize(1);
        send(browser, "do", "take-down", "language", "en", "reason", "Wrong name");
        assertThat(asked(TakeDownVersion.class).getReason()).isEqualTo("Wrong name");
        send(browser, "do", "withhold", "reason", "Under review");
        assertThat(asked(WithholdStory.class).getReason()).isEqualTo("Under review");

        desk.log
                .publication("s1", "", "harriet.penhallow", new StoryWithheld("Under review"))
                .publication(
                        "s1",
                        "en",
                        "harriet.penhallow",
                        VersionTakenDown.newBuilder()
                                .setReleaseSequence(2)
                                .setReason("Wrong name")
                                .setWithheld(false)
                                .build());
        desk.settle();
        browser.look(STORY);
        assertThat(browser.page().text()).contains("Withheld").contains("Wrong name");
        assertThat(browser.page().select(".is-against-orders")).hasSize(1);
        send(browser, "do", "restore", "language", "en", "reason", "It is right");
        assertThat(asked(RestoreVersion.class).getReason()).isEqualTo("It is right");
        send(browser, "do", "unwithhold", "reason", "Settled");
        assertThat(asked(UnwithholdStory.class).getReason()).isEqualTo("Settled");
        assertThat(desk.browser()
                        .as("odile.faure")
                        .look("/release")
                        .page()
                        .select("#down ~ ol .headline")
                        .text())
                .isEqualTo("Dams hold");
    }

    @Test
    void r21_who_still_shows_the_old_text_is_listed_and_waived_with_a_reason() {
        released();
        desk.log.publication(
                "s1",
                "en",
                "publish-stage",
                new ObligationOpened(Obligation.newBuilder()
                        .setId("s1/en/website:r2")
                        .setChannel("website")
                        .setRevision(2)
                        .setOpenedAt(Newslog.BEGIN)
                        .setDueAt(Newslog.BEGIN.plus(Duration.ofMinutes(30)))
                        .build()));
        desk.settle();
        Browser browser = desk.browser().as("harriet.penhallow").look("/release");
        assertThat(browser.page().select("#owing ~ ol .late-note").text()).contains("late by");
        browser.look(STORY);
        assertThat(browser.page().select(".owed").text()).contains("website").contains("owes revision 2");

        send(browser, "do", "waive", "language", "en", "obligation", "s1/en/website:r2", "reason", "It closed.");

        assertThat(asked(WaiveObligation.class).getObligationId()).isEqualTo("s1/en/website:r2");
        assertThat(asked(WaiveObligation.class).getReason()).isEqualTo("It closed.");
    }

    @Test
    void r22_a_kill_wants_the_id_typed_and_only_a_chief_is_offered_it() {
        assertThat(desk.browser().as("harriet.penhallow").look(STORY).page().select("button[value=kill]"))
                .isEmpty();
        Browser chief = desk.browser().as("ingrid.solheim").look(STORY);

        send(chief, "do", "kill", "reason", "A court forbids it.", "typed", "s2");
        assertThat(desk.asked).isEmpty();
        assertThat(chief.page().select(".told.refused").text()).contains("confirmation-differs");

        send(chief, "do", "kill", "reason", "A court forbids it.", "typed", "S1");
        KillCommandEnvelope sent = (KillCommandEnvelope) desk.asked.getLast();
        assertThat(sent.getBody().getReason()).isEqualTo("A court forbids it.");
        assertThat(sent.getActor()).isEqualTo("ingrid.solheim");
    }

    @Test
    void r22_nothing_a_killed_story_said_is_read_at_the_desk_any_more_but_who_did_what_is() {
        released();
        Browser writer = desk.browser().as("naliaka.barasa").look("/story/s1");
        writer.send("/story/s1/revise", Map.of("token", writer.token()));
        String draft = writer.page().select("form.writing").attr("action");
        desk.log
                .submitted("s1", "fr", "awa.ndoye", "Les barrages tiennent", "Il a plu.")
                .killed("s1");
        desk.settle();
        Instant before = Newslog.BEGIN.plusSeconds(60);

        Browser chief = desk.browser().as("ingrid.solheim");
        for (String page : List.of(
                "/",
                "/story/s1",
                "/story/s1/fr",
                "/story/s1?at=" + before,
                "/story/s1?text=" + Newslog.hash("s1", "en", 1),
                "/part/story/s1/en",
                "/review/s1/en",
                "/sign/s1/en",
                "/translate/s1/fr",
                "/translate",
                "/release",
                STORY,
                "/proof/s1",
                "/wall",
                "/search?q=dams",
                "/search?q=rain",
                "/search?q=s1")) {
            chief.look(page);
            while (chief.status() == 303) {
                chief.look(chief.location());
            }
            assertThat(chief.body()).as(page).doesNotContain("Dams hold").doesNotContain("Rain fell");
            assertThat(chief.body()).as(page).doesNotContain("barrages").doesNotContain("Il a plu");
        }
        assertThat(chief.look("/story/s1").page().select(".timeline").text())
                .contains("Naliaka Barasa handed it in")
                .contains("Ingrid Solheim killed it")
                .contains("A court forbids it.");
        assertThat(chief.look(STORY).page().select(".is-against-orders")).hasSize(1);
        writer.look(draft);
        assertThat(writer.status()).isEqualTo(303);
        assertThat(writer.look("/write").body()).doesNotContain("Dams hold");
        writer.look("/story/s1");
        writer.send("/story/s1/revise", Map.of("token", writer.token()));
        assertThat(writer.body()).doesNotContain("Dams hold");
    }

    @Test
    void nothing_hostile_runs_and_what_nobody_knows_is_refused() {
        String evil = "<script>alert(1)</script>\" onclick=\"x";
        desk.log
                .accepted("s2", "en", evil, evil)
                .asked("s2", "en", 1)
                .cleared("s2", "en", 1)
                .publication("s2", "", "ingrid.solheim", new StoryWithheld(evil))
                .held("s2", "en", 1, HoldReason.WITHHELD);
        desk.settle();
        Browser chief = desk.browser().as("ingrid.solheim");
        for (String page : List.of("/release", "/release/s2")) {
            assertThat(chief.look(page).page().select("script:not([src]), [onclick]"))
                    .as(page)
                    .isEmpty();
        }
        send(chief.look(STORY), "do", evil);
        assertThat(chief.page().select(".told.refused").text()).contains("unknown-deed");
        assertThat(chief.look("/release/none").status()).isEqualTo(404);
        desk.stages = envelope -> new Outcome.Refused("role-missing", "Expected chief.", List.of());
        send(chief.look(STORY), "do", "withhold", "reason", evil);
        assertThat(chief.page().select(".told.refused").text()).contains("Expected chief.");
    }
}
