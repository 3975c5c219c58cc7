package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.StoryId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions and statuses of wire items, from the body to the answer. */
class WireItemsTest {

    private static final String STORY = StoryId.of("wire", "urn:example:ferry-9");

    private final DecidedDesk decided = new DecidedDesk();
    private final Intake intake = new Intake(new SubmissionFormats(), decided.desk());

    @Test
    void r04_a_higher_version_revises_and_a_lower_one_is_passed_over_with_a_note() {
        assertThat(answer(item(1, "usable", "Sails at six."))).isInstanceOf(StoryDesk.Answer.Taken.class);
        StoryDesk.Answer.Taken second = (StoryDesk.Answer.Taken) answer(item(4, "usable", "Sails at seven."));
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.storyId()).isEqualTo(STORY);
        StoryDesk.Answer late = answer(item(2, "usable", "Sails at half past six."));
        assertThat(late).isInstanceOf(StoryDesk.Answer.PassedOver.class);
        assertThat(((StoryDesk.Answer.PassedOver) late).sentence()).contains("version 4 is here already");
        assertThat(decided.stories.get(STORY).revision()).isEqualTo(2);
    }

    @Test
    void r04_canceled_kills_also_what_has_not_come_yet() {
        assertThat(answer(item(2, "canceled", ""))).isEqualTo(new StoryDesk.Answer.Killed(STORY, false));
        assertThat(decided.killed).containsExactly(STORY);
        assertThat(answer(item(3, "usable", "It sails."))).isInstanceOf(StoryDesk.Answer.Refused.class);
        assertThat(answer(item(2, "canceled", ""))).isEqualTo(new StoryDesk.Answer.Killed(STORY, true));
    }

    @Test
    void r04_a_kill_that_is_refused_is_told() {
        decided.mayKill = false;
        StoryDesk.Answer answer = answer(item(2, "canceled", ""));
        assertThat(answer).isInstanceOf(StoryDesk.Answer.Refused.class);
        assertThat(((StoryDesk.Answer.Refused) answer).sentence())
                .startsWith("The item was canceled by its provider, but the story was not killed: ");
    }

    @Test
    void r04_withheld_withholds_and_usable_again_ends_it() {
        answer(item(1, "usable", "Sails at six."));
        answer(item(2, "withheld", ""));
        answer(item(3, "usable", "Sails at six."));
        answer(item(4, "usable", "Sails at eight."));
        assertThat(decided.gated).containsExactly("WithholdStory " + STORY, "UnwithholdStory " + STORY);
    }

    @Test
    void r04_nothing_for_editors_reaches_the_story() {
        String secret = "CHECK-WITH-LAWYERS";
        String json = """
                {"uri":"urn:example:ferry-9","version":"1","ednote":"%1$s","edNote":"%1$s","x-internal":"%1$s",
                 "headlines":[{"role":"ednote","value":"%1$s"},{"role":"main","value":"Ferry"}],
                 "bodies":[{"role":"x-internal","value":"%1$s"},{"contentType":"text/html",
                  "value":"<p>It sails.</p><p class='ednote'>%1$s</p><div role='ednote'>%1$s</div>"}]}""".formatted(secret);
        String xml = newsItem("<itemMeta><pubStatus qcode='stat:usable'/><edNote>" + secret + "</edNote></itemMeta>"
                + "<contentMeta><headline>Ferry</headline><description role='ednote'>" + secret
                + "</description></contentMeta><contentSet><inlineXML contenttype='application/nitf+xml'><nitf><body>"
                + "<body.content><p>It sails.</p><note><body.content><p>" + secret
                + "</p></body.content></note></body.content></body></nitf></inlineXML></contentSet>");
        for (String body : List.of(json, xml)) {
            DecidedDesk desk = new DecidedDesk();
            Intake.HandedIn item = new Intake(new SubmissionFormats(), desk.desk())
                    .handIn(Incoming.of(body.getBytes(StandardCharsets.UTF_8), null), null, "en", null)
                    .getFirst();
            assertThat(item.answer().join()).isInstanceOf(StoryDesk.Answer.Taken.class);
            assertThat(item.submission().draft().blocks().toString())
                    .contains("It sails.")
                    .doesNotContain(secret);
            assertThat(desk.written.toString()).contains("It sails.").doesNotContain(secret);
        }
    }

    @Test
    void r04_versions_of_one_item_in_one_body_are_taken_in_their_order() {
        String message = "<newsMessage><itemSet>" + bare(item(2, "Second.")) + bare(item(1, "First."))
                + bare(item(3, "Third.")) + "<packageItem guid='p'/></itemSet></newsMessage>";
        List<Intake.HandedIn> items = intake.handIn(
                Incoming.of(message.getBytes(StandardCharsets.UTF_8), "application/xml"), null, "en", null);
        assertThat(items)
                .extracting(item -> item.answer().join().getClass().getSimpleName())
                .containsExactly("Taken", "PassedOver", "Taken");
        assertThat(decided.stories.get(StoryId.of("wire", "urn:newsml:x")).revision())
                .isEqualTo(2);
    }

    @Test
    void r03_the_language_a_text_was_taken_for_is_told() {
        String zh =
                "{\"uri\":\"u-zh\",\"language\":\"zh\",\"headlines\":[{\"value\":\"渡轮\"}],\"bodies\":[{\"value\":\"六点开船。\"}]}";
        Intake.HandedIn item = handIn(zh);
        assertThat(item.notes(item.answer().join())).contains("Took the language zh as zh-Hans.");
        Intake.HandedIn french = handIn(zh.replace("u-zh", "u-fr").replace("\"zh\"", "\"fr-FR\""));
        assertThat(french.notes(french.answer().join())).contains("Took the language fr-FR as fr.");
    }

    private static String item(int version, String text) {
        return newsItem("<contentMeta><headline>Ferry</headline></contentMeta><contentSet><inlineData>" + text
                        + "</inlineData></contentSet>")
                .replace("version='1'", "version='" + version + "'");
    }

    private static String bare(String xml) {
        return xml.substring(xml.indexOf("<newsItem"));
    }

    private static String newsItem(String inside) {
        return "<?xml version='1.0'?><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:newsml:x'"
                + " version='1' xml:lang='en'>" + inside + "</newsItem>";
    }

    private StoryDesk.Answer answer(String json) {
        return handIn(json).answer().join();
    }

    private Intake.HandedIn handIn(String json) {
        return intake.handIn(Incoming.of(json.getBytes(StandardCharsets.UTF_8), null), null, "en", null)
                .getFirst();
    }

    private static String item(int version, String status, String text) {
        return """
                {"uri":"urn:example:ferry-9","version":"%d","pubStatus":"%s","headlines":[{"value":"Ferry"}],
                 "bodies":[{"value":"%s"}]}""".formatted(version, status, text);
    }
}
