package io.copyflow.review.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.directory.Directory;
import io.copyflow.review.domain.Approval;
import io.copyflow.review.domain.BrokenGlass;
import io.copyflow.review.domain.Comment;
import io.copyflow.review.domain.Contribution;
import io.copyflow.review.domain.Countersignature;
import io.copyflow.review.domain.Discussion;
import io.copyflow.review.domain.Emergency;
import io.copyflow.review.domain.OpenThread;
import io.copyflow.review.domain.Remark;
import io.copyflow.review.domain.Review;
import io.copyflow.review.domain.ReviewCommand;
import io.copyflow.review.domain.ReviewEvent;
import io.copyflow.review.domain.Signature;
import io.copyflow.review.domain.Version;
import io.copyflow.review.domain.Waiver;
import io.copyflow.review.domain.Warning;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.ResolveComment;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.state.ReviewState;
import io.copyflow.schemas.state.ReviewedStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.ContributionKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.schemas.translation.WarningSeverity;
import io.copyflow.serde.AvroSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewWireTest {

    private static final Instant NOW = Instant.parse("2026-03-03T12:00:00.123Z");

    private static final Actor WEB_1 = new Actor("web-1", true, Set.of(Role.WEB_EDITOR), Set.of("fr"));

    private final ReviewWire wire = new ReviewWire();
    private final Desk desk = new Desk();

    @Test
    void an_accepted_story_asks_for_review_of_its_source() {
        assertThat(read(accepted()).asks())
                .containsExactly(Ask.reaction(
                        Subject.of("s1", "kk-Cyrl"),
                        "ingest:s1:1",
                        "review-stage",
                        new ReviewCommand.Request(version("h1", 1, List.of("amina"), 3))));
    }

    @Test
    void a_revised_story_asks_for_review_of_its_source_only() {
        StoryRevised revised = new StoryRevised(
                2,
                RevisionClass.MINOR,
                null,
                "kk-Cyrl",
                List.of(),
                List.of("b1"),
                List.of(),
                "h2",
                List.of("amina", "ben"),
                null,
                null,
                3,
                List.of("fr"),
                null,
                null);
        assertThat(read(story("ingest:s1:2", revised)).asks())
                .containsExactly(Ask.reaction(
                        Subject.of("s1", "kk-Cyrl"),
                        "ingest:s1:2",
                        "review-stage",
                        new ReviewCommand.Revise(
                                version("h2", 2, List.of("amina", "ben"), 3), "amina", List.of("b1"))));
    }

    @Test
    void a_spiked_story_drops_its_source() {
        assertThat(read(story("ingest:s1:2", new StorySpiked("a hoax", "kk-Cyrl", List.of("fr"))))
                        .asks())
                .containsExactly(Ask.reaction(
                        Subject.of("s1", "kk-Cyrl"),
                        "ingest:s1:2",
                        "review-stage",
                        new ReviewCommand.Drop("The story was spiked: a hoax")));
    }

    @Test
    void a_submitted_translation_asks_for_review_with_the_signatures_of_its_edition() {
        TranslationSubmitted submitted = new TranslationSubmitted(
                2,
                2,
                List.of(),
                "h3",
                List.of("amina", "tariq"),
                List.of("tariq"),
                List.of(),
                null,
                List.of(),
                List.of());
        assertThat(command(translation(submitted)))
                .isEqualTo(new ReviewCommand.Request(version("h3", 2, List.of("amina", "tariq"), 2)));
    }

    @Test
    void r11_what_the_checks_warned_of_comes_with_the_translation() {
        TranslationSubmitted submitted = new TranslationSubmitted(
                2,
                2,
                List.of(),
                "h3",
                List.of("tariq"),
                List.of("tariq"),
                List.of(
                        new TranslationWarning("numbers", WarningSeverity.MAJOR, "b3", "5 is missing.", "5", null),
                        new TranslationWarning("length", WarningSeverity.MINOR, "b1", "It is short.", null, null)),
                null,
                List.of(),
                List.of());
        assertThat(((ReviewCommand.Request) command(translation(submitted)))
                        .version()
                        .warnings())
                .containsExactly(
                        new Warning("numbers", Warning.Severity.MAJOR, "b3"),
                        new Warning("length", Warning.Severity.MINOR, "b1"));
    }

    @Test
    void a_waiver_names_check_and_segment() {
        ReviewCommandEnvelope envelope = new ReviewCommandEnvelope(
                "c1", "s1", "fr", "web-1", NOW, new WaiveWarning("h1", "numbers", "b3", "as the source"), null);
        ReviewCommand.Waive waive =
                (ReviewCommand.Waive) read(envelope).asks().getFirst().command();
        assertThat(waive)
                .isEqualTo(new ReviewCommand.Waive(waive.actor(), "fr", "h1", "numbers", "b3", "as the source", NOW));
    }

    @Test
    void r17_the_segments_and_contributions_of_a_story_are_those_of_its_texts() {
        StoryAccepted accepted = (StoryAccepted) accepted().getBody();
        accepted.put("segments", List.of(segment("headline"), segment("b1")));
        Version version = ((ReviewCommand.Request) command(story("ingest:s1:1", accepted))).version();
        assertThat(version.segments()).containsExactly("headline", "b1");
        assertThat(version.contributions())
                .containsExactly(new Contribution("amina", Contribution.Kind.WROTE, null, List.of("headline", "b1")));
    }

    @Test
    void r17_the_contributions_to_a_translation_come_with_it() {
        TranslationSubmitted submitted = new TranslationSubmitted(
                2,
                2,
                List.of(
                        new TranslatedSegment("b1", "Bonjour", List.of(), Origin.PERSON, null),
                        new TranslatedSegment("b2", "Au revoir", List.of(), Origin.MACHINE, "argos")),
                "h3",
                List.of("tariq"),
                List.of("tariq"),
                List.of(),
                null,
                List.of(
                        new io.copyflow.schemas.text.Contribution(
                                "tariq", ContributionKind.TRANSLATED, null, List.of("b1")),
                        new io.copyflow.schemas.text.Contribution(
                                null, ContributionKind.MACHINE, "argos", List.of("b2"))),
                List.of());
        Version version = ((ReviewCommand.Request) command(translation(submitted))).version();
        assertThat(version.segments()).containsExactly("b1", "b2");
        assertThat(version.contributions())
                .containsExactly(
                        new Contribution("tariq", Contribution.Kind.TRANSLATED, null, List.of("b1")),
                        new Contribution(null, Contribution.Kind.MACHINE, "argos", List.of("b2")));
    }

    @Test
    void r14_r16_comments_and_broken_glass_are_read_whole() {
        assertThat(person(new AddComment("h1", "b3", "c2", "Why?")))
                .isEqualTo(new ReviewCommand.AddComment(WEB_1, "fr", "h1", "c2", new Remark("b3", "Why?")));
        assertThat(person(new ResolveComment("c2", "done")))
                .isEqualTo(new ReviewCommand.ResolveComment(WEB_1, "fr", "c2", "done"));
        assertThat(person(new BreakGlass("h1", "alone")))
                .isEqualTo(new ReviewCommand.BreakGlass(WEB_1, "fr", "h1", "alone", false, NOW));
        assertThat(person(new Countersign("h1"))).isEqualTo(new ReviewCommand.Countersign(WEB_1, "fr", "h1", NOW));
    }

    /** An entry from before there was the setting says what was so then; a language without an edition allows nothing. */
    @Test
    void r16_the_directory_says_whether_the_glass_may_be_broken() {
        assertThat(((ReviewCommand.BreakGlass) brokenIn("KK-cyrl")).allowed()).isTrue();
        assertThat(((ReviewCommand.BreakGlass) brokenIn("sw")).allowed()).isFalse();
        assertThat(((ReviewCommand.BreakGlass) brokenIn("el")).allowed()).isTrue();
        assertThat(((ReviewCommand.BreakGlass) brokenIn("fr")).allowed()).isFalse();
    }

    @Test
    void r14_comments_are_written_with_their_ids() {
        ReviewEventEnvelope changes = (ReviewEventEnvelope)
                write(new ReviewEvent.ChangesRequested("h1", 1, "edit", List.of(new Comment("c4", "b1", "Shorter."))))
                        .value();
        assertThat(((ChangesRequested) changes.getBody()).getComments())
                .containsExactly(new io.copyflow.schemas.review.Comment("b1", "Shorter.", "c4"));
        ReviewEventEnvelope added = (ReviewEventEnvelope)
                write(new ReviewEvent.CommentAdded("h1", "amina", "c4", new Comment("c5", "b1", "How?")))
                        .value();
        assertThat(added.getBody()).isEqualTo(new CommentAdded("c5", "h1", "b1", "c4", "How?"));
    }

    @Test
    void a_version_that_one_person_made_is_kept_in_few_bytes() {
        List<String> segments = IntStream.range(0, 14).mapToObj(n -> "b" + n).toList();
        Review review = new Review(
                Review.Status.IN_REVIEW,
                new Version(
                        "0".repeat(64),
                        1,
                        List.of("amina", "tariq"),
                        2,
                        List.of(),
                        segments,
                        List.of(new Contribution("tariq", Contribution.Kind.TRANSLATED, null, segments))),
                null,
                List.of(),
                List.of(),
                null,
                Discussion.NONE);
        byte[] kept = AvroSerde.ofState(ReviewState.class, new SchemaCatalogue())
                .write((ReviewState) wire.writeState(review));
        assertThat(kept.length).isLessThan(200);
    }

    @Test
    void a_reopened_translation_moves_on_only_when_the_source_did() {
        assertThat(command(translation(new TranslationReopened(
                        3, ReopenReason.SOURCE_REVISED, List.of(), List.of(), List.of(), null))))
                .isEqualTo(new ReviewCommand.MoveOn(3));
        assertThat(read(translation(new TranslationReopened(
                                3, ReopenReason.CHANGES_REQUESTED, List.of(), List.of(), List.of(), null)))
                        .asks())
                .isEmpty();
        assertThat(read(translation(new TranslationReopened(
                                3, ReopenReason.REJECTED, List.of(), List.of(), List.of(), null)))
                        .asks())
                .isEmpty();
    }

    @Test
    void a_cancelled_translation_is_dropped() {
        assertThat(command(translation(new TranslationCancelled("not wanted"))))
                .isEqualTo(new ReviewCommand.Drop("The translation was cancelled: not wanted"));
    }

    @Test
    void a_command_carries_the_person_and_the_time() {
        ReviewCommandEnvelope envelope =
                new ReviewCommandEnvelope("c1", "s1", "fr", "web-1", NOW, new SignOff("h1"), null);
        Ask<ReviewCommand> ask = read(envelope).asks().getFirst();
        assertThat(ask.subject()).isEqualTo(Subject.of("s1", "fr"));
        assertThat(ask.commandId()).isEqualTo("c1");
        assertThat(ask.asked()).isSameAs(envelope.getBody());
        ReviewCommand.SignOff signOff = (ReviewCommand.SignOff) ask.command();
        assertThat(signOff.actor().roles()).containsExactly(Role.WEB_EDITOR);
        assertThat(signOff.at()).isEqualTo(NOW);
    }

    @Test
    void r22_the_languages_of_a_story_are_kept_for_a_kill_to_close() {
        assertThat(read(accepted()).keeps())
                .containsExactly(new Keep<>(ReviewWire.STORIES, "s1", new ReviewedStory(List.of("kk-Cyrl"), false)));
        desk.stories.put("s1", new ReviewedStory(List.of("kk-Cyrl", "fr"), false));
        assertThat(read(accepted()).keeps()).isEmpty();

        Reading<ReviewCommand> reading = read(killed());

        ReviewCommand close = new ReviewCommand.Drop("The story was killed: a hoax");
        assertThat(reading.asks())
                .containsExactly(
                        Ask.reaction(Subject.of("s1", "kk-Cyrl"), "kill-switch:s1:1", "review-stage", close),
                        Ask.reaction(Subject.of("s1", "fr"), "kill-switch:s1:1", "review-stage", close));
        assertThat(reading.keeps())
                .containsExactly(new Keep<>(ReviewWire.STORIES, "s1", new ReviewedStory(List.of(), true)));
    }

    @Test
    void r22_what_is_submitted_of_a_killed_story_asks_for_nothing_and_who_decides_is_told() {
        desk.stories.put("s1", new ReviewedStory(List.of(), true));

        assertThat(read(accepted())).isEqualTo(Reading.nothing());
        assertThat(command(new ReviewCommandEnvelope("c1", "s1", "fr", "web-1", NOW, new SignOff("h1"), null)))
                .isEqualTo(new ReviewCommand.DecideOnKilled());
    }

    private static StoryKilled killed() {
        return new StoryKilled("kill-switch:s1:1", "s1", "a hoax", "chief", NOW, "k1", null);
    }

    static Stream<SpecificRecord> everyInput() {
        return Stream.of(
                        StoryEventEnvelope.getClassSchema(),
                        TranslationEventEnvelope.getClassSchema(),
                        ReviewCommandEnvelope.getClassSchema())
                .flatMap(ReviewWireTest::oneOfEachBody);
    }

    /** A body added to a schema fails here until the wire says what it means to this stage. */
    @ParameterizedTest
    @MethodSource("everyInput")
    void every_body_of_every_input_is_known(SpecificRecord value) {
        for (Ask<ReviewCommand> ask : read(value).asks()) {
            assertThat(ask.subject().part()).isNotNull();
        }
    }

    @Test
    void every_event_has_a_body_and_every_body_an_event() {
        Random random = new Random(1);
        Set<String> written = Arrays.stream(ReviewEvent.class.getPermittedSubclasses())
                .map(type -> write(event(type, random)).type())
                .collect(Collectors.toSet());
        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(
                        ReviewEventEnvelope.getClassSchema().getField("body").schema().getTypes().stream()
                                .map(Schema::getName)
                                .toList());
    }

    @Test
    void r17_the_cleared_fact_is_written_whole() {
        List<Signature> signatures = List.of(new Signature("web-1", NOW), new Signature("web-2", NOW));
        Output output = write(new ReviewEvent.Cleared(
                new Version(
                        "h1",
                        2,
                        List.of("amina", "tariq"),
                        2,
                        List.of(),
                        List.of("b3"),
                        List.of(new Contribution("tariq", Contribution.Kind.EDITED, null, List.of("b3")))),
                new Approval("edit", NOW),
                signatures,
                List.of(new Waiver("numbers", "b3", "edit", "as the source", NOW)),
                new Emergency(
                        new BrokenGlass("edit", Role.EDITOR, "alone", NOW),
                        new Countersignature("web-1", Role.WEB_EDITOR, NOW))));
        assertThat(output.topic()).isEqualTo(Topics.REVIEW_EVENTS);
        assertThat(output.key()).isEqualTo("s1");
        assertThat(output.type()).isEqualTo("VersionCleared");
        assertThat(output.value())
                .hasToString("{\"eventId\": \"review-stage:s1/fr:7\", \"storyId\": \"s1\", \"language\": \"fr\","
                        + " \"actor\": \"web-2\", \"occurredAt\": \"2026-03-03T12:00:00.123Z\","
                        + " \"commandId\": \"c7\", \"body\": {\"contentHash\": \"h1\", \"sourceRevision\": 2,"
                        + " \"contributors\": [\"amina\", \"tariq\"], \"approver\": \"edit\","
                        + " \"approvedAt\": \"2026-03-03T12:00:00.123Z\", \"signatures\": ["
                        + "{\"person\": \"web-1\", \"signedAt\": \"2026-03-03T12:00:00.123Z\"},"
                        + " {\"person\": \"web-2\", \"signedAt\": \"2026-03-03T12:00:00.123Z\"}],"
                        + " \"waivers\": [{\"checkId\": \"numbers\", \"segmentId\": \"b3\", \"person\": \"edit\","
                        + " \"reason\": \"as the source\", \"waivedAt\": \"2026-03-03T12:00:00.123Z\"}],"
                        + " \"contributions\": [{\"person\": \"tariq\", \"kind\": \"EDITED\", \"detail\": null,"
                        + " \"segmentIds\": [\"b3\"]}],"
                        + " \"breakGlass\": {\"person\": \"edit\", \"role\": \"EDITOR\", \"reason\": \"alone\","
                        + " \"brokenAt\": \"2026-03-03T12:00:00.123Z\", \"countersigner\": \"web-1\","
                        + " \"countersignerRole\": \"WEB_EDITOR\","
                        + " \"countersignedAt\": \"2026-03-03T12:00:00.123Z\"}}, \"signed\": null}");
    }

    @Test
    void what_is_written_can_be_read() {
        AvroSerde<ReviewEventEnvelope> serde = AvroSerde.of(Topics.REVIEW_EVENTS, new SchemaCatalogue());
        Random random = new Random(2);
        for (Class<?> type : ReviewEvent.class.getPermittedSubclasses()) {
            ReviewEventEnvelope value =
                    (ReviewEventEnvelope) write(event(type, random)).value();
            assertThat(serde.read(serde.write(value))).isEqualTo(value);
        }
    }

    @Test
    void any_state_reads_back_as_it_was_written() {
        AvroSerde<ReviewState> serde = AvroSerde.ofState(ReviewState.class, new SchemaCatalogue());
        Random random = new Random(3);
        for (int n = 0; n < 1000; n++) {
            Review review = state(random);
            SpecificRecord kept = serde.read(serde.write((ReviewState) wire.writeState(review)));
            assertThat(wire.readState(kept)).as("state %d", n).isEqualTo(review);
        }
        assertThat(wire.readState(wire.writeState(Review.NONE))).isEqualTo(Review.NONE);
    }

    // what the tests are made of

    private Reading<ReviewCommand> read(SpecificRecord value) {
        return wire.read(new Inbound("a topic", "s1", value, NOW, NOW), desk);
    }

    private ReviewCommand command(SpecificRecord value) {
        return read(value).asks().getFirst().command();
    }

    private ReviewCommand brokenIn(String language) {
        return command(
                new ReviewCommandEnvelope("c1", "s1", language, "web-1", NOW, new BreakGlass("h1", "alone"), null));
    }

    private ReviewCommand person(SpecificRecord body) {
        return command(new ReviewCommandEnvelope("c1", "s1", "fr", "web-1", NOW, body, null));
    }

    private static Segment segment(String id) {
        return new Segment(id, SegmentKind.PARAGRAPH, "text", List.of(), null);
    }

    private Output write(ReviewEvent event) {
        EventContext context = new EventContext(Subject.of("s1", "fr"), "review-stage:s1/fr:7", "web-2", NOW, "c7");
        return wire.write(event, context, Review.NONE, desk).outputs().getFirst();
    }

    private static StoryEventEnvelope accepted() {
        return story(
                "ingest:s1:1",
                new StoryAccepted(
                        1,
                        "client-1",
                        "kk-Cyrl",
                        List.of(),
                        "h1",
                        List.of("amina"),
                        null,
                        null,
                        5,
                        List.of("fr"),
                        null,
                        null));
    }

    private static StoryEventEnvelope story(String eventId, SpecificRecord body) {
        return new StoryEventEnvelope(eventId, "s1", "amina", NOW, "c1", body);
    }

    private static TranslationEventEnvelope translation(SpecificRecord body) {
        return new TranslationEventEnvelope("translate-stage:s1/fr:4", "s1", "fr", "tariq", NOW, "c4", body);
    }

    /** The directory has an edition that wants three signatures, and a web editor. */
    private static final class Desk implements StageData {
        private final Map<String, DirectoryEntry> entries = Map.of(
                "edition/kk-Cyrl",
                new DirectoryEntry(
                        NOW,
                        new Edition(
                                "kk-Cyrl",
                                "Қазақша",
                                3,
                                TranslateWhen.ON_SUBMISSION,
                                null,
                                60_000L,
                                null,
                                null,
                                null,
                                null,
                                true)),
                "edition/sw",
                edition("sw", false),
                "edition/el",
                edition("el", null),
                "person/web-1",
                new DirectoryEntry(
                        NOW,
                        new Person(
                                "web-1",
                                "Web One",
                                List.of(io.copyflow.schemas.directory.Role.WEB_EDITOR),
                                List.of("fr"),
                                null,
                                null,
                                List.of())));

        private final Map<String, ReviewedStory> stories = new HashMap<>();

        private static DirectoryEntry edition(String language, Boolean breakGlass) {
            return new DirectoryEntry(
                    NOW,
                    new Edition(
                            language,
                            language,
                            1,
                            TranslateWhen.ON_SUBMISSION,
                            null,
                            60_000L,
                            null,
                            null,
                            null,
                            null,
                            breakGlass));
        }

        @Override
        public Directory directory() {
            return new Directory(entries::get, prefix -> List.of());
        }

        @Override
        public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
            assertThat(shelf).isEqualTo(ReviewWire.STORIES);
            return shelf.valueType().cast(stories.get(key));
        }
    }

    /** For each branch of an envelope's body an envelope with random content, about the story s1. */
    private static Stream<SpecificRecord> oneOfEachBody(Schema envelope) {
        return envelope.getField("body").schema().getTypes().stream().map(branch -> {
            List<Schema.Field> fields = new ArrayList<>();
            for (Schema.Field field : envelope.getFields()) {
                fields.add(new Schema.Field(
                        field.name(), field.name().equals("body") ? branch : field.schema(), field.doc()));
            }
            Schema narrow = Schema.createRecord(envelope.getName(), null, envelope.getNamespace(), false, fields);
            return random(narrow, envelope);
        });
    }

    private static SpecificRecord random(Schema writer, Schema reader) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<>(writer)
                    .write(new RandomData(writer, 1, 7L).iterator().next(), encoder);
            encoder.flush();
            var decoder = DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
            SpecificRecord value =
                    new SpecificDatumReader<SpecificRecord>(writer, reader, SpecificData.get()).read(null, decoder);
            value.put(reader.getField("storyId").pos(), "s1");
            return value;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReviewEvent event(Class<?> type, Random random) {
        return switch (type.getSimpleName()) {
            case "Requested" -> new ReviewEvent.Requested(version(random));
            case "Voided" -> new ReviewEvent.Voided(word(random), word(random));
            case "Approved" ->
                new ReviewEvent.Approved(
                        word(random), random.nextInt(9), new Approval(word(random), time(random)), random.nextInt(9));
            case "ChangesRequested" ->
                new ReviewEvent.ChangesRequested(
                        word(random),
                        random.nextInt(9),
                        word(random),
                        List.of(new Comment("c1", null, word(random)), new Comment("c2", "b1", word(random))));
            case "Rejected" -> new ReviewEvent.Rejected(word(random), random.nextInt(9), word(random));
            case "SignedOff" ->
                new ReviewEvent.SignedOff(word(random), new Signature(word(random), time(random)), 1, 2);
            case "Cleared" ->
                new ReviewEvent.Cleared(
                        version(random),
                        new Approval(word(random), time(random)),
                        signatures(random),
                        waivers(random),
                        random.nextBoolean() ? null : new Emergency(glass(random), countersignature(random)));
            case "GlassBroken" ->
                new ReviewEvent.GlassBroken(word(random), random.nextInt(9), glass(random), random.nextBoolean());
            case "Countersigned" -> new ReviewEvent.Countersigned(word(random), countersignature(random));
            case "CommentAdded" ->
                new ReviewEvent.CommentAdded(
                        word(random),
                        word(random),
                        random.nextBoolean() ? null : word(random),
                        new Comment(word(random), random.nextBoolean() ? null : word(random), word(random)));
            case "CommentResolved" ->
                new ReviewEvent.CommentResolved(word(random), random.nextBoolean() ? null : word(random));
            case "Waived" ->
                new ReviewEvent.Waived(
                        word(random), new Waiver(word(random), word(random), word(random), word(random), time(random)));
            default -> throw new IllegalArgumentException("No example of " + type);
        };
    }

    private static Review state(Random random) {
        Review.Status[] all = Review.Status.values();
        Review.Status status = all[random.nextInt(all.length)];
        boolean isBroken =
                status == Review.Status.GLASS_BROKEN || (status == Review.Status.CLEARED && random.nextBoolean());
        return new Review(
                status,
                version(random),
                random.nextBoolean() ? null : new Approval(word(random), time(random)),
                signatures(random),
                waivers(random),
                isBroken ? glass(random) : null,
                new Discussion(random.nextInt(300), threads(random)));
    }

    private static Version version(Random random) {
        List<String> segments = words(random);
        return new Version(
                word(random),
                random.nextInt(100),
                words(random),
                random.nextInt(5),
                warnings(random),
                segments,
                contributions(segments, random));
    }

    /** Of a version without segments, whose contributions nobody can tell. */
    private static Version version(String hash, int revision, List<String> contributors, int signatures) {
        return new Version(hash, revision, contributors, signatures, List.of(), List.of(), List.of());
    }

    private static List<Contribution> contributions(List<String> segments, Random random) {
        if (segments.isEmpty()) {
            return List.of();
        }
        Contribution.Kind[] all = Contribution.Kind.values();
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(n -> new Contribution(
                        random.nextBoolean() ? null : word(random),
                        all[random.nextInt(all.length)],
                        random.nextBoolean() ? null : word(random),
                        segments.subList(0, 1 + random.nextInt(segments.size()))))
                .toList();
    }

    private static BrokenGlass glass(Random random) {
        return new BrokenGlass(word(random), role(random), word(random), time(random));
    }

    private static Countersignature countersignature(Random random) {
        return new Countersignature(word(random), role(random), time(random));
    }

    private static Role role(Random random) {
        return Role.values()[random.nextInt(Role.values().length)];
    }

    private static List<OpenThread> threads(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(n -> new OpenThread(
                        word(random), random.nextBoolean() ? null : word(random), word(random), random.nextInt(50)))
                .toList();
    }

    private static List<Warning> warnings(Random random) {
        Warning.Severity[] all = Warning.Severity.values();
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(n -> new Warning(word(random), all[random.nextInt(all.length)], word(random)))
                .toList();
    }

    private static List<Waiver> waivers(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(n -> new Waiver(word(random), word(random), word(random), word(random), time(random)))
                .toList();
    }

    private static List<Signature> signatures(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(n -> new Signature(word(random), time(random)))
                .toList();
    }

    private static List<String> words(Random random) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(n -> word(random)).toList();
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(12), 0x20, 0x2000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static Instant time(Random random) {
        return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }
}
