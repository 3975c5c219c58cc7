package io.copyflow.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Contribution;
import io.copyflow.schemas.text.ContributionKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Passage;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.DraftFailed;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.SourceChange;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.Touch;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationOverdue;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.testkit.StageDriver;
import io.copyflow.translate.wire.QueueWire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateTopologyTest {

    private static final Instant START = Instant.parse("2026-03-03T08:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final String STORY = "s1";
    private static final List<Contribution> CONTRIBUTIONS =
            List.of(new Contribution("awa", ContributionKind.TRANSLATED, null, List.of("headline", "b1")));

    private StageDriver stage;

    @BeforeEach
    void start(@TempDir Path dir) {
        stage = new StageDriver(TranslateStage.stage(), dir, START);
        edition("fr", TranslateWhen.ON_SUBMISSION);
        edition("ru", TranslateWhen.ON_APPROVAL);
        translator("awa", "fr");
        translator("leo", "fr");
    }

    @AfterEach
    void stop() {
        assertThat(stage.deadLetters()).isEmpty();
        stage.close();
    }

    @Test
    void the_topology_is_the_golden_one() throws IOException {
        assertThat(stage.describe().strip()).isEqualTo(golden("topology.txt"));
    }

    @Test
    void r06_r07_r14_a_translation_is_queued_claimed_submitted_and_sent_back() {
        accept();
        assertThat(bodies()).containsExactly("fr", new TranslationQueued("en", 1, 2, START.plusSeconds(3600)));

        command("c1", "awa", new ClaimTranslation());
        assertThat(bodies()).containsExactly("fr", new TranslationClaimed("awa", START.plus(LEASE)));

        List<TranslatedSegment> segments = List.of(translated("headline", "Un"), translated("b1", "Deux"));
        command("c2", "awa", new SubmitTranslation(1, segments.reversed()));
        String hash = ContentHash.of(
                new PublishedMetadata(STORY, "en", 2, null, null),
                "fr",
                1,
                List.of(
                        io.copyflow.contract.Passage.plain("headline", "Un"),
                        io.copyflow.contract.Passage.plain("b1", "Deux")));
        assertThat(bodies())
                .containsExactly(
                        "fr",
                        new TranslationSubmitted(
                                1,
                                1,
                                segments,
                                hash,
                                List.of("reporter", "awa"),
                                List.of("awa"),
                                List.of(),
                                new VersionMetadata("en", 2, null, null),
                                CONTRIBUTIONS,
                                List.of()));

        review("fr", new ChangesRequested(hash, 1, List.of(new Comment("b1", "Better: …", "c1"))));
        assertThat(bodies())
                .containsExactly(
                        "fr",
                        new TranslationReopened(
                                1,
                                ReopenReason.CHANGES_REQUESTED,
                                List.of("b1"),
                                List.of("headline"),
                                List.of(),
                                START.plusSeconds(3600)));
        assertThat(stage.rejections()).isEmpty();
    }

    @Test
    void r07_the_second_claim_is_refused_and_told_who_holds_it() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        command("c2", "leo", new ClaimTranslation());

        Rejection rejection = stage.rejections().getFirst();
        assertThat(rejection.getCode()).isEqualTo("already-claimed");
        assertThat(rejection.getSentence()).contains("awa", "2026-03-03T08:30:00Z");
    }

    @Test
    void r07_a_lease_that_runs_out_returns_to_the_queue_and_a_renewed_one_does_not() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        stage.advance(Duration.ofMinutes(20));
        command("c2", "awa", new ClaimTranslation());
        bodies();

        stage.advance(Duration.ofMinutes(20));
        assertThat(bodies()).isEmpty();
        stage.advance(Duration.ofMinutes(11));
        assertThat(bodies()).containsExactly("fr", new ClaimReleased("awa", ClaimEnd.LEASE_EXPIRED));
    }

    @Test
    void r01_a_claim_sent_again_is_answered_as_the_first_time() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        bodies();
        stage.advance(Duration.ofSeconds(5));
        command("c1", "awa", new ClaimTranslation());

        assertThat(bodies()).isEmpty();
        assertThat(stage.rejections())
                .extracting(Rejection::getCode, Rejection::getRepeated)
                .containsExactly(tuple("already-accepted", true));
    }

    @Test
    void r06_an_edition_that_waits_starts_on_the_newest_revision_once_the_source_is_approved() {
        accept();
        revise();
        bodies();

        review("en", new VersionApproved("h1", 1, 0));
        assertThat(bodies()).containsExactly("ru", new TranslationQueued("en", 2, 2, START.plusSeconds(3600)));
    }

    @Test
    void r08_a_revision_opens_what_changed_and_a_spike_cancels() {
        accept();
        bodies();

        revise();
        assertThat(bodies())
                .containsExactly(
                        "fr",
                        new TranslationReopened(
                                2,
                                ReopenReason.SOURCE_REVISED,
                                List.of("headline", "b1"),
                                List.of(),
                                List.of(new SourceChange(
                                        "b1",
                                        passage("b1", "Rain"),
                                        passage("b1", "Other"),
                                        List.of(Touch.NAME),
                                        false)),
                                START.plusSeconds(3600)));

        story("e3", new StorySpiked("not true", "en", List.of("fr", "ru")));
        assertThat(bodies()).containsExactly("fr", new TranslationCancelled("not true"));
    }

    @Test
    void r06_a_task_is_in_the_queue_while_nobody_holds_it() {
        TaskQueue queue = new TaskQueue(() -> List.of(stage.shelf(QueueWire.QUEUE)));
        accept();
        assertThat(queue.next("fr", 5))
                .containsExactly(new TaskQueue.Waiting(STORY, "fr", "en", 1, 2, START.plusSeconds(3600), START, 2, 2));

        command("c1", "awa", new ClaimTranslation());
        assertThat(queue.next("fr", 5)).isEmpty();

        stage.advance(LEASE.plusSeconds(1));
        revise();
        assertThat(queue.next("fr", 5))
                .extracting(TaskQueue.Waiting::sourceRevision, TaskQueue.Waiting::arrival)
                .containsExactly(tuple(2, START));

        story("e3", new StorySpiked("not true", "en", List.of("fr", "ru")));
        assertThat(queue.count("fr", 5)).isZero();
    }

    @Test
    void r12_what_is_cleared_goes_to_the_memory_with_the_source_it_rests_on_and_who_made_it() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        command("c2", "awa", new SubmitTranslation(1, List.of(translated("headline", "Un"), machine("b1", "Pluie"))));
        String hash = submittedHash();
        revise();
        Instant clearedAt = stage.now();

        clear(hash);

        List<TestRecord<String, RememberedSegment>> remembered = stage.readRecords(Topics.MEMORY);
        assertThat(remembered)
                .extracting(TestRecord::key, TestRecord::value)
                .containsExactly(tuple(
                        "s1/1/fr",
                        new RememberedSegment(
                                STORY,
                                "headline",
                                "en",
                                "fr",
                                1,
                                hash,
                                passage("headline", "One"),
                                passage("headline", "Un"),
                                Origin.PERSON,
                                null,
                                List.of("awa"),
                                clearedAt,
                                List.of(new RememberedPair(
                                        passage("b1", "Rain"), passage("b1", "Pluie"), Origin.MACHINE, "deepl")))));
        clear(hash);
        assertThat(stage.read(Topics.MEMORY)).isEmpty();
    }

    @Test
    void r12_another_text_than_the_cleared_one_is_not_remembered() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        command(
                "c2",
                "awa",
                new SubmitTranslation(1, List.of(translated("headline", "Un"), translated("b1", "Pluie"))));

        clear("h0");

        assertThat(stage.read(Topics.MEMORY)).isEmpty();
    }

    @Test
    void r12_the_cleared_text_of_a_spiked_story_that_comes_too_late_is_not_remembered() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        command(
                "c2",
                "awa",
                new SubmitTranslation(1, List.of(translated("headline", "Un"), translated("b1", "Pluie"))));
        String hash = submittedHash();
        story("e3", new StorySpiked("not true", "en", List.of("fr", "ru")));

        clear(hash);

        assertThat(stage.read(Topics.MEMORY)).isEmpty();
    }

    @Test
    void r06_a_deadline_that_passes_is_told_once() {
        accept();
        bodies();

        stage.advance(Duration.ofMinutes(61));
        assertThat(bodies()).containsExactly("fr", new TranslationOverdue(START.plusSeconds(3600), null));
        stage.advance(Duration.ofMinutes(61));
        assertThat(bodies()).isEmpty();
    }

    @Test
    void r07_a_draft_is_saved_and_renews_the_claim() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        stage.advance(Duration.ofMinutes(20));
        bodies();

        List<TranslatedSegment> segments = List.of(translated("b1", "De la pl"));
        command("c2", "awa", new SaveDraft(1, segments));
        assertThat(bodies())
                .containsExactly(
                        "fr", new DraftSaved("awa", 1, segments, stage.now().plus(LEASE)));
        stage.advance(Duration.ofMinutes(20));
        assertThat(bodies()).isEmpty();
    }

    @Test
    void r09_a_source_that_changed_and_changed_back_is_acknowledged_before_the_text_is_handed_in_again() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        List<TranslatedSegment> segments = List.of(translated("headline", "Un"), translated("b1", "Pluie"));
        command("c2", "awa", new SubmitTranslation(1, segments));
        revise();
        revise(3, "Rain");
        command("c3", "awa", new ClaimTranslation());
        bodies();

        command("c4", "awa", new SubmitTranslation(3, segments));
        assertThat(stage.rejections()).extracting(Rejection::getCode).containsExactly("acknowledgement-missing");

        command("c5", "awa", new AcknowledgeSource(3, List.of("b1")));
        command("c6", "awa", new SubmitTranslation(3, segments));
        assertThat(bodies())
                .filteredOn(body -> !body.equals("fr"))
                .extracting(Object::getClass)
                .containsExactly(SourceAcknowledged.class, TranslationSubmitted.class);
    }

    @Test
    void r11_a_submission_is_warned_of_by_the_glossary_as_the_directory_has_it_then() {
        accept();
        command("c1", "awa", new ClaimTranslation());
        command(
                "c2",
                "awa",
                new SubmitTranslation(1, List.of(translated("headline", "Un"), translated("b1", "Averse"))));
        assertThat(warnings()).isEmpty();

        stage.directory(
                "term/rain",
                new GlossaryTerm(
                        "rain",
                        List.of(
                                new TermWordings("en", List.of("rain")),
                                new TermWordings("fr", List.of("pluie", "précipitations"))),
                        null));
        revise(2, "Rain again");
        command("c3", "awa", new ClaimTranslation());
        command("c4", "awa", new AcknowledgeSource(2, List.of("b1")));
        command(
                "c5",
                "awa",
                new SubmitTranslation(2, List.of(translated("headline", "Un"), translated("b1", "Encore une averse"))));
        assertThat(warnings()).extracting(TranslationWarning::getExpected).containsExactly("pluie, précipitations");

        stage.send(Topics.DIRECTORY, "term/rain", null);
        revise(3, "Rain once more");
        command("c6", "awa", new ClaimTranslation());
        command("c7", "awa", new AcknowledgeSource(3, List.of("b1")));
        command(
                "c8",
                "awa",
                new SubmitTranslation(3, List.of(translated("headline", "Un"), translated("b1", "Encore une averse"))));
        assertThat(warnings()).isEmpty();
    }

    /** Those of the glossary, of the newest submission since the last call. */
    private List<TranslationWarning> warnings() {
        return bodies().stream()
                .filter(TranslationSubmitted.class::isInstance)
                .map(TranslationSubmitted.class::cast)
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .getWarnings()
                .stream()
                .filter(warning -> warning.getCheck().equals("glossary"))
                .toList();
    }

    @Test
    void r12_a_draft_is_asked_for_and_offered_and_its_text_stays_the_machines() {
        stage.directory(
                "edition/fr",
                new Edition(
                        "fr",
                        "fr",
                        null,
                        TranslateWhen.ON_SUBMISSION,
                        null,
                        LEASE.toMillis(),
                        "deepl",
                        60_000L,
                        null,
                        null,
                        null));
        stage.directory(
                "person/bot", new Person("bot", "Bot", List.of(Role.MACHINE), List.of(), null, null, List.of()));
        accept();
        String request = "e1/fr";
        assertThat(bodies())
                .contains(new TranslationDraftRequested(
                        request,
                        "deepl",
                        1,
                        "en",
                        List.of(passage("headline", "One"), passage("b1", "Rain")),
                        START.plusSeconds(60)));

        List<TranslatedSegment> offered =
                List.of(new TranslatedSegment("b1", "Pluie", List.of(), Origin.MACHINE, "deepl"));
        command("c1", "bot", new OfferDraft(request, 1, "deepl", offered));
        assertThat(bodies()).containsExactly("fr", new DraftOffered(request, "deepl", 1, offered));

        command("c2", "awa", new ClaimTranslation());
        command(
                "c3",
                "awa",
                new SubmitTranslation(1, List.of(translated("headline", "Un"), translated("b1", "Pluie"))));
        assertThat(bodies())
                .last()
                .isInstanceOfSatisfying(
                        TranslationSubmitted.class,
                        submitted -> assertThat(submitted.getSegments())
                                .extracting(TranslatedSegment::getOrigin)
                                .containsExactly(Origin.PERSON, Origin.MACHINE));
    }

    @Test
    void r12_a_draft_that_nobody_makes_is_given_up() {
        stage.directory(
                "edition/fr",
                new Edition(
                        "fr",
                        "fr",
                        null,
                        TranslateWhen.ON_SUBMISSION,
                        null,
                        LEASE.toMillis(),
                        "memory",
                        null,
                        null,
                        null,
                        null));
        accept();
        bodies();

        stage.advance(Duration.ofMinutes(3));
        assertThat(bodies())
                .last()
                .isInstanceOfSatisfying(
                        DraftFailed.class,
                        failed -> assertThat(failed.getCode()).isEqualTo("draft-overdue"));
    }

    /** Language and body of each event since the last call, one after the other. */
    @Test
    void r22_a_kill_cancels_what_is_queued_and_held_and_takes_it_off_the_queue() {
        accept();
        review("en", new VersionApproved("h1", 1, 0));
        command("c1", "awa", new ClaimTranslation());
        bodies();

        kill();

        assertThat(bodies())
                .containsExactly(
                        "fr", new TranslationCancelled("The story was killed: a hoax"),
                        "ru", new TranslationCancelled("The story was killed: a hoax"));
        try (var left = stage.shelf(QueueWire.QUEUE).all()) {
            assertThat(left.hasNext()).isFalse();
        }
        command("c2", "awa", new SubmitTranslation(1, List.of(translated("headline", "Un"), translated("b1", "Deux"))));
        command("c3", "awa", new ReleaseClaim());
        assertThat(stage.rejections()).extracting(Rejection::getCode).containsExactly("story-killed", "story-killed");
        // lease, deadline and draft have no timer left
        stage.advance(Duration.ofDays(1));
        assertThat(bodies()).isEmpty();
    }

    @Test
    void r22_nothing_older_that_is_read_after_the_kill_queues_anything() {
        kill();
        accept();
        revise();
        review("en", new VersionApproved("h1", 1, 0));
        story("e3", new StorySpiked("a hoax", "en", List.of("fr", "ru")));
        accept();
        kill();

        assertThat(bodies()).isEmpty();
        command("c1", "awa", new ClaimTranslation());
        assertThat(stage.rejections()).extracting(Rejection::getCode).containsExactly("story-killed");
    }

    @Test
    void r22_a_kill_between_the_story_and_its_approval_leaves_nothing_to_wait_for() {
        accept();
        kill();
        bodies();

        review("en", new VersionApproved("h1", 1, 0));
        revise();

        assertThat(bodies()).isEmpty();
    }

    private void kill() {
        stage.send(
                Topics.KILLS,
                STORY,
                new StoryKilled("kill-switch:s1:1", STORY, "a hoax", "chief", stage.now(), "k1", null));
    }

    private List<Object> bodies() {
        return stage.read(Topics.TRANSLATION_EVENTS).stream()
                .<Object>mapMulti((TranslationEventEnvelope event, Consumer<Object> out) -> {
                    out.accept(event.getLanguage());
                    out.accept(event.getBody());
                })
                .toList();
    }

    private String submittedHash() {
        return stage.read(Topics.TRANSLATION_EVENTS).stream()
                .map(TranslationEventEnvelope::getBody)
                .filter(TranslationSubmitted.class::isInstance)
                .map(body -> ((TranslationSubmitted) body).getContentHash())
                .findFirst()
                .orElseThrow();
    }

    private void clear(String hash) {
        review(
                "fr",
                new VersionCleared(
                        hash, 1, List.of("reporter", "awa"), "ed", stage.now(), List.of(), List.of(), List.of(), null));
    }

    private static TranslatedSegment machine(String id, String text) {
        return new TranslatedSegment(id, text, List.of(), Origin.MACHINE, "deepl");
    }

    private void accept() {
        story(
                "e1",
                new StoryAccepted(
                        1,
                        "client-1",
                        "en",
                        segments("One", "Rain"),
                        "h1",
                        List.of("reporter"),
                        null,
                        null,
                        2,
                        List.of("fr", "ru"),
                        null,
                        null));
    }

    private void revise() {
        revise(2, "Other");
    }

    private void revise(int revision, String paragraph) {
        story(
                "e" + revision,
                new StoryRevised(
                        revision,
                        RevisionClass.UPDATE,
                        null,
                        "en",
                        segments("One", paragraph),
                        List.of("b1"),
                        List.of(),
                        "h" + revision,
                        List.of("reporter"),
                        null,
                        null,
                        2,
                        List.of("fr", "ru"),
                        null,
                        null));
    }

    private void story(String eventId, Object body) {
        stage.send(
                Topics.STORY_EVENTS,
                STORY,
                new StoryEventEnvelope(eventId, STORY, "reporter", stage.now(), "c0", body));
    }

    private void review(String language, Object body) {
        stage.send(
                Topics.REVIEW_EVENTS,
                STORY,
                new ReviewEventEnvelope("r1", STORY, language, "editor", stage.now(), "c0", body, null));
    }

    private void command(String commandId, String actor, Object body) {
        stage.send(
                Topics.TRANSLATION_COMMANDS,
                STORY,
                new TranslationCommandEnvelope(commandId, STORY, "fr", actor, stage.now(), body));
    }

    private void edition(String language, TranslateWhen when) {
        stage.directory(
                "edition/" + language,
                new Edition(
                        language, language, null, when, 3_600_000L, LEASE.toMillis(), null, null, null, null, null));
    }

    private void translator(String id, String language) {
        stage.directory(
                "person/" + id, new Person(id, id, List.of(Role.TRANSLATOR), List.of(language), null, null, List.of()));
    }

    private static List<Segment> segments(String headline, String paragraph) {
        return List.of(
                new Segment("headline", SegmentKind.HEADLINE, headline, List.of(), null),
                new Segment("b1", SegmentKind.PARAGRAPH, paragraph, List.of(), null));
    }

    private static Passage passage(String id, String text) {
        return new Passage(id, text, List.of(), null);
    }

    private static TranslatedSegment translated(String id, String text) {
        return new TranslatedSegment(id, text, List.of(), Origin.PERSON, null);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = TranslateTopologyTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n"))
                    .strip();
        }
    }
}
