package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.schemas.translation.WarningSeverity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Review and sign-off, without a browser's scripts. */
class ReviewTest {

    private static final String SOURCE = "/review/s1/en";

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder);
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell for ten days.\nIt is over.", "fr")
                .asked("s1", "en", 1);
        desk.settle();
        desk.stages = envelope -> new Outcome.Accepted(List.of(desk.log.lastEventId()), List.of(envelope));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Browser send(Browser browser, String path, String... changes) {
        Map<String, String> fields = browser.form(path);
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return browser.send(path, fields);
    }

    private <T> T asked(int n, Class<T> type) {
        return type.cast(((ReviewCommandEnvelope) desk.asked.get(n)).getBody());
    }

    @Test
    void what_waits_is_listed_for_those_who_work_in_its_language() {
        assertThat(desk.browser()
                        .as("harriet.penhallow")
                        .look("/review")
                        .page()
                        .select(".headline")
                        .text())
                .isEqualTo("Dams hold");
        assertThat(desk.browser().as("awa.ndoye").look("/review").page().select(".headline"))
                .isEmpty();
    }

    @Test
    void r13_what_is_approved_is_the_text_that_was_shown() {
        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);

        send(browser, SOURCE, "do", "approve");

        assertThat(asked(0, ApproveVersion.class).getContentHash()).isEqualTo(Newslog.hash("s1", "en", 1));
        assertThat(browser.page().select(".told.done").text()).contains("Approved");
    }

    @Test
    void r13_a_page_that_is_outdated_decides_nothing_and_says_so() {
        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);
        Map<String, String> old = browser.form(SOURCE);
        desk.log.revised("s1", "en", 2, "Dams hold", "Rain fell for nine days.").asked("s1", "en", 2);
        desk.settle();

        old.put("do", "approve");
        browser.send(SOURCE, old);

        assertThat(desk.asked).isEmpty();
        assertThat(browser.page().select(".told.refused").text())
                .contains("newer text")
                .contains("outdated-hash");
        assertThat(browser.page().select("input[name=hash]").attr("value")).isEqualTo(Newslog.hash("s1", "en", 2));
    }

    @Test
    void r13_a_page_that_is_read_is_told_what_came_to_be_meanwhile() {
        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);
        String address =
                browser.page().select("[sse-connect=/live/s1] [hx-get]").attr("hx-get");
        assertThat(browser.look(address).page().text()).isEmpty();

        desk.log.approved("s1", "en", 1, "another.one");
        desk.settle();
        assertThat(browser.look(address).page().text()).startsWith("It has moved on: approved.");
        assertThat(browser.look(SOURCE).page().select("button[value=approve]")).isEmpty();
        assertThat(browser.page().select("button[value=changes]")).hasSize(1);

        desk.log.revised("s1", "en", 2, "Dams hold", "Rain fell for nine days.").asked("s1", "en", 2);
        desk.settle();
        assertThat(browser.look(address).page().text()).startsWith("A newer text has come in");
        assertThat(browser.look(address.replace("/review", "/sign"))
                        .page()
                        .select("a")
                        .attr("href"))
                .isEqualTo("/sign/s1/en");

        desk.log.killed("s1");
        desk.settle();
        assertThat(browser.look(address).page().text())
                .startsWith("The story was killed. There is nothing left to decide.");
        assertThat(browser.look("/review/s1/fi/meanwhile").status()).isEqualTo(404);
    }

    @Test
    void r15_who_signs_is_told_that_another_signed() {
        desk.log.approved("s1", "en", 1, "another.one");
        desk.settle();
        Browser browser = desk.browser().as("harriet.penhallow").look("/sign/s1/en");
        String address =
                browser.page().select("[sse-connect=/live/s1] [hx-get]").attr("hx-get");

        desk.log.signed("s1", "en", 1, "somebody.else", 1);
        desk.settle();

        assertThat(browser.look(address).page().text()).startsWith("Meanwhile somebody signed it.");
    }

    @Test
    void r14_changes_are_requested_with_comments_on_segments() {
        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);

        send(browser, SOURCE, "comment-b1", "Nine, by our count.", "comment", "Good otherwise.", "do", "changes");

        RequestChanges body = asked(0, RequestChanges.class);
        assertThat(body.getComments()).hasSize(2);
        assertThat(body.getComments().getFirst().getSegmentId()).isEqualTo("b1");
        assertThat(body.getComments().getLast().getSegmentId()).isNull();
    }

    @Test
    void comments_are_said_one_by_one_and_before_an_approval() {
        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);

        send(browser, SOURCE, "comment-b1", "Nine?", "do", "approve");

        assertThat(asked(0, AddComment.class).getText()).isEqualTo("Nine?");
        assertThat(asked(1, ApproveVersion.class).getContentHash()).isNotEmpty();
        assertThat(((ReviewCommandEnvelope) desk.asked.get(0)).getCommandId())
                .isNotEqualTo(((ReviewCommandEnvelope) desk.asked.get(1)).getCommandId());
    }

    @Test
    void a_rejection_takes_its_reason_along_and_a_refusal_is_told() {
        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);
        desk.stages = envelope -> new Outcome.Refused("reason-missing", "Expected a reason. Say why.", List.of());

        send(browser, SOURCE, "do", "reject");

        assertThat(asked(0, RejectVersion.class).getReason()).isEmpty();
        assertThat(browser.page().select(".told.refused").text()).contains("Say why.");
    }

    @Test
    void who_wrote_it_or_has_not_the_role_cannot_decide() {
        assertThat(desk.browser().as("naliaka.barasa").look(SOURCE).page().select("button[value=approve]"))
                .isEmpty();
        Browser editor = desk.browser().as("samir.daher").look("/review/s1/en");
        assertThat(editor.page().select("button[value=approve]")).hasSize(1);
    }

    @Test
    void a_revision_is_shown_as_it_changed_from_what_is_live() {
        desk.log
                .approved("s1", "en", 1, "harriet.penhallow")
                .cleared("s1", "en", 1)
                .released("s1", "en", 1, 1)
                .revised("s1", "en", 2, "Dams hold", "Rain fell for nine days.\nIt is over.")
                .asked("s1", "en", 2);
        desk.settle();

        Browser browser = desk.browser().as("harriet.penhallow").look(SOURCE);

        assertThat(browser.page().select("del").text()).isEqualTo("ten");
        assertThat(browser.page().select("ins").text()).isEqualTo("nine");
        assertThat(browser.look(SOURCE + "?show=text").page().select("del")).isEmpty();
    }

    @Test
    void r11_a_translation_is_read_beside_its_source_with_its_warnings() {
        desk.log
                .submitted(
                        "s1",
                        "fr",
                        "awa.ndoye",
                        "Les barrages tiennent",
                        "Il a plu neuf jours.\nC’est fini.",
                        TranslationWarning.newBuilder()
                                .setCheck("numbers")
                                .setSeverity(WarningSeverity.MAJOR)
                                .setSegmentId("b1")
                                .setSentence("Expected 10, but found 9.")
                                .build())
                .asked("s1", "fr", 1);
        desk.settle();
        Browser browser = desk.browser().as("harriet.penhallow").look("/review/s1/fr");

        assertThat(browser.page().select("#s-b1 .source").text()).isEqualTo("Rain fell for ten days.");
        assertThat(browser.page().select("#s-b1 .note").text())
                .contains("numbers")
                .contains("found 9");

        send(browser, "/review/s1/fr", "waive-numbers-b1", "Corrected in the source.", "do", "waive:numbers:b1");

        WaiveWarning body = asked(0, WaiveWarning.class);
        assertThat(body.getCheckId()).isEqualTo("numbers");
        assertThat(body.getSegmentId()).isEqualTo("b1");
    }

    @Test
    void r15_a_web_editor_signs_what_is_shown_as_it_will_be_published() {
        desk.log.approved("s1", "en", 1, "harriet.penhallow");
        desk.settle();
        Browser browser = desk.browser().as("odile.faure").look("/sign");
        assertThat(browser.page().select(".headline").text()).isEqualTo("Dams hold");
        browser.look("/sign/s1/en");
        assertThat(browser.page().select(".proof .article").text()).contains("Rain fell for ten days.");
        assertThat(browser.page().select(".deciding").text())
                .contains("Harriet Penhallow")
                .contains("Naliaka Barasa");

        send(browser, "/sign/s1/en", "do", "sign");

        assertThat(asked(0, SignOff.class).getContentHash()).isEqualTo(Newslog.hash("s1", "en", 1));
    }

    @Test
    void r16_who_signed_or_approved_is_told_why_they_cannot_sign() {
        desk.log.approved("s1", "en", 1, "harriet.penhallow").signed("s1", "en", 1, "odile.faure", 1);
        desk.settle();

        Browser signed = desk.browser().as("odile.faure").look("/sign/s1/en");
        assertThat(signed.page().select("button[value=sign]")).isEmpty();
        assertThat(signed.page().select(".deciding .note").text()).contains("You have signed it");
        assertThat(desk.browser().as("tom.aldridge").look("/sign/s1/en").page().select("button[value=sign]"))
                .hasSize(1);
        assertThat(desk.browser()
                        .as("harriet.penhallow")
                        .look("/sign/s1/en")
                        .page()
                        .select("button[value=sign]"))
                .isEmpty();
    }

    @Test
    void r16_a_chief_breaks_the_glass_with_a_reason() {
        desk.log.approved("s1", "en", 1, "harriet.penhallow");
        desk.settle();
        Browser browser = desk.browser().as("ingrid.solheim").look("/sign/s1/en");

        send(browser, "/sign/s1/en", "reason", "Nobody else is awake.", "do", "break");

        assertThat(asked(0, BreakGlass.class).getReason()).isEqualTo("Nobody else is awake.");
    }
}
