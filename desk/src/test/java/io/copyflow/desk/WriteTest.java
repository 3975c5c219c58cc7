package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.copyflow.contract.StoryId;
import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.aid.Aids;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.SegmentKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTest {

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder, new Aids(null, null, new SamplePictures()));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Browser begin() {
        Browser browser = desk.browser().as("naliaka.barasa").look("/write");
        browser.send("/write", Map.of("token", browser.token()));
        assertThat(browser.page().select("form.writing")).hasSize(1);
        return browser;
    }

    private static String action(Browser browser) {
        return browser.page().select("form.writing").attr("action");
    }

    private static Map<String, String> fields(Browser browser, String... changes) {
        Map<String, String> fields = browser.form(action(browser));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return fields;
    }

    @Test
    void a_draft_is_kept_while_it_is_typed_and_seen_by_nobody_else() {
        Browser browser = begin();
        String address = action(browser);

        browser.send(address + "/save", fields(browser, "headline", "Dams hold", "text", "Rain fell."));

        assertThat(browser.page().text()).contains("saved");
        assertThat(browser.look("/write").page().select(".headline").text()).isEqualTo("Dams hold");
        assertThat(browser.look(address).page().select("textarea[name=text]").text())
                .isEqualTo("Rain fell.");
        assertThat(desk.browser().as("harriet.penhallow").look(address).status())
                .isEqualTo(404);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void blocks_are_added_moved_and_removed_without_scripts() {
        Browser browser = begin();
        String address = action(browser);

        browser.send(address, fields(browser, "text", "One.\n\nTwo.", "do", "add:1"));
        assertThat(browser.page().select("textarea[name=text]").eachText()).containsExactly("One.", "Two.");
        assertThat(browser.page().select("textarea[name=text]")).hasSize(3);
        assertThat(browser.page().select("textarea[autofocus]").attr("id")).isEqualTo("text-2");
    }

    @Test
    void handing_in_sends_what_was_typed_and_shows_the_story() {
        Browser browser = begin();
        String address = action(browser);
        String draft = address.substring(address.lastIndexOf('/') + 1);
        String story = StoryId.of("desk", draft);
        desk.log.accepted(story, "en", "Dams hold", "Rain fell.", "fr");
        desk.settle();
        desk.stages = envelope -> accepted(desk.log.lastEventId(), envelope);

        browser.send(
                address,
                fields(
                        browser,
                        "headline",
                        "Dams **hold**",
                        "text",
                        "Rain fell.\n\nIt is over.",
                        "urgency",
                        "2",
                        "desk",
                        "climate",
                        "bureau",
                        "nairobi",
                        "target",
                        "fr",
                        "embargo",
                        "2026-03-02T18:00",
                        "note",
                        "Agreed with the ministry",
                        "do",
                        "send"));

        StoryCommandEnvelope sent = (StoryCommandEnvelope) desk.asked.getFirst();
        SubmitStory body = (SubmitStory) sent.getBody();
        assertThat(sent.getActor()).isEqualTo("naliaka.barasa");
        assertThat(sent.getStoryId()).isEqualTo(story);
        assertThat(body.getBlocks())
                .extracting(Block::getText)
                .containsExactly("Dams hold", "Rain fell.", "It is over.");
        assertThat(body.getBlocks().getFirst().getMarks()).hasSize(1);
        assertThat(body.getUrgency()).isEqualTo(2);
        assertThat(body.getTargets()).containsExactly("fr");
        // 18:00 in Nairobi
        assertThat(body.getEmbargo().getUntil()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(browser.page().select(".told.done").text()).contains("handed in");
        assertThat(browser.page().select("h1").text()).isEqualTo("Dams hold");
        assertThat(browser.look("/write").page().select(".headline")).isEmpty();
    }

    @Test
    void what_is_typed_last_does_not_bring_back_a_draft_that_was_handed_in() {
        Browser browser = begin();
        String address = action(browser);
        Map<String, String> typed = fields(browser, "headline", "Dams hold", "text", "Rain fell.");
        browser.send(address, fields(browser, "do", "discard"));

        browser.send(address + "/save", typed);

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.page().text()).contains("Not kept");
        assertThat(browser.look("/write").page().select(".headline")).isEmpty();
    }

    @Test
    void a_picture_is_put_before_the_text_and_handed_in_with_what_is_said_of_it() {
        Browser browser = begin();
        String address = action(browser);
        browser.sendFile(
                address,
                fields(browser, "headline", "Dams hold", "text", "Rain.", "do", "picture"),
                "picture",
                "bytes");

        String hash = browser.page().select("input[name=media]").getFirst().attr("value");
        assertThat(browser.page().select("img.picture").attr("src")).isEqualTo("/media/" + hash);
        assertThat(browser.page().select("textarea[autofocus]").attr("id")).isEqualTo("text-0");
        assertThat(browser.page().select("textarea[name=text]").eachText()).containsExactly("Rain.");

        desk.stages = envelope -> new Outcome.Refused("alternative-text-missing", "Add it.", List.of());
        handIn(browser, hash, "", "A dam", "", "N. Barasa");
        assertThat(browser.page().select(".told.refused").text()).contains("alternative-text-missing");
        handIn(browser, hash, "A dam under clouds", "A dam", "", "N. Barasa");

        assertThat(((SubmitStory) ((StoryCommandEnvelope) desk.asked.getLast()).getBody()).getBlocks())
                .extracting(
                        block -> block.getKind().name(),
                        Block::getText,
                        block -> block.getMedia() == null
                                ? null
                                : block.getMedia().getHash())
                .containsExactly(
                        tuple("HEADLINE", "Dams hold", null),
                        tuple("ALTERNATIVE_TEXT", "A dam under clouds", hash),
                        tuple("CAPTION", "A dam", null),
                        tuple("CREDIT", "N. Barasa", null),
                        tuple("PARAGRAPH", "Rain.", null));
    }

    /** Also names a picture that the draft does not have. */
    private static void handIn(
            Browser browser, String hash, String alternative, String caption, String none, String by) {
        List<Map.Entry<String, String>> form = new ArrayList<>(List.of(
                Map.entry("token", browser.token()), Map.entry("headline", "Dams hold"), Map.entry("do", "send")));
        List<String> kinds = List.of("alternative-text", "caption", "alternative-text", "credit", "paragraph");
        List<String> texts = List.of(alternative, caption, none, by, "Rain.");
        List<String> media = List.of(hash, "", "f".repeat(64), "", "");
        for (int i = 0; i < kinds.size(); i++) {
            form.add(Map.entry("kind", kinds.get(i)));
            form.add(Map.entry("segment", ""));
            form.add(Map.entry("text", texts.get(i)));
            form.add(Map.entry("media", media.get(i)));
        }
        browser.send(action(browser), form);
    }

    @Test
    void what_is_no_picture_is_refused_in_words_and_the_text_stays() {
        Browser browser = begin();
        String address = action(browser);

        browser.sendFile(address, fields(browser, "text", "Rain.", "do", "picture"), "picture", "TEXT of a letter");

        assertThat(browser.page().select(".told.refused").text())
                .contains("Convert it.")
                .contains("media-type-unknown");
        assertThat(browser.page().select("textarea[name=text]").eachText()).containsExactly("Rain.");
        browser.send(address, fields(browser, "do", "picture"));
        assertThat(browser.page().select(".told.refused").text()).contains("Choose a file first");
    }

    @Test
    void a_file_larger_than_any_picture_is_not_read_to_its_end() {
        Browser browser = begin();
        String address = action(browser);

        browser.sendFile(address, fields(browser, "text", "Rain.", "do", "picture"), "picture", "x".repeat(9 << 20));

        assertThat(browser.status()).isEqualTo(413);
        assertThat(browser.look(address).page().select("form.writing")).hasSize(1);
    }

    @Test
    void who_may_not_hand_in_pictures_adds_none() {
        Browser browser = desk.browser().as("awa.ndoye").look("/");
        browser.send("/write", Map.of("token", browser.token()));

        browser.sendFile(action(browser), fields(browser, "text", "Rain.", "do", "picture"), "picture", "bytes");

        assertThat(browser.page().select(".told.refused").text()).contains("role-missing");
        assertThat(browser.page().select("img.picture")).isEmpty();
    }

    @Test
    void a_refusal_is_told_in_words_and_the_text_stays() {
        Browser browser = begin();
        desk.stages = envelope ->
                new Outcome.Refused("headline-missing", "Expected exactly one headline. Add one.", List.of());

        browser.send(action(browser), fields(browser, "text", "Rain fell.", "do", "send"));

        assertThat(browser.page().select(".told.refused").text())
                .contains("Add one.")
                .contains("headline-missing");
        assertThat(browser.page().select("textarea[name=text]").text()).isEqualTo("Rain fell.");
    }

    @Test
    void who_may_not_write_is_told_so_before_anything_is_sent() {
        Browser browser = desk.browser().as("awa.ndoye").look("/");
        browser.send("/write", Map.of("token", browser.token()));
        browser.send(action(browser), fields(browser, "headline", "Dams hold", "text", "Rain.", "do", "send"));

        assertThat(browser.page().select(".told.refused").text()).contains("role-missing");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void a_revision_begins_with_the_newest_text_and_says_what_it_rests_on() {
        desk.log.accepted("s1", "en", "Dams hold", "Rain fell.\nIt is over.", "fr");
        desk.settle();
        Browser browser = desk.browser().as("naliaka.barasa").look("/story/s1");
        browser.send("/story/s1/revise", Map.of("token", browser.token()));
        assertThat(browser.page().select("textarea[name=text]").eachText())
                .containsExactly("Rain fell.", "It is over.");
        desk.stages = envelope -> accepted(desk.log.lastEventId(), envelope);

        browser.send(
                action(browser), fields(browser, "class", "correction", "note", "Nine days, not ten", "do", "send"));

        ReviseStory body = (ReviseStory) ((StoryCommandEnvelope) desk.asked.getFirst()).getBody();
        assertThat(body.getBasedOn()).isEqualTo(1);
        assertThat(body.getRevisionClass()).isEqualTo(RevisionClass.CORRECTION);
        assertThat(body.getNote()).isEqualTo("Nine days, not ten");
        assertThat(body.getBlocks().getFirst().getKind()).isEqualTo(SegmentKind.HEADLINE);
    }

    @Test
    void a_draft_that_another_revision_overtook_says_so() {
        desk.log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr");
        desk.settle();
        Browser browser = desk.browser().as("naliaka.barasa").look("/story/s1");
        browser.send("/story/s1/revise", Map.of("token", browser.token()));
        String address = action(browser);

        desk.log.revised("s1", "en", 2, "Dams hold", "Rain fell for nine days.");
        desk.settle();

        assertThat(browser.look(address).page().select(".note.waiting").text())
                .contains("revision 1")
                .contains("revision 2");
    }

    private static Outcome accepted(String eventId, SpecificRecord envelope) {
        return new Outcome.Accepted(List.of(eventId), List.of(envelope));
    }
}
