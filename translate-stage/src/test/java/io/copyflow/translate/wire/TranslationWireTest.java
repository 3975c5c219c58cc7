package io.copyflow.translate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Actor;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.SegmentHash;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.ForbiddenWording;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.VerbatimWording;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.state.QueuedTask;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SourceItem;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.FailDraft;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.Contribution;
import io.copyflow.translate.domain.DraftRequest;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Hand;
import io.copyflow.translate.domain.Hands;
import io.copyflow.translate.domain.Lease;
import io.copyflow.translate.domain.MadeText;
import io.copyflow.translate.domain.OpenSegment;
import io.copyflow.translate.domain.PairedSegment;
import io.copyflow.translate.domain.PairedVersion;
import io.copyflow.translate.domain.Provenance;
import io.copyflow.translate.domain.QualityChecks;
import io.copyflow.translate.domain.RevisionStep;
import io.copyflow.translate.domain.SegmentHands;
import io.copyflow.translate.domain.Source;
import io.copyflow.translate.domain.SourceChange;
import io.copyflow.translate.domain.SourceMove;
import io.copyflow.translate.domain.SourceRevision;
import io.copyflow.translate.domain.SourceText;
import io.copyflow.translate.domain.SubmittedSegment;
import io.copyflow.translate.domain.Task;
import io.copyflow.translate.domain.Terms;
import io.copyflow.translate.domain.Touch;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationCommand;
import io.copyflow.translate.domain.TranslationDecider;
import io.copyflow.translate.domain.TranslationEvent;
import io.copyflow.translate.domain.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranslationWireTest {

    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final String STORY = "s1";
    private static final SchemaCatalogue IDS = new SchemaCatalogue();
    private static final QualityChecks NO_CHECKS = (from, source, to, target, glossary) -> List.of();

    private final TranslationWire wire = new TranslationWire();
    private final Desk desk = new Desk();

    // rule 6: who is asked to translate, and when

    @Test
    void r06_an_accepted_story_is_queued_for_every_target_with_the_editions_deadline_and_lease() {
        desk.edition("fr", TranslateWhen.ON_SUBMISSION, 3_600_000L, 60_000);
        desk.edition("ru", TranslateWhen.ON_SUBMISSION, null, 90_000);

        List<Ask<TranslationCommand>> asks =
                read(accepted("en", "fr", "ru", "en")).asks();

        assertThat(asks)
                .containsExactly(
                        Ask.reaction(
                                Subject.of(STORY, "fr"),
                                "accepted",
                                "translate-stage",
                                new TranslationCommand.Queue(
                                        "en", first(), null, true, 2, terms(NOW.plusSeconds(3600), 60_000))),
                        Ask.reaction(
                                Subject.of(STORY, "ru"),
                                "accepted",
                                "translate-stage",
                                new TranslationCommand.Queue("en", first(), null, true, 2, terms(null, 90_000))));
    }

    @Test
    void r06_an_edition_on_approval_waits_for_the_source_and_starts_on_its_newest_revision() {
        desk.edition("fr", TranslateWhen.ON_APPROVAL, null, 60_000);

        assertThat(queuedRevisions(read(accepted("en", "fr")))).isEmpty();
        assertThat(queuedRevisions(read(revised(2, "fr")))).isEmpty();
        assertThat(read(review("fr", new VersionApproved("h", 1, 0))).asks()).isEmpty();
        assertThat(queuedRevisions(read(review("en", new VersionApproved("h", 1, 0)))))
                .containsExactly(Map.entry("fr", 2));
        assertThat(queuedRevisions(read(revised(3, "fr"))))
                .as("after the approval")
                .containsExactly(Map.entry("fr", 3));
    }

    @Test
    void r06_an_approval_read_before_the_story_is_not_lost() {
        desk.edition("fr", TranslateWhen.ON_APPROVAL, null, 60_000);

        assertThat(read(review("en", new VersionApproved("h", 1, 0))).asks()).isEmpty();
        assertThat(queuedRevisions(read(accepted("en", "fr")))).containsExactly(Map.entry("fr", 1));
    }

    @Test
    void r06_a_target_without_an_edition_is_queued_all_the_same() {
        TranslationCommand command =
                read(accepted("en", "kk-cyrl")).asks().getFirst().command();

        assertThat(command)
                .isEqualTo(new TranslationCommand.Queue(
                        "en", first(), null, true, 2, terms(null, TranslationWire.LEASE_WITHOUT_EDITION.toMillis())));
        assertThat(queuedRevisions(read(accepted("en", "kk-cyrl")))).containsExactly(Map.entry("kk-Cyrl", 1));
    }

    @Test
    void r06_a_spiked_story_is_cancelled_in_every_target() {
        assertThat(read(spiked("fr", "ru")).asks())
                .extracting(ask -> ask.subject().part(), Ask::command)
                .containsExactly(
                        tuple("fr", new TranslationCommand.Cancel("not true")),
                        tuple("ru", new TranslationCommand.Cancel("not true")));
    }

    @Test
    void r06_a_story_spiked_before_it_was_read_is_not_queued() {
        read(spiked("fr"));

        assertThat(queuedRevisions(read(accepted("en", "fr")))).isEmpty();
        assertThat(read(review("en", new VersionApproved("h", 1, 0))).asks()).isEmpty();
    }

    @Test
    void r08_a_revision_reaches_every_target() {
        read(accepted("en", "fr", "ru"));

        assertThat(queuedRevisions(read(revised(2, "fr", "ru"))))
                .containsExactly(Map.entry("fr", 2), Map.entry("ru", 2));
    }

    @Test
    void r08_a_revision_needs_nothing_of_the_acceptance_and_stays_the_newest_when_that_comes_late() {
        assertThat(queuedRevisions(read(revised(2, "fr")))).containsExactly(Map.entry("fr", 2));
        assertThat(queuedRevisions(read(accepted("en", "fr")))).containsExactly(Map.entry("fr", 2));
    }

    @Test
    void r14_comments_on_segments_open_those_and_a_comment_on_the_whole_opens_all() {
        assertThat(read(review(
                                "fr",
                                new ChangesRequested(
                                        "h", 1, List.of(new Comment("b1", "x", "c1"), new Comment("b2", "y", "c2")))))
                        .asks())
                .extracting(Ask::command)
                .containsExactly(new TranslationCommand.ReturnForChanges("h", Set.of("b1", "b2"), withoutEdition()));
        assertThat(read(review(
                                "fr",
                                new ChangesRequested(
                                        "h", 1, List.of(new Comment("b1", "x", "c1"), new Comment(null, "y", "c2")))))
                        .asks())
                .extracting(Ask::command)
                .containsExactly(new TranslationCommand.ReturnForChanges("h", Set.of(), withoutEdition()));
    }

    // commands

    @Test
    void r02_a_tag_is_spelled_canonically_and_one_that_is_none_is_left_for_the_decider() {
        assertThat(read(command("KK-cyrl", "c1", NOW, new ClaimTranslation())).asks())
                .containsExactly(new Ask<>(
                        Subject.of(STORY, "kk-Cyrl"),
                        "c1",
                        "awa",
                        new ClaimTranslation(),
                        new TranslationCommand.Claim("kk-Cyrl", desk.directory().actor("awa"), NOW)));
        assertThat(read(command("not a tag", "c1", NOW, new ClaimTranslation())).asks())
                .extracting(Ask::command)
                .containsExactly(new TranslationCommand.Claim(
                        "not a tag", desk.directory().actor("awa"), NOW));
    }

    @Test
    void r01_a_command_sent_again_at_another_time_asks_for_the_same() {
        SpecificRecord once = read(command("fr", "c1", NOW, new ClaimTranslation()))
                .asks()
                .getFirst()
                .asked();
        SpecificRecord again = read(command("fr", "c1", NOW.plusSeconds(9), new ClaimTranslation()))
                .asks()
                .getFirst()
                .asked();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void r02_kinds_and_origins_newer_than_this_program_reach_the_decider() {
        SubmitTranslation submit = new SubmitTranslation(
                1,
                List.of(new TranslatedSegment(
                        "b1", "x", List.of(new Mark(MarkKind.UNKNOWN, 0, 1, null)), Origin.UNKNOWN, null)));

        TranslationCommand.Submit read = (TranslationCommand.Submit)
                read(command("fr", "c1", NOW, submit)).asks().getFirst().command();

        assertThat(read.segments().getFirst().origin()).isNull();
        assertThat(read.segments().getFirst().marks().getFirst().kind()).isNull();
    }

    @Test
    void r08_a_revision_brings_how_the_source_moved_and_who_moved_it() {
        read(accepted("en", "fr"));

        TranslationCommand.Queue queue = (TranslationCommand.Queue)
                read(revised(2, "fr")).asks().getFirst().command();

        assertThat(queue.move())
                .isEqualTo(SourceMove.between(
                        "en",
                        first(),
                        SourceText.of(2, List.of(Passage.plain("b1", "text 2")), List.of("reporter")),
                        io.copyflow.translate.domain.RevisionClass.UPDATE,
                        "reporter"));
    }

    @Test
    void r11_a_submission_is_compared_with_the_newest_source() {
        read(accepted("en", "fr"));
        read(revised(2, "fr"));

        TranslationCommand.Submit submit =
                (TranslationCommand.Submit) read(command("fr", "c1", NOW, new SubmitTranslation(2, List.of())))
                        .asks()
                        .getFirst()
                        .command();

        assertThat(submit.reference().source()).containsExactly(Passage.plain("b1", "text 2"));
    }

    @Test
    void r11_a_submission_is_compared_with_the_glossary_of_the_directory() {
        desk.term("press-release", new TermWordings("en", List.of("press release")), new TermWordings("fr", List.of()));
        desk.entries.put(
                "forbidden/fr/tiers-monde",
                new DirectoryEntry(NOW, new ForbiddenWording("fr", "tiers-monde", "pays en développement")));
        desk.entries.put("verbatim/😀 News", new DirectoryEntry(NOW, new VerbatimWording("😀 News")));

        assertThat(glossary())
                .isEqualTo(new Glossary(
                        List.of(new Glossary.Term(Map.of("en", List.of("press release"), "fr", List.of()))),
                        List.of(new Glossary.Forbidden("fr", "tiers-monde", "pays en développement")),
                        List.of("😀 News")));
    }

    @Test
    void r11_the_glossary_stays_the_same_object_until_the_directory_has_another() {
        desk.term("a", new TermWordings("en", List.of("one")));
        Glossary first = glossary();
        assertThat(glossary()).isSameAs(first);

        desk.edition("fr", TranslateWhen.ON_SUBMISSION, null, 60_000);
        assertThat(glossary()).as("after a change of something else").isSameAs(first);

        desk.term("b", new TermWordings("en", List.of("two")));
        assertThat(glossary().terms()).hasSize(2);

        desk.entries.remove("term/a");
        desk.entries.remove("term/b");
        assertThat(glossary()).isEqualTo(Glossary.EMPTY);
    }

    @Test
    void r11_the_directory_is_read_for_its_glossary_only_when_it_changed() {
        AtomicInteger reads = new AtomicInteger();
        AtomicReference<Object> state = new AtomicReference<>("first");
        Directory counted = new Directory(
                key -> null,
                prefix -> {
                    reads.incrementAndGet();
                    return List.of();
                },
                state::get);
        DirectoryGlossary glossary = new DirectoryGlossary();
        for (int command = 0; command < 100; command++) {
            glossary.of(counted);
        }
        assertThat(reads).as("one for each kind of entry").hasValue(3);
        state.set("second");
        glossary.of(counted);
        assertThat(reads).hasValue(6);
    }

    private Glossary glossary() {
        TranslationCommand.Submit submit =
                (TranslationCommand.Submit) read(command("fr", "c1", NOW, new SubmitTranslation(1, List.of())))
                        .asks()
                        .getFirst()
                        .command();
        return submit.reference().glossary();
    }

    @Test
    void r12_an_edition_says_who_drafts_and_for_how_long_that_is_waited_for() {
        desk.drafting("fr", "deepl", 5_000L);
        desk.drafting("ru", "memory", null);

        assertThat(read(accepted("en", "fr", "ru")).asks())
                .extracting(ask ->
                        ((TranslationCommand.Queue) ask.command()).terms().drafting())
                .containsExactly(
                        new Terms.Drafting("accepted/fr", "deepl", NOW.plusSeconds(5)),
                        new Terms.Drafting("accepted/ru", "memory", NOW.plus(TranslationWire.DRAFT_PATIENCE)));
    }

    // the queue

    @Test
    void r06_a_task_lies_in_the_queue_while_nobody_holds_it() {
        Translation waiting = queued(3, NOW.plusSeconds(60));
        Translation held = new TranslationDecider(NO_CHECKS).evolve(waiting, new TranslationEvent.Claimed("awa", NOW));
        String key = "fr/3/019cb2ede0e0/019cb2ecf680/s1";

        assertThat(QueueWire.key(Subject.of(STORY, "fr"), waiting.task())).isEqualTo(key);
        assertThat(writing(events().toList().getFirst(), waiting).keeps())
                .containsExactly(new Keep<>(
                        QueueWire.QUEUE, key, new QueuedTask(STORY, "fr", "en", 1, 3, NOW.plusSeconds(60), NOW, 1, 1)));
        assertThat(writing(new TranslationEvent.Claimed("awa", NOW), held).keeps())
                .containsExactly(new Keep<>(QueueWire.QUEUE, key, null));
    }

    @Test
    void r06_the_queue_is_ordered_by_urgency_deadline_and_arrival() {
        List<String> inOrder = List.of(
                key(1, null, NOW),
                key(2, NOW.plusSeconds(1), NOW.plusSeconds(9)),
                key(2, NOW.plusSeconds(2), NOW),
                key(2, NOW.plusSeconds(2), NOW.plusSeconds(1)),
                key(2, null, NOW),
                key(8, NOW, NOW));

        assertThat(inOrder).isSorted();
    }

    // every branch of every union

    @ParameterizedTest
    @MethodSource("bodies")
    void every_body_that_can_arrive_is_read(SpecificRecord body) {
        assertThat(read(enveloped(body))).isNotNull();
    }

    @Test
    void no_branch_of_a_union_is_forgotten() {
        assertThat(bodies().map(body -> body.getSchema().getFullName()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Topics.STORY_EVENTS, Topics.REVIEW_EVENTS, Topics.TRANSLATION_COMMANDS)
                                .flatMap(TranslationWireTest::branches)
                                .toList());
        assertThat(toldEvents().map(event -> body(write(event)).getSchema().getFullName()))
                .containsExactlyInAnyOrderElementsOf(
                        branches(Topics.TRANSLATION_EVENTS).toList());
        assertThat(events().map(TranslationEvent::getClass))
                .containsExactlyInAnyOrder(Arrays.stream(TranslationEvent.class.getPermittedSubclasses())
                        .toArray(Class[]::new));
    }

    @ParameterizedTest
    @MethodSource("toldEvents")
    void every_event_can_be_written_and_read_back(TranslationEvent event) {
        TranslationEventEnvelope envelope = write(event);

        assertThat(envelope.getEventId()).isEqualTo("translate-stage:s1/fr:7");
        assertThat(envelope.getStoryId()).isEqualTo(STORY);
        assertThat(envelope.getLanguage()).isEqualTo("fr");
        assertThat(envelope.getCommandId()).isEqualTo("c1");
        assertThat(throughBytes(AvroSerde.of(Topics.TRANSLATION_EVENTS, IDS), envelope))
                .isEqualTo(envelope);
    }

    @Test
    void what_does_not_belong_here_is_not_read() {
        assertThatThrownBy(() -> read(new ClaimTranslation())).isInstanceOf(IllegalArgumentException.class);
    }

    // state

    @Test
    void r26_states_come_back_as_they_were_kept() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        AvroSerde<TranslationState> states = AvroSerde.ofState(TranslationState.class, IDS);
        AvroSerde<SourceState> sources = AvroSerde.ofState(SourceState.class, IDS);
        for (int n = 0; n < 500; n++) {
            Translation state = state(random);
            Source source = source(random);
            assertThat(wire.readState(throughBytes(states, wire.writeState(state))))
                    .as("seed %d", seed)
                    .isEqualTo(state);
            assertThat(StateWire.read(throughBytes(sources, StateWire.write(source, List.of()))))
                    .as("seed %d", seed)
                    .isEqualTo(source);
        }
        Translation initial = new TranslationDecider(NO_CHECKS).initial();
        assertThat(wire.readState(throughBytes(states, wire.writeState(initial))))
                .isEqualTo(initial);
    }

    // the records

    static Stream<SpecificRecord> bodies() {
        return Stream.of(
                        accepted("en", "fr").getBody(),
                        revised(2).getBody(),
                        spiked().getBody(),
                        new SourceItemFollowed(new SourceItem("urn:wire:1", "2", null), 1, null),
                        new ReviewRequested("h", 1, List.of("reporter"), 2, List.of(), List.of()),
                        new VersionApproved("h", 1, 0),
                        new ChangesRequested("h", 1, List.of()),
                        new VersionRejected("h", 1, "x"),
                        new SignedOff("h", 1, 2),
                        new VersionCleared("h", 1, List.of(), "editor", NOW, List.of(), List.of(), List.of(), null),
                        new ReviewVoided("h", "x"),
                        new WarningWaived("h", "numbers", "b1", "x"),
                        new CommentAdded("c1", "h", "b1", null, "x"),
                        new CommentResolved("c1", null),
                        new GlassBroken("h", 1, Role.EDITOR, "x", false),
                        new Countersigned("h", Role.CHIEF),
                        new ClaimTranslation(),
                        new ReleaseClaim(),
                        new SubmitTranslation(1, List.of()),
                        new ReassignTranslation("awa"),
                        new SaveDraft(1, List.of()),
                        new AcknowledgeSource(1, List.of("b1")),
                        new OfferDraft("r1", 1, "deepl", List.of()),
                        new FailDraft("r1", "deepl", "code", "Sentence."))
                .map(SpecificRecord.class::cast);
    }

    static Stream<TranslationEvent> events() {
        SourceRevision source = first().revision();
        Task task = new Task("en", 3, NOW, NOW, false, 60_000);
        Passage before = Passage.plain("b1", "five");
        List<io.copyflow.translate.domain.TranslatedSegment> segments =
                List.of(new io.copyflow.translate.domain.TranslatedSegment(
                        new Passage(
                                "b1",
                                "été",
                                List.of(new io.copyflow.contract.Mark(
                                        io.copyflow.contract.Mark.Kind.LINK, 0, 3, "https://example.org/"))),
                        io.copyflow.translate.domain.Origin.MACHINE,
                        "engine"));
        return Stream.of(
                new TranslationEvent.Queued(task, source),
                new TranslationEvent.Claimed("awa", NOW),
                new TranslationEvent.ClaimReleased("awa", TranslationEvent.ClaimEnd.REASSIGNED),
                new TranslationEvent.DraftSaved("awa", 1, segments, NOW),
                new TranslationEvent.SourceAcknowledged("awa", 1, List.of("b1"), NOW),
                new TranslationEvent.Submitted(
                        2,
                        1,
                        segments,
                        "h",
                        new PublishedMetadata(STORY, "en", 4, "climate", "nairobi"),
                        List.of("reporter", "awa"),
                        List.of("awa"),
                        List.of(new Warning("numbers", Warning.Severity.MAJOR, "b1", "5 is missing.", "5", null)),
                        List.of(
                                new Contribution("awa", Contribution.Kind.EDITED, null, List.of("headline")),
                                new Contribution(null, Contribution.Kind.MACHINE, "engine", List.of("b1")))),
                new TranslationEvent.Reopened(
                        source,
                        TranslationEvent.ReopenReason.SOURCE_REVISED,
                        List.of(new OpenSegment("b1", false, 1, before)),
                        List.of(SourceChange.of("en", before, Passage.plain("b1", "six"))),
                        null,
                        task),
                new TranslationEvent.Remembered(
                        NOW,
                        new PairedVersion(
                                "h", 1, "en", List.of("awa"), List.of(new PairedSegment(before, segments.getFirst())))),
                new TranslationEvent.Cancelled("x"),
                new TranslationEvent.Overdue(NOW, "awa"),
                new TranslationEvent.DraftRequested(
                        new DraftRequest("r1", "memory", 1, List.of("b1"), NOW, true), "en", first().passages()),
                new TranslationEvent.DraftOffered("r1", "memory", 1, segments),
                new TranslationEvent.DraftFailed("r1", "memory", "draft-overdue", "Too late."));
    }

    /** The memory has a topic of its own. */
    static Stream<TranslationEvent> toldEvents() {
        return events().filter(event -> !(event instanceof TranslationEvent.Remembered));
    }

    private static Stream<String> branches(Topic<?> topic) {
        Schema body = topic.schema().getField("body").schema();
        return body.getTypes().stream().map(Schema::getFullName);
    }

    private static SpecificRecord enveloped(SpecificRecord body) {
        return switch (body.getSchema().getNamespace()) {
            case "io.copyflow.schemas.story" -> story("e1", body);
            case "io.copyflow.schemas.review" -> review("fr", body);
            default -> command("fr", "c1", NOW, body);
        };
    }

    private static StoryEventEnvelope story(String eventId, Object body) {
        return new StoryEventEnvelope(eventId, STORY, "reporter", NOW, "c0", body);
    }

    private static StoryEventEnvelope accepted(String language, String... targets) {
        return story(
                "accepted",
                new StoryAccepted(
                        1,
                        "client-1",
                        language,
                        List.of(new Segment("b1", SegmentKind.PARAGRAPH, "text", List.of(), null)),
                        "h",
                        List.of("reporter"),
                        null,
                        null,
                        2,
                        List.of(targets),
                        null,
                        null));
    }

    private static StoryEventEnvelope revised(int revision, String... targets) {
        return story(
                "revised",
                new StoryRevised(
                        revision,
                        RevisionClass.UPDATE,
                        null,
                        "en",
                        List.of(new Segment("b1", SegmentKind.PARAGRAPH, "text " + revision, List.of(), null)),
                        List.of("b1"),
                        List.of(),
                        "h" + revision,
                        List.of("reporter"),
                        null,
                        null,
                        2,
                        List.of(targets),
                        null,
                        null));
    }

    private static StoryEventEnvelope spiked(String... targets) {
        return story("spiked", new StorySpiked("not true", "en", List.of(targets)));
    }

    private static ReviewEventEnvelope review(String language, Object body) {
        return new ReviewEventEnvelope("reviewed", STORY, language, "editor", NOW, "c0", body, null);
    }

    private static TranslationCommandEnvelope command(String language, String id, Instant issuedAt, Object body) {
        return new TranslationCommandEnvelope(id, STORY, language, "awa", issuedAt, body);
    }

    private static SourceText first() {
        return SourceText.of(1, List.of(Passage.plain("b1", "text")), List.of("reporter"));
    }

    private static Terms terms(@Nullable Instant deadline, long leaseMillis) {
        return new Terms(NOW, deadline, leaseMillis, null);
    }

    private static Terms withoutEdition() {
        return terms(null, TranslationWire.LEASE_WITHOUT_EDITION.toMillis());
    }

    private static String key(int urgency, @Nullable Instant deadline, Instant arrival) {
        return QueueWire.key(Subject.of(STORY, "fr"), new Task("en", urgency, arrival, deadline, false, 1));
    }

    private static Translation queued(int urgency, Instant deadline) {
        return new TranslationDecider(NO_CHECKS)
                .evolve(
                        Translation.ABSENT,
                        new TranslationEvent.Queued(
                                new Task("en", urgency, NOW, deadline, false, 60_000), first().revision()));
    }

    private Reading<TranslationCommand> read(SpecificRecord value) {
        Reading<TranslationCommand> reading = wire.read(new Inbound("topic", STORY, value, NOW, NOW), desk);
        reading.keeps().forEach(desk::keep);
        return reading;
    }

    private TranslationEventEnvelope write(TranslationEvent event) {
        Writing writing = writing(event, Translation.ABSENT);
        assertThat(writing.outputs()).hasSize(event instanceof TranslationEvent.DraftRequested ? 2 : 1);
        assertThat(writing.outputs().getFirst().topic()).isEqualTo(Topics.TRANSLATION_EVENTS);
        assertThat(writing.outputs().getFirst().key()).isEqualTo(STORY);
        TranslationEventEnvelope envelope =
                (TranslationEventEnvelope) writing.outputs().getFirst().value();
        assertThat(writing.outputs().getFirst().type())
                .isEqualTo(body(envelope).getSchema().getName());
        return envelope;
    }

    private Writing writing(TranslationEvent event, Translation after) {
        EventContext context = new EventContext(Subject.of(STORY, "fr"), "translate-stage:s1/fr:7", "awa", NOW, "c1");
        return wire.write(event, context, after, desk);
    }

    private static SpecificRecord body(TranslationEventEnvelope envelope) {
        return (SpecificRecord) envelope.getBody();
    }

    private static List<Map.Entry<String, Integer>> queuedRevisions(Reading<TranslationCommand> reading) {
        List<Map.Entry<String, Integer>> revisions = new ArrayList<>();
        for (Ask<TranslationCommand> ask : reading.asks()) {
            TranslationCommand.Queue queue = (TranslationCommand.Queue) ask.command();
            if (queue.isWanted()) {
                revisions.add(Map.entry(
                        String.valueOf(ask.subject().part()), queue.source().number()));
            }
        }
        return revisions;
    }

    private static <V extends SpecificRecord> V throughBytes(AvroSerde<V> serde, V value) {
        return serde.read(serde.write(value));
    }

    private static Translation state(Random random) {
        return new Translation(
                oneOf(random, Translation.Status.values()),
                new Task("en", random.nextInt(9), time(random), maybe(random, time(random)), random.nextBoolean(), 7),
                text(random).revision(),
                some(
                        random,
                        () -> new RevisionStep(
                                random.nextInt(),
                                random.nextInt(),
                                oneOf(random, io.copyflow.translate.domain.RevisionClass.values()),
                                "awa",
                                random.nextBoolean()
                                        ? Set.of()
                                        : Set.of(Touch.NAME, oneOf(random, Touch.NUMBER, Touch.NEGATION)),
                                random.nextBoolean())),
                some(
                        random,
                        () -> new OpenSegment(
                                word(random), random.nextBoolean(), random.nextInt(), maybe(random, passage(random)))),
                maybe(random, new Lease("awa", time(random))),
                some(random, () -> new SubmittedSegment(word(random), hash(random), maybe(random, made(random)))),
                maybe(random, "hash"),
                new Provenance(some(random, () -> made(random))),
                maybe(
                        random,
                        new DraftRequest(word(random), "memory", 3, words(random), time(random), random.nextBoolean())),
                words(random),
                new Hands(some(
                        random,
                        () -> new SegmentHands(
                                word(random),
                                maybe(random, hash(random)),
                                some(random, () -> new Hand(word(random), random.nextBoolean()))))));
    }

    private static Source source(Random random) {
        return new Source(
                maybe(random, "en"),
                text(random),
                random.nextInt(9),
                maybe(random, "climate"),
                maybe(random, "nairobi"),
                words(random),
                new HashSet<>(words(random)),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static SourceText text(Random random) {
        return SourceText.of(random.nextInt(), some(random, () -> passage(random)), words(random));
    }

    private static Passage passage(Random random) {
        return new Passage(
                word(random),
                word(random),
                some(
                        random,
                        () -> new io.copyflow.contract.Mark(
                                oneOf(random, io.copyflow.contract.Mark.Kind.values()),
                                0,
                                1,
                                maybe(random, "https://e.org"))));
    }

    private static MadeText made(Random random) {
        return new MadeText(
                word(random),
                hash(random),
                oneOf(random, io.copyflow.translate.domain.Origin.MEMORY, io.copyflow.translate.domain.Origin.MACHINE),
                maybe(random, "deepl"));
    }

    private static Instant time(Random random) {
        return Instant.ofEpochMilli(random.nextLong(1L << 42));
    }

    private static String hash(Random random) {
        return SegmentHash.of(word(random), List.of());
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    private static <T> List<T> some(Random random, Supplier<T> maker) {
        return Stream.generate(maker).limit(random.nextInt(4)).toList();
    }

    private static String word(Random random) {
        return String.join("", words(random));
    }

    private static List<String> words(Random random) {
        return random.ints(random.nextInt(4), 0, 0x10ffff)
                .filter(point -> point < 0xd800 || point > 0xdfff)
                .mapToObj(Character::toString)
                .toList();
    }

    /** The directory and the shelf. */
    private static final class Desk implements StageData {
        private final Map<String, DirectoryEntry> entries = new HashMap<>();
        private final Map<String, SourceState> sources = new HashMap<>();

        Desk() {
            entries.put(
                    "person/awa",
                    new DirectoryEntry(
                            NOW,
                            new Person("awa", "Awa", List.of(Role.TRANSLATOR), List.of("fr"), null, null, List.of())));
            assertThat(directory().actor("awa"))
                    .isEqualTo(new Actor("awa", true, Set.of(io.copyflow.contract.Role.TRANSLATOR), Set.of("fr")));
        }

        void edition(String language, TranslateWhen when, @Nullable Long deadlineMillis, long leaseMillis) {
            entries.put(
                    "edition/" + language,
                    new DirectoryEntry(
                            NOW,
                            new Edition(
                                    language,
                                    language,
                                    null,
                                    when,
                                    deadlineMillis,
                                    leaseMillis,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null)));
        }

        void term(String id, TermWordings... languages) {
            entries.put("term/" + id, new DirectoryEntry(NOW, new GlossaryTerm(id, List.of(languages), null)));
        }

        void drafting(String language, String engine, @Nullable Long withinMillis) {
            entries.put(
                    "edition/" + language,
                    new DirectoryEntry(
                            NOW,
                            new Edition(
                                    language,
                                    language,
                                    null,
                                    TranslateWhen.ON_SUBMISSION,
                                    null,
                                    60_000L,
                                    engine,
                                    withinMillis,
                                    null,
                                    null,
                                    null)));
        }

        void keep(Keep<?> keep) {
            assertThat(keep.shelf()).isEqualTo(TranslationWire.SOURCES);
            sources.put(keep.key(), (SourceState) keep.value());
        }

        @Override
        public Directory directory() {
            return new Directory(
                    entries::get,
                    prefix -> entries.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(prefix))
                            .sorted(Map.Entry.comparingByKey())
                            .map(Map.Entry::getValue)
                            .toList());
        }

        @Override
        public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
            SourceState kept = sources.get(key);
            return kept == null ? null : shelf.valueType().cast(kept);
        }
    }
}
