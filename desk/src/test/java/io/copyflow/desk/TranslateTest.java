package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.aid.Aids;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The translators' queue and their editor, without a browser's scripts. */
class TranslateTest {

    private static final String TASK = "/translate/s1/fr";

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder, new Aids(new SampleWorkbench(), null, null));
        desk.log
                .accepted(
                        "s1",
                        "en",
                        "Dams hold",
                        "Rain fell for 10 days.\nEngineers watched the northern reservoirs all night.",
                        "fr",
                        "ar")
                .queued("s1", "fr", Duration.ofHours(8));
        desk.settle();
        desk.stages = envelope -> new Outcome.Accepted(List.of(desk.log.lastEventId()), List.of(envelope));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Browser holding() {
        desk.log.claimed("s1", "fr", "awa.ndoye");
        desk.settle();
        return desk.browser().as("awa.ndoye").look(TASK);
    }

    private Browser send(Browser browser, String wish, String... texts) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        Element form = browser.page().selectFirst("form.translating");
        for (String name : List.of("token", "command", "revision")) {
            fields.add(Map.entry(name, form.select("input[name=" + name + "]").attr("value")));
        }
        List<Element> boxes = form.select("textarea[name=text]");
        List<Element> ids = form.select("input[name=id]");
        for (int i = 0; i < boxes.size(); i++) {
            fields.add(Map.entry("id", ids.get(i).attr("value")));
            fields.add(Map.entry(
                    "text",
                    i < texts.length && texts[i] != null
                            ? texts[i]
                            : boxes.get(i).wholeText()));
        }
        fields.add(Map.entry("do", wish));
        return browser.send(form.attr("action"), fields);
    }

    private <T> T asked(int n, Class<T> type) {
        return type.cast(((TranslationCommandEnvelope) desk.asked.get(n)).getBody());
    }

    @Test
    void r06_what_waits_is_listed_by_urgency_then_deadline_then_arrival() {
        desk.log
                .accepted("s2", "en", "Later", "Text.", "fr")
                .queued("s2", "fr", Duration.ofHours(20))
                .accepted("s3", "en", "Sooner", "Text.", "fr")
                .queued("s3", "fr", Duration.ofHours(3))
                .accepted("s4", "en", "Not mine", "Text.", "ja")
                .queued("s4", "ja", Duration.ofHours(1));
        desk.settle();

        Browser browser = desk.browser().as("awa.ndoye").look("/translate");

        assertThat(browser.page().select("#waiting").text()).isEqualTo("Waits 3");
        assertThat(browser.page().select("#waiting ~ ol .headline").eachText())
                .containsExactly("Sooner", "Dams hold", "Later");
    }

    @Test
    void r07_the_next_task_is_the_first_that_nobody_is_faster_to_claim() {
        desk.log.accepted("s3", "en", "Sooner", "Text.", "fr").queued("s3", "fr", Duration.ofHours(3));
        desk.settle();
        Browser browser = desk.browser().as("awa.ndoye").look("/translate");
        desk.stages =
                envelope -> ((TranslationCommandEnvelope) envelope).getStoryId().equals("s3")
                        ? new Outcome.Refused("already-claimed", "Somebody holds it.", List.of())
                        : new Outcome.Accepted(List.of(desk.log.lastEventId()), List.of(envelope));

        browser.send("/translate", Map.of("token", browser.token(), "command", "c1", "language", ""));

        assertThat(desk.asked).hasSize(2);
        assertThat(asked(1, ClaimTranslation.class)).isNotNull();
        assertThat(((TranslationCommandEnvelope) desk.asked.get(1)).getStoryId())
                .isEqualTo("s1");
        assertThat(browser.page().select("h1").text()).isEqualTo("Dams hold");
    }

    @Test
    void source_and_target_stand_side_by_side_each_in_its_direction() {
        desk.log.queued("s1", "ar", Duration.ofHours(8)).claimed("s1", "ar", "awa.ndoye");
        desk.settle();

        Browser browser = desk.browser().as("awa.ndoye").look("/translate/s1/ar");

        assertThat(browser.page().select(".tseg")).hasSize(3);
        assertThat(browser.page().select(".tseg .source").attr("dir")).isEqualTo("ltr");
        assertThat(browser.page().select("textarea.target").attr("dir")).isEqualTo("rtl");
        assertThat(browser.page().select("textarea.target").attr("lang")).isEqualTo("ar");
    }

    @Test
    void who_does_not_hold_it_reads_it_and_may_claim_it() {
        Browser browser = desk.browser().as("awa.ndoye").look(TASK);
        assertThat(browser.page().select("textarea.target")).isEmpty();

        send(browser, "claim");

        assertThat(asked(0, ClaimTranslation.class)).isNotNull();
        assertThat(desk.browser().as("naliaka.barasa").look(TASK).page().select("button[value=claim]"))
                .isEmpty();
    }

    @Test
    void r08_saving_keeps_what_changed_and_names_the_revision_it_rests_on() {
        Browser browser = holding();

        send(browser, "save", "Les barrages **tiennent**", "", null);

        SaveDraft body = asked(0, SaveDraft.class);
        assertThat(body.getSourceRevision()).isEqualTo(1);
        assertThat(body.getSegments()).extracting(TranslatedSegment::getId).containsExactly("headline");
        assertThat(body.getSegments().getFirst().getText()).isEqualTo("Les barrages tiennent");
        assertThat(body.getSegments().getFirst().getMarks()).hasSize(1);
        assertThat(body.getSegments().getFirst().getOrigin()).isEqualTo(Origin.PERSON);
    }

    @Test
    void a_draft_is_saved_while_somebody_types_and_says_so() {
        Browser browser = holding();
        String token = browser.token();

        browser.send(
                TASK + "/save",
                List.of(
                        Map.entry("token", token),
                        Map.entry("revision", "1"),
                        Map.entry("id", "b1"),
                        Map.entry("text", "Il a plu 10 jours.")));

        assertThat(asked(0, SaveDraft.class).getSegments()).hasSize(1);
        assertThat(browser.body()).contains("saved");
        assertThat(browser.page().select("#progress[hx-swap-oob]").text()).isEqualTo("1 of 3 segments");
        desk.stages = envelope -> new Outcome.Refused("not-holder", "Somebody else holds it.", List.of());
        browser.send(
                TASK + "/save",
                List.of(
                        Map.entry("token", token),
                        Map.entry("revision", "1"),
                        Map.entry("id", "b1"),
                        Map.entry("text", "Il a plu.")));
        assertThat(browser.body()).contains("Somebody else holds it.").contains("not-holder");
        assertThat(browser.page().select("#progress")).isEmpty();
    }

    @Test
    void r12_what_the_memory_has_word_for_word_stays_the_memorys() {
        Browser browser = holding().look(TASK + "/aid?segment=b2");
        assertThat(browser.page().select(".offer .score").eachText()).containsExactly("100 %", "78 %");
        assertThat(browser.page().select(".offer").getLast().text())
                .contains("wire-memory.tmx")
                .contains("southern");

        send(browser, "use:b2:0");

        TranslatedSegment saved = asked(0, SaveDraft.class).getSegments().getFirst();
        assertThat(saved.getText()).isEqualTo("Des ingénieurs ont surveillé les réservoirs du nord toute la nuit.");
        assertThat(saved.getOrigin()).isEqualTo(Origin.MEMORY);
        assertThat(saved.getOriginDetail()).isEqualTo("s1abcdefghij234567klm");
    }

    @Test
    void the_glossary_and_the_checks_stand_beside_the_text() {
        desk.log.claimed("s1", "fr", "awa.ndoye").saved("s1", "fr", "awa.ndoye", 1, "b1", "Il a plu 9 jours.");
        desk.settle();
        Browser browser = desk.browser().as("awa.ndoye").look(TASK);

        assertThat(browser.page().select(".terms").text()).contains("reservoir").contains("retenue d’eau");
        assertThat(browser.page().select(".warned .note").text()).contains("numbers");

        browser.send(
                TASK + "/check?segment=b1",
                List.of(
                        Map.entry("token", browser.token()),
                        Map.entry("revision", "1"),
                        Map.entry("id", "b1"),
                        Map.entry("text", "Il a plu 10 jours.")));
        assertThat(browser.page().select(".note")).isEmpty();
    }

    @Test
    void r11_warnings_are_shown_before_it_is_handed_in_and_keep_nobody_from_it() {
        Browser browser = holding();

        send(browser, "submit", "Les barrages tiennent", "Il a plu 9 jours.", "Des ingénieurs ont veillé.");

        assertThat(desk.asked).isEmpty();
        assertThat(browser.page().select("[role=alert] .unsure").text()).contains("numbers");
        assertThat(browser.page().select("textarea.target").get(1).wholeText()).isEqualTo("Il a plu 9 jours.");

        send(browser, "submit-anyway");

        SubmitTranslation body = asked(0, SubmitTranslation.class);
        assertThat(body.getSegments())
                .extracting(TranslatedSegment::getText)
                .containsExactly("Les barrages tiennent", "Il a plu 9 jours.", "Des ingénieurs ont veillé.");
        assertThat(browser.page().select(".told.done").text()).contains("handed in");
    }

    @Test
    void a_refusal_is_told_in_words_and_what_was_typed_stays() {
        Browser browser = holding();
        desk.stages =
                envelope -> new Outcome.Refused("segments-missing", "Expected every segment. Translate b2.", List.of());

        send(browser, "submit-anyway", "Les barrages tiennent", "Il a plu 10 jours.", "");

        assertThat(browser.page().select(".told.refused").text())
                .contains("Translate b2.")
                .contains("segments-missing");
        assertThat(browser.page().select("textarea.target").get(1).wholeText()).isEqualTo("Il a plu 10 jours.");
    }

    @Test
    void r09_what_changed_is_shown_and_let_stand_by_naming_the_revision_that_was_seen() {
        desk.log
                .submitted(
                        "s1",
                        "fr",
                        "awa.ndoye",
                        "Les barrages tiennent",
                        "Il a plu 10 jours.\nDes ingénieurs ont veillé.")
                .revised(
                        "s1",
                        "en",
                        2,
                        "Dams hold",
                        "Rain fell for 9 days.\nEngineers watched the northern reservoirs all night.")
                .reopened("s1", "fr", 2, Newslog.change("b1", "Rain fell for 10 days.", "Rain fell for 9 days."))
                .claimed("s1", "fr", "awa.ndoye");
        desk.settle();
        Browser browser = desk.browser().as("awa.ndoye").look(TASK);

        assertThat(browser.page().select(".tseg.is-stale")).hasSize(1);
        assertThat(browser.page().select("del").text()).isEqualTo("10");
        assertThat(browser.page().select("ins").text()).isEqualTo("9");

        // the source moves on while the page is open: the page names what it showed
        Browser open = browser;
        desk.log.revised(
                "s1",
                "en",
                3,
                "Dams hold",
                "Rain fell for 8 days.\nEngineers watched the northern reservoirs all night.");
        desk.settle();
        send(open, "stand:b1");

        AcknowledgeSource body = asked(0, AcknowledgeSource.class);
        assertThat(body.getSourceRevision()).isEqualTo(2);
        assertThat(body.getSegments()).containsExactly("b1");
        assertThat(desk.browser()
                        .as("awa.ndoye")
                        .look(TASK + "/lease?revision=2&editing=1")
                        .page()
                        .text())
                .contains("You see revision 2")
                .contains("revision 3");
    }

    @Test
    void r09_a_change_and_back_again_is_seen_too() {
        desk.log
                .submitted(
                        "s1",
                        "fr",
                        "awa.ndoye",
                        "Les barrages tiennent",
                        "Il a plu 10 jours.\nDes ingénieurs ont veillé.")
                .revised(
                        "s1",
                        "en",
                        2,
                        "Dams hold",
                        "Rain fell for 9 days.\nEngineers watched the northern reservoirs all night.")
                .revised(
                        "s1",
                        "en",
                        3,
                        "Dams hold",
                        "Rain fell for 10 days.\nEngineers watched the northern reservoirs all night.")
                .reopened("s1", "fr", 3, Newslog.change("b1", "Rain fell for 10 days.", "Rain fell for 10 days."))
                .claimed("s1", "fr", "awa.ndoye");
        desk.settle();

        assertThat(desk.browser().as("awa.ndoye").look(TASK).page().select("button[value=stand:b1]"))
                .hasSize(1);
    }

    @Test
    void r07_a_claim_is_shown_and_its_loss_is_told() {
        Browser browser = holding();
        assertThat(browser.page().select("#lease").text()).contains("Yours until");

        desk.log.claimed("s1", "fr", "another.one");
        desk.settle();

        assertThat(browser.look(TASK + "/lease?revision=1&editing=1")
                        .page()
                        .select("[role=alert]")
                        .text())
                .contains("You hold it no longer")
                .contains("another.one");
    }

    @Test
    void r07_a_page_opened_too_early_gets_the_button_to_claim_with_what_it_is_told_later() {
        String early = "/translate/s1/ar";
        Browser browser = desk.browser().as("awa.ndoye").look(early);
        assertThat(browser.page().select("#lease").text()).isEqualTo("It is not in the queue yet.");
        assertThat(browser.page().select("button[value=claim]")).isEmpty();

        desk.log.queued("s1", "ar", Duration.ofHours(8));
        desk.settle();

        String told = early + "/lease?revision=1";
        assertThat(browser.look(told).page().select("#choices[hx-swap-oob] button[value=claim]"))
                .hasSize(1);
        // whoever works in a page keeps its buttons
        assertThat(browser.look(told + "&editing=1").page().select("#choices")).isEmpty();
        // and who has claimed it in another tab goes on from here
        desk.log.claimed("s1", "ar", "awa.ndoye");
        desk.settle();
        assertThat(browser.look(told).page().select("#choices button").eachAttr("value"))
                .containsExactly("claim");
    }

    @Test
    void r07_one_gives_back_and_a_chief_gives_to_another() {
        Browser browser = holding();
        send(browser, "release");
        assertThat(asked(0, ReleaseClaim.class)).isNotNull();

        desk.log.claimed("s1", "fr", "another.one");
        desk.settle();
        Browser chief = desk.browser().as("ingrid.solheim").look(TASK);
        assertThat(chief.page().select("select[name=to] option").eachAttr("value"))
                .containsExactly("awa.ndoye");
        chief.send(TASK, Map.of("token", chief.token(), "command", "c9", "do", "reassign", "to", "awa.ndoye"));
        assertThat(asked(1, ReassignTranslation.class).getTranslator()).isEqualTo("awa.ndoye");
    }

    @Test
    void a_task_goes_to_another_tool_and_comes_back_as_a_draft() {
        Browser browser = holding();
        String token = browser.token();
        browser.look(TASK + "/xliff");
        assertThat(browser.header("Content-Disposition")).isEqualTo("attachment; filename=\"s1.fr.xlf\"");
        assertThat(browser.body()).startsWith("<xliff");

        browser.sendFile(TASK + "/xliff", Map.of("token", token, "command", "c1"), "file", "<xliff/>");
        assertThat(asked(0, SaveDraft.class).getSegments().getFirst().getText()).isEqualTo("Il a plu dix jours.");
        assertThat(browser.page().select(".told.done").text()).contains("Without a translation: b2.");

        browser.sendFile(TASK + "/xliff", Map.of("token", token, "command", "c2"), "file", "no xml");
        assertThat(browser.page().select(".told.refused").text()).contains("xml-malformed");
        browser.sendFile(TASK + "/xliff", Map.of("token", token, "command", "c3"), "file", "");
        assertThat(browser.page().select(".told.refused").text()).contains("file-missing");
        assertThat(desk.asked).hasSize(1);
    }

    @Test
    void without_help_one_translates_all_the_same_and_is_told() {
        try (DeskUnderTest alone = new DeskUnderTest(folder.resolve("alone"))) {
            alone.log
                    .accepted("s1", "en", "Dams hold", "Rain fell.", "fr")
                    .queued("s1", "fr", Duration.ofHours(8))
                    .claimed("s1", "fr", "awa.ndoye");
            alone.settle();
            Browser browser = alone.browser().as("awa.ndoye").look(TASK);

            assertThat(browser.page().select(".note").text()).contains("not at hand");
            assertThat(browser.page().select("textarea.target")).hasSize(2);
            assertThat(browser.page().select(".exchange")).isEmpty();
            assertThat(browser.look(TASK + "/xliff").status()).isEqualTo(404);
        }
    }

    @Test
    void nothing_that_is_typed_or_sent_runs_or_breaks_anything() {
        String evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onfocus=\"alert(1)";
        desk.log
                .claimed("s1", "fr", "awa.ndoye")
                .saved("s1", "fr", "awa.ndoye", 1, "b1", evil)
                .accepted("s2", "en", evil, evil, "fr")
                .queued("s2", "fr", Duration.ofHours(1));
        desk.settle();
        Browser browser = desk.browser().as("awa.ndoye").look(TASK);
        assertThat(browser.page().select("script:not([src]), img, [onfocus], [onerror]"))
                .isEmpty();
        assertThat(browser.page().select("textarea.target").get(1).wholeText()).isEqualTo(evil);
        assertThat(browser.page().select(".warned b")).isEmpty();
        assertThat(browser.look("/translate").page().select("script:not([src]), img"))
                .isEmpty();

        String token = browser.token();
        for (String wish : List.of("use:b1:99", "use:b1:x", "use", "stand:", "burn", "")) {
            browser.send(TASK, Map.of("token", token, "command", "c" + wish, "do", wish, "revision", "99999999999"));
            assertThat(browser.status()).as(wish).isEqualTo(200);
        }
        assertThat(browser.look("/translate/s1/en").status()).isEqualTo(404);
        assertThat(browser.look("/translate/s1/xx").status()).isEqualTo(404);
        assertThat(browser.look("/translate/none/fr").status()).isEqualTo(404);
        assertThat(browser.look(TASK + "/lease?revision=x").status()).isEqualTo(200);
        browser.send(TASK, Map.of("token", "another", "do", "release"));
        assertThat(browser.status()).isEqualTo(403);
    }
}
