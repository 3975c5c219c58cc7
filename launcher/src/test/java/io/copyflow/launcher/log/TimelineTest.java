package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.translation.ClaimTranslation;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Screen FILE = Screen.plain(200, BERLIN);

    @Test
    void tells_a_story_in_aligned_columns() {
        String told = told(RecordedStory.liveInArabic("s1"), FILE);

        assertThat(told).isEqualTo("""
                “Forecasts for herders”
                s1  written in en, revision 1, accepted 2026-03-03 12:00:00 CET, by Naliaka Barasa

                LANGUAGE  STATE      REVISION  LIVE                    WHO
                en        in review         1  ·
                ar        live              1  sequence 1, revision 1  عماد ناصر, Wes Tan and Wanda Ruiz
                zh-Hans   queued            1  ·

                TIME          TOTAL MS  STEP MS  STAGE → TOPIC                         LANGUAGE  WHO              WHAT
                2026-03-03
                12:00:00.014        14       14  ingest → story.events                 en        Naliaka Barasa   accepted: “Forecasts for herders”, revision 1, to be translated into 2 languages
                12:00:00.025        25       11  review-stage → review.events          en        review-stage     waits for an editor, then 2 signatures; revision 1, hash cdcdcdcd
                12:00:00.040        40       26  translate-stage → translation.events  ar        translate-stage  queued for translation from en, revision 1, urgency 3, due 16:00
                12:00:00.040        40       26  translate-stage → translation.events  zh-Hans   translate-stage  queued for translation from en, revision 1, urgency 3, due 16:00
                12:01:00.012    60,012       12  translate-stage → translation.events  ar        Amina Diallo     claimed by Amina Diallo until 12:30
                12:01:01.010    61,010       10  translate-stage → rejections          ar        jonas.weber      refused: already-claimed. Expected a queued translation, but amina.diallo holds it until 11:30. Wait or ask them.
                12:10:00.015   600,015       15  translate-stage → translation.events  ar        Amina Diallo     handed in by Amina Diallo on revision 1: 2 segments, 1 by machine, hash abababab
                12:10:00.000   600,000      -15  review-stage → review.events          ar        review-stage     waits for an editor, then 2 signatures; revision 1, hash abababab
                12:11:40.000   700,000        ·  review-stage → review.events          ar        عماد ناصر        approved by عماد ناصر, hash abababab
                12:11:50.000   710,000        ·  review-stage → review.events          ar        Wes Tan          signed off by Wes Tan (1 of 2)
                12:12:00.000   720,000        ·  review-stage → review.events          ar        Wanda Ruiz       signed off by Wanda Ruiz (2 of 2)
                12:12:00.000   720,000        ·  review-stage → review.events          ar        Wanda Ruiz       cleared: approved by عماد ناصر, signed by Wes Tan and Wanda Ruiz, hash abababab
                12:12:00.031   720,031       31  publish-stage → publication.events    ar        publish-stage    released, sequence 1, revision 1, hash abababab
                12:12:00.090   720,090       59  channels → delivery.events            ar        website          delivered by website, sequence 1: http://127.0.0.1:8480/ar/s1
                12:13:20.000   800,000        ·  → translation.commands                zh-Hans   李伟             asked to claim the translation; no answer yet""");
    }

    @Test
    void r26_nothing_comes_before_what_caused_it_whatever_the_clocks_said() {
        List<String> what = whats(RecordedStory.liveInArabic("s1"));

        assertThat(indexOf(what, "waits for an editor, then 2 signatures; revision 1, hash abababab"))
                .isGreaterThan(indexOf(what, "handed in by Amina Diallo"));
    }

    @Test
    void r27_events_of_a_topic_stay_in_the_order_of_the_log() {
        RecordedStory story = new RecordedStory("s1");
        String accepted = story.submitted(0, "ar");
        story.translation(50, "translate-stage", accepted, "ar", RecordedStory.queued());
        story.translation(30, "amina.diallo", "claim", "ar", RecordedStory.claimed("amina.diallo", 90_000));

        assertThat(whats(story)).last().asString().startsWith("claimed by");
    }

    @Test
    void order_does_not_depend_on_how_the_topics_were_read() {
        RecordedStory story = RecordedStory.liveInArabic("s1");
        List<String> expected = told(story, FILE).lines().toList();
        List<List<LogRecord>> topics = new ArrayList<>(story.records().stream()
                .collect(Collectors.groupingBy(record -> record.topic().name()))
                .values());
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(topics, new Random(seed));
            List<LogRecord> shuffled = topics.stream().flatMap(List::stream).toList();

            assertThat(Timeline.of("s1", shuffled, RecordedStory.names(), BERLIN)
                            .lines(FILE))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void r22_r26_a_kill_is_told_with_its_reason_once_it_is_answered() {
        RecordedStory story = new RecordedStory("s1");
        story.submitted(0, "ar");
        story.killed(60, "A hoax");

        assertThat(whats(story)).hasSize(2).last().isEqualTo("killed: A hoax");
        assertThat(told(story, FILE)).contains("revision 1, accepted", ", killed", "kill-switch → kills", "李伟");
    }

    @Test
    void r26_a_decision_tells_the_key_it_was_signed_with_and_what_follows_from_it_does_not() {
        RecordedStory story = RecordedStory.liveInArabic("s1");
        SignedCommand signed = new SignedCommand("56475aa75463474c", RecordedStory.BEGIN, ByteBuffer.allocate(64));
        story.records().stream()
                .map(LogRecord::content)
                .filter(content -> content instanceof LogRecord.Value(ReviewEventEnvelope _))
                .map(content -> (ReviewEventEnvelope) ((LogRecord.Value) content).record())
                .filter(event -> event.getActor().equals("wanda.ruiz"))
                .forEach(event -> event.put(event.getSchema().getField("signed").pos(), signed));

        assertThat(whats(story))
                .filteredOn(what -> what.contains("signed with the key"))
                .containsExactly("signed off by Wanda Ruiz (2 of 2); signed with the key 56475aa75463474c");
        List<String> keys = new ArrayList<>();
        Timeline.of("s1", story.records(), RecordedStory.names(), BERLIN)
                .json()
                .path("timeline")
                .forEach(entry -> keys.add(entry.path("keyId").asText()));
        assertThat(keys).filteredOn("56475aa75463474c"::equals).hasSize(1);
    }

    @Test
    void causes_that_name_each_other_do_not_hang() {
        RecordedStory story = new RecordedStory("s1");
        story.story(10, "review-stage:s1/en:1", revised());
        story.review(5, "review-stage", "ingest:s1:1", "en", new ReviewVoided("", "why"));

        assertThat(whats(story)).hasSize(2);
    }

    @Test
    void a_command_shows_only_while_nothing_has_answered_it() {
        RecordedStory story = new RecordedStory("s1");
        story.ask(10, "lost", "li.wei", "ar", new ClaimTranslation());
        story.ask(20, "dead", "li.wei", "ar", new ClaimTranslation());
        story.deadLetter(30, "dead");

        assertThat(whats(story))
                .containsExactly(
                        "asked to claim the translation; no answer yet",
                        "could not be processed and lies in dead letters (translate-stage.dead-letters, partition 0,"
                                + " offset 0): unprocessable-record: A fault. It came from"
                                + " copyflow.translation.commands.v1, partition 2, offset 7.");
    }

    @Test
    void r12_a_draft_that_came_after_the_translation_is_no_part_of_the_story() {
        RecordedStory story = new RecordedStory("s1");
        story.offered(10, "late", "memory", "kk-Cyrl");
        story.refused(20, "late", "memory", "kk-Cyrl", "draft-not-awaited", "Drop it; nothing was changed.");
        story.refused(30, "claim", "li.wei", "kk-Cyrl", "already-submitted", "Wait for the editor.");

        assertThat(whats(story)).containsExactly("refused: already-submitted. Wait for the editor.");
    }

    @Test
    void what_cannot_be_read_is_told_as_such() {
        RecordedStory story = new RecordedStory("s1");
        story.submitted(0);
        story.unreadable(Topics.REVIEW_EVENTS, 20, new byte[] {1});

        assertThat(whats(story))
                .last()
                .isEqualTo(
                        "cannot be read (review.events, partition 0, offset 0): truncated-record. Its bytes end too early.");
    }

    @Test
    void right_to_left_names_are_isolated_on_a_terminal_only() {
        RecordedStory story = RecordedStory.liveInArabic("s1");

        assertThat(told(story, FILE)).contains("approved by عماد ناصر,").doesNotContain("\u2068", "\u2069");
        assertThat(told(story, new Screen(true, false, 200, BERLIN))).contains("approved by \u2068عماد ناصر\u2069,");
    }

    @Test
    void colours_show_only_where_there_are_any() {
        RecordedStory story = RecordedStory.liveInArabic("s1");

        assertThat(told(story, FILE)).doesNotContain("\u001b");
        assertThat(told(story, new Screen(true, true, 200, BERLIN))).contains("\u001b[");
    }

    @Test
    void text_of_the_log_cannot_steer_the_terminal() {
        RecordedStory story = new RecordedStory("s1");
        story.refused(0, "c", "x\u001b[2J", "ar", "a-code", "first\nsecond \u202eevil\u0007");

        String line = Timeline.of("s1", story.records(), RecordedStory.names(), BERLIN)
                .lines(new Screen(true, false, 200, BERLIN))
                .getLast();

        assertThat(line).contains("x\ufffd[2J").contains("first second evil\ufffd");
    }

    @Test
    void json_has_the_outline_and_every_entry() {
        var json = Timeline.of("s1", RecordedStory.liveInArabic("s1").records(), RecordedStory.names(), BERLIN)
                .json();

        assertThat(json.get("versions").get(1).get("state").textValue()).isEqualTo("live");
        assertThat(json.get("timeline")).hasSize(15);
        assertThat(json.get("versions").get(0).get("contentHash").textValue()).isEqualTo("cd".repeat(32));
        assertThat(json.get("versions").get(0).get("liveContentHash").isNull()).isTrue();
        assertThat(json.get("versions").get(1).get("contentHash").textValue()).isEqualTo(RecordedStory.HASH);
        assertThat(json.get("versions").get(1).get("liveContentHash").textValue())
                .isEqualTo(RecordedStory.HASH);
        assertThat(json.get("versions").get(2).get("contentHash").isNull()).isTrue();
        assertThat(json.get("timeline"))
                .filteredOn(entry -> "VersionReleased".equals(entry.get("type").textValue()))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.get("contentHash").textValue()).isEqualTo(RecordedStory.HASH));
        assertThat(json.get("timeline"))
                .filteredOn(
                        entry -> "TranslationClaimed".equals(entry.get("type").textValue()))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.get("contentHash").isNull()).isTrue());
        assertThat(json.get("timeline").get(4).get("actorName").textValue()).isEqualTo("Amina Diallo");
        assertThat(json.get("timeline").get(4).get("sinceCauseMillis").longValue())
                .isEqualTo(12);
        assertThat(json.get("timeline").get(4).get("sinceSubmissionMillis").longValue())
                .isEqualTo(60_012);
    }

    private static StoryRevised revised() {
        return new StoryRevised(
                2,
                RevisionClass.CORRECTION,
                null,
                "en",
                List.of(),
                List.of("b1"),
                List.of(),
                "ef".repeat(32),
                List.of(),
                null,
                null,
                3,
                List.of("ar", "zh-Hans"),
                null,
                null);
    }

    private static List<String> whats(RecordedStory story) {
        return Timeline.of("s1", story.records(), RecordedStory.names(), BERLIN).entries().stream()
                .map(Timeline.Entry::what)
                .toList();
    }

    private static int indexOf(List<String> what, String beginning) {
        for (int n = 0; n < what.size(); n++) {
            if (what.get(n).startsWith(beginning)) {
                return n;
            }
        }
        throw new AssertionError("no '" + beginning + "' in " + what);
    }

    private static String told(RecordedStory story, Screen screen) {
        return String.join(
                "\n",
                Timeline.of("s1", story.records(), RecordedStory.names(), BERLIN)
                        .lines(screen));
    }
}
