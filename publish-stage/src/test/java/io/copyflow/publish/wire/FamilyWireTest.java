package io.copyflow.publish.wire;

import static io.copyflow.publish.wire.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.publish.domain.Change;
import io.copyflow.publish.domain.Clearing;
import io.copyflow.publish.domain.Correction;
import io.copyflow.publish.domain.Embargo;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.publish.domain.HeldText;
import io.copyflow.publish.domain.Hold;
import io.copyflow.publish.domain.HoldReason;
import io.copyflow.publish.domain.Obligation;
import io.copyflow.publish.domain.ObligationEnd;
import io.copyflow.publish.domain.Policy;
import io.copyflow.publish.domain.RevisionStep;
import io.copyflow.publish.domain.Said;
import io.copyflow.publish.domain.Terms;
import io.copyflow.publish.domain.Version;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.state.ChannelDelivery;
import io.copyflow.schemas.state.Deliveries;
import io.copyflow.schemas.state.FamilyState;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.serde.AvroSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FamilyWireTest {

    private static final Instant LATER = Instant.parse("2026-03-03T13:00:00.123Z");

    private final Bench bench = new Bench();

    @Test
    void a_release_is_an_event_and_a_whole_record() {
        bench.person("amina", "Amina Diallo", List.of(Role.REPORTER), List.of("en"));
        bench.person("edit", "Edith Editor", List.of(Role.EDITOR), List.of("en"));
        List<Mark> marks = List.of(new Mark(MarkKind.LINK, 0, 3, "https://example.org/"));
        List<Mark> emphasis = List.of(new Mark(MarkKind.EMPHASIS, 0, 4, null));
        List<Segment> text = List.of(
                new Segment("headline", SegmentKind.HEADLINE, "Rain", emphasis, null),
                new Segment("standfirst", SegmentKind.STANDFIRST, "At last", List.of(), null),
                new Segment("byline", SegmentKind.BYLINE, "Amina Diallo", List.of(), null),
                new Segment("dateline", SegmentKind.DATELINE, "Marsabit", List.of(), null),
                new Segment("b1", SegmentKind.PARAGRAPH, "It rained.", marks, null),
                new Segment("b2", SegmentKind.QUOTE, "“Yes.”", List.of(), null));
        String hash = Records.hashOf("en", 1, text);
        bench.feed(Records.accepted(text), NOON);

        List<Output> outputs = bench.feed(Records.cleared("en", 1, hash, "review-stage:s1/en:4"), NOON);

        assertThat(outputs).extracting(Output::topic).containsExactly(Topics.PUBLICATION_EVENTS, Topics.PUBLISHED);
        assertThat(outputs).extracting(Output::key).containsExactly("s1", "s1/en");
        assertThat(outputs).extracting(Output::type).containsExactly("VersionReleased", "PublishedVersion");
        assertThat(((PublicationEventEnvelope) outputs.getFirst().value()).getBody())
                .isEqualTo(new VersionReleased(1L, hash, 1, "review-stage:s1/en:4", null));
        assertThat(outputs.getLast().value())
                .isEqualTo(new PublishedVersion(
                        "s1",
                        "en",
                        PublicationStatus.LIVE,
                        1L,
                        "en",
                        1,
                        hash,
                        3,
                        "climate",
                        "nairobi",
                        NOON,
                        NOON,
                        "Rain",
                        emphasis,
                        "At last",
                        List.of(),
                        "Amina Diallo",
                        List.of(),
                        "Marsabit",
                        List.of(),
                        List.of(
                                new Segment("b1", SegmentKind.PARAGRAPH, "It rained.", marks, null),
                                new Segment("b2", SegmentKind.QUOTE, "“Yes.”", List.of(), null)),
                        List.of("headline", "standfirst", "byline", "dateline", "b1", "b2"),
                        List.of(
                                new Credit(CreditRole.AUTHOR, "amina", "Amina Diallo"),
                                new Credit(CreditRole.EDITOR, "edit", "Edith Editor"),
                                new Credit(CreditRole.WEB_EDITOR, "w1", "w1"),
                                new Credit(CreditRole.WEB_EDITOR, "w2", "w2")),
                        false,
                        null,
                        null,
                        false));
    }

    @Test
    void a_translation_takes_its_kinds_from_the_source_and_credits_its_translators() {
        releaseSource();
        PublishedVersion version = releaseFrench();
        assertThat(version.getHeadline()).isEqualTo("La pluie");
        assertThat(version.getBody())
                .containsExactly(new Segment("b1", SegmentKind.PARAGRAPH, "Il a plu.", List.of(), null));
        assertThat(version.getCredits())
                .extracting(Credit::getRole)
                .containsExactly(
                        CreditRole.AUTHOR,
                        CreditRole.TRANSLATOR,
                        CreditRole.EDITOR,
                        CreditRole.WEB_EDITOR,
                        CreditRole.WEB_EDITOR);
    }

    @Test
    void a_segment_the_source_does_not_know_is_not_lost() {
        releaseSource();
        List<Segment> text = Records.text("La pluie", "Il a plu.", "Beaucoup.");
        bench.feed(Records.submitted(4, "fr", 1, text), NOON);
        List<Output> outputs = bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, text), "r:1"), NOON);
        assertThat(((PublishedVersion) outputs.getLast().value()).getBody())
                .containsExactly(
                        new Segment("b1", SegmentKind.PARAGRAPH, "Il a plu.", List.of(), null),
                        new Segment("b2", SegmentKind.UNKNOWN, "Beaucoup.", List.of(), null));
    }

    @Test
    void a_takedown_leaves_a_record_without_text() {
        releaseSource();
        List<Output> outputs = bench.feed(Records.takeDown("en"), LATER);
        assertThat(((PublicationEventEnvelope) outputs.getFirst().value()).getBody())
                .isEqualTo(new VersionTakenDown(2L, "wrong photo", false));
        assertThat(outputs.getLast().value())
                .isEqualTo(new PublishedVersion(
                        "s1",
                        "en",
                        PublicationStatus.WITHDRAWN,
                        2L,
                        "en",
                        1,
                        "",
                        3,
                        "climate",
                        "nairobi",
                        NOON,
                        LATER,
                        "",
                        List.of(),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        false));
    }

    @Test
    void r22_a_kill_leaves_a_withdrawal_without_text_in_the_name_of_who_killed() {
        releaseSource();

        List<Output> outputs = bench.feed(Records.killed(), LATER);

        PublicationEventEnvelope event =
                (PublicationEventEnvelope) outputs.getFirst().value();
        assertThat(event.getBody()).isEqualTo(new VersionTakenDown(2L, "The story was killed: a hoax", false));
        assertThat(event.getActor()).isEqualTo("chief");
        PublishedVersion withdrawn = (PublishedVersion) outputs.getLast().value();
        assertThat(withdrawn.getStatus()).isEqualTo(PublicationStatus.WITHDRAWN);
        assertThat(withdrawn.getKilled()).isTrue();
        assertThat(withdrawn.getReleaseSequence()).isEqualTo(2);
        assertThat(withdrawn.toString()).doesNotContain("Rain", "It rained");
        assertThat(bench.shelves()).isEmpty();
    }

    @Test
    void a_rerelease_keeps_the_day_of_the_first() {
        releaseSource();
        List<Segment> text = Records.text("Rain, rain", "It rained again.");
        bench.feed(Records.revised(2, text), LATER);
        List<Output> outputs = bench.feed(Records.cleared("en", 2, Records.hashOf("en", 2, text), "r:7"), LATER);
        PublishedVersion version = (PublishedVersion) outputs.getLast().value();
        assertThat(version.getFirstPublishedAt()).isEqualTo(NOON);
        assertThat(version.getPublishedAt()).isEqualTo(Instant.parse("2026-03-03T13:00:00.123Z"));
        assertThat(version.getCredits()).extracting(Credit::getPerson).contains("amina", "ben");
    }

    @Test
    void r22_the_text_that_readers_saw_last_stays_so_that_it_can_be_restored_and_no_older_one() {
        releaseSource();
        String first = bench.onShelf(Shelves.TEXTS, "s1/en").getContentHash();
        List<Segment> text = Records.text("Rain, rain", "It rained again.");
        String second = Records.hashOf("en", 2, text);
        bench.feed(Records.revised(2, text), NOON);
        assertThat(bench.onShelf(Shelves.TEXTS, "s1/en").getContentHash()).isEqualTo(second);
        assertThat(bench.onShelf(Shelves.TEXTS, "s1/en/last").getContentHash()).isEqualTo(first);
        bench.feed(Records.cleared("en", 2, second, "r:7"), NOON);
        assertThat(bench.onShelf(Shelves.TEXTS, "s1/en").getContentHash()).isEqualTo(second);
        assertThat(bench.onShelf(Shelves.TEXTS, "s1/en/last")).isNull();
    }

    @Test
    void a_spike_takes_all_texts_off_the_shelf_and_later_ones_too() {
        List<Segment> text = Records.text("Rain", "It rained.");
        bench.feed(Records.accepted(text), NOON);
        bench.feed(Records.submitted(4, "fr", 1, text), NOON);
        bench.feed(Records.spiked(), NOON);
        bench.feed(Records.submitted(4, "ru", 1, text), NOON);
        for (String language : List.of("en", "fr", "ru")) {
            assertThat(bench.onShelf(Shelves.TEXTS, "s1/" + language))
                    .as(language)
                    .isNull();
        }
    }

    @Test
    void r18_a_hash_that_is_not_that_of_the_text_lets_nothing_out() {
        releaseSource();
        String claimed = Records.hashOf("fr", 1, Records.text("La pluie", "Il a plu."));
        bench.feed(Records.submitted(4, "fr", 1, Records.text("La pluie", "Il a neigé."), claimed), NOON);
        assertThat(bench.feed(Records.cleared("fr", 1, claimed, "r:1"), NOON)).isEmpty();
    }

    @Test
    void r18_a_mark_newer_than_this_reader_lets_nothing_out() {
        List<Segment> text = List.of(new Segment(
                "headline", SegmentKind.HEADLINE, "Rain", List.of(new Mark(MarkKind.UNKNOWN, 0, 1, null)), null));
        bench.feed(Records.accepted(text), NOON);
        int number = 0;
        for (io.copyflow.contract.Mark.Kind kind : io.copyflow.contract.Mark.Kind.values()) {
            Passage taken = new Passage("headline", "Rain", List.of(new io.copyflow.contract.Mark(kind, 0, 1, null)));
            String hash = Records.hash("en", 1, List.of(taken));
            assertThat(bench.feed(Records.cleared("en", 1, hash, "r:" + ++number), NOON))
                    .as("taken for %s", kind)
                    .isEmpty();
        }
        assertThat(bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, text), "r:" + ++number), NOON))
                .as("left out")
                .isEmpty();
    }

    @Test
    void r18_a_release_whose_text_is_gone_is_a_dead_letter() {
        FamilyEvent.Released released = new FamilyEvent.Released(
                "en", 1, new Clearing("h", 1, "r:1", "edit", List.of(), null), NOON, null, null);
        EventContext context = new EventContext(Subject.of("s1"), "publish-stage:s1:1", "w2", NOON, "r:1");
        assertThatThrownBy(() -> new FamilyWire().write(released, context, Family.UNKNOWN, bench))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing was released");
    }

    @ParameterizedTest
    @CsvSource({"WEB_EDITOR, WEB_EDITOR", "CHIEF, EDITOR"})
    void r16_what_was_cleared_over_a_broken_glass_goes_out_and_credits_who_vouched_and_who_countersigned(
            Role as, CreditRole credited) {
        List<Segment> text = Records.text("Rain", "It rained.");
        bench.feed(Records.accepted(text), NOON);
        List<Output> outputs =
                bench.feed(Records.clearedInAnEmergency("en", 1, Records.hashOf("en", 1, text), "r:7", as), NOON);
        assertThat(((PublishedVersion) outputs.getLast().value()).getCredits())
                .extracting(Credit::getRole, Credit::getPerson)
                .endsWith(tuple(CreditRole.EDITOR, "edit"), tuple(credited, "w1"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_revision_needs_nothing_of_the_acceptance() {
        List<Segment> text = Records.text("Rain, rain", "It rained again.");
        bench.feed(Records.revised(2, text), NOON);
        List<Output> outputs = bench.feed(Records.cleared("en", 2, Records.hashOf("en", 2, text), "r:7"), NOON);
        PublishedVersion version = (PublishedVersion) outputs.getLast().value();
        assertThat(version.getSourceLanguage()).isEqualTo("en");
        assertThat(version.getUrgency()).isEqualTo(2);
        assertThat(version.getDesk()).isEqualTo("climate");
        assertThat(version.getBureau()).isEqualTo("nairobi");
    }

    @Test
    void r18_an_older_revision_put_back_from_dead_letters_changes_nothing_on_the_shelves() {
        List<Segment> text = Records.text("Rain, rain", "It rained again.");
        bench.feed(Records.revised(2, text), NOON);
        Map<String, SpecificRecord> shelves = bench.shelves();
        bench.feed(Records.accepted(Records.text("Rain", "It rained.")), NOON);
        assertThat(bench.shelves()).isEqualTo(shelves);
        List<Output> outputs = bench.feed(Records.cleared("en", 2, Records.hashOf("en", 2, text), "r:7"), NOON);
        assertThat(((PublishedVersion) outputs.getLast().value()).getHeadline()).isEqualTo("Rain, rain");
    }

    @Test
    void r18_an_older_translation_put_back_from_dead_letters_changes_nothing_on_the_shelves() {
        releaseSource();
        List<Segment> text = Records.text("La pluie", "Il a plu.");
        SpecificRecord older = Records.submitted(3, "fr", 1, Records.text("Pluie", "Il pleut."));
        bench.feed(Records.submitted(4, "fr", 1, text), NOON);
        Map<String, SpecificRecord> shelves = bench.shelves();
        bench.feed(older, NOON);
        assertThat(bench.shelves()).isEqualTo(shelves);
        List<Output> outputs = bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, text), "r:2"), NOON);
        assertThat(((PublishedVersion) outputs.getLast().value()).getHeadline()).isEqualTo("La pluie");
        bench.feed(older, NOON);
        assertThat(bench.onShelf(Shelves.TEXTS, "s1/fr").getContentHash()).isEqualTo(Records.hashOf("fr", 1, text));
        assertThat(bench.onShelf(Shelves.TEXTS, "s1/fr/last")).isNull();
    }

    @Test
    void what_is_known_of_a_story_ends_when_it_is_spiked_and_nothing_of_it_is_live() {
        SpecificRecord accepted = Records.accepted(Records.text("Rain", "It rained."));
        bench.feed(accepted, NOON);
        bench.feed(Records.spiked(), NOON);
        assertThat(bench.shelves()).isEmpty();
        bench.feed(accepted, NOON);
        assertThat(bench.shelves()).as("put back from dead letters").isEmpty();
    }

    @Test
    void what_is_known_of_a_spiked_story_stays_for_the_withdrawal_of_what_is_live() {
        releaseSource();
        releaseFrench();
        bench.feed(Records.spiked(), NOON);
        bench.feed(Records.takeDown("en"), NOON);
        assertThat(bench.onShelf(Shelves.FACTS, "s1")).isNotNull();
        List<Output> outputs = bench.feed(Records.takeDown("fr"), NOON);
        assertThat(((PublishedVersion) outputs.getLast().value()).getDesk()).isEqualTo("climate");
        assertThat(bench.shelves()).isEmpty();
    }

    @Test
    void r18_a_reader_can_prove_the_content_hash_from_the_published_record_alone() {
        List<Segment> text = List.of(
                new Segment(
                        "standfirst",
                        SegmentKind.STANDFIRST,
                        "At last 😀",
                        List.of(new Mark(MarkKind.STRONG, 8, 9, null)),
                        null),
                new Segment(
                        "headline",
                        SegmentKind.HEADLINE,
                        "Rain",
                        List.of(new Mark(MarkKind.EMPHASIS, 0, 4, null)),
                        null),
                new Segment("b2", SegmentKind.PARAGRAPH, "It rained.", List.of(), null),
                new Segment("byline", SegmentKind.BYLINE, "Amina Diallo", List.of(), null),
                new Segment(
                        "dateline",
                        SegmentKind.DATELINE,
                        "Marsabit",
                        List.of(new Mark(MarkKind.LINK, 0, 8, "https://example.org/")),
                        null),
                new Segment(
                        "b1",
                        SegmentKind.QUOTE,
                        "“Yes.”",
                        List.of(new Mark(MarkKind.LINK, 1, 4, "https://example.org/")),
                        null),
                picture(PICTURE));
        bench.feed(Records.accepted(text), NOON);
        bench.feed(Records.submitted(4, "fr", 1, text), NOON);
        List<Output> outputs =
                new ArrayList<>(bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, text), "r:1"), NOON));
        outputs.addAll(bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, text), "r:2"), NOON));

        List<PublishedVersion> published = outputs.stream()
                .map(Output::value)
                .filter(PublishedVersion.class::isInstance)
                .map(PublishedVersion.class::cast)
                .toList();
        assertThat(published).extracting(PublishedVersion::getLanguage).containsExactly("en", "fr");
        assertThat(published)
                .allSatisfy(version -> assertThat(reckoned(version)).isEqualTo(version.getContentHash()));
    }

    @Test
    void r04_a_picture_goes_out_in_every_language_without_where_it_was_taken_from() {
        List<Segment> text = new ArrayList<>(Records.text("Rain", "It rained."));
        text.add(picture(PICTURE));
        bench.feed(Records.accepted(text), NOON);
        bench.feed(Records.submitted(4, "fr", 1, text), NOON);
        PublishedVersion english =
                published(bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, text), "r:1"), NOON));
        PublishedVersion french =
                published(bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, text), "r:2"), NOON));

        MediaReference shown = new MediaReference(PICTURE.getHash(), "image/jpeg", 7L, 4, 3, null);
        assertThat(english.getBody().getLast()).isEqualTo(picture(shown));
        assertThat(french.getBody().getLast()).isEqualTo(picture(shown));
    }

    @Test
    void r18_a_translation_with_another_picture_than_was_signed_stays_in() {
        List<Segment> signed = new ArrayList<>(Records.text("Rain", "It rained."));
        List<Segment> other = new ArrayList<>(signed);
        signed.add(picture(PICTURE));
        other.add(picture(new MediaReference("f".repeat(64), "image/jpeg", 7L, 4, 3, null)));
        bench.feed(Records.accepted(signed), NOON);
        bench.feed(Records.submitted(4, "fr", 1, other, Records.hashOf("fr", 1, signed)), NOON);
        bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, signed), "r:1"), NOON);

        assertThat(bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, signed), "r:2"), NOON))
                .extracting(Output::topic)
                .doesNotContain(Topics.PUBLISHED);
    }

    private static final MediaReference PICTURE =
            new MediaReference("a".repeat(64), "image/jpeg", 7L, 4, 3, "https://pictures.example.org/1");

    private static Segment picture(MediaReference media) {
        return new Segment("b9", SegmentKind.ALTERNATIVE_TEXT, "A well", List.of(), media);
    }

    private static PublishedVersion published(List<Output> outputs) {
        return outputs.stream()
                .map(Output::value)
                .filter(PublishedVersion.class::isInstance)
                .map(PublishedVersion.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** As docs/reference/content-hash.md tells readers to. */
    private static String reckoned(PublishedVersion version) {
        Map<String, Passage> passages = new HashMap<>();
        passages.put(
                "headline", new Passage("headline", version.getHeadline(), Records.marks(version.getHeadlineMarks())));
        passages.put(
                "standfirst",
                new Passage("standfirst", version.getStandfirst(), Records.marks(version.getStandfirstMarks())));
        passages.put("byline", new Passage("byline", version.getByline(), Records.marks(version.getBylineMarks())));
        passages.put(
                "dateline", new Passage("dateline", version.getDateline(), Records.marks(version.getDatelineMarks())));
        version.getBody()
                .forEach(segment -> passages.put(
                        segment.getId(),
                        new Passage(
                                segment.getId(),
                                segment.getText(),
                                Records.marks(segment.getMarks()),
                                Records.media(segment.getMedia()))));
        return ContentHash.of(
                new PublishedMetadata(
                        version.getStoryId(),
                        version.getSourceLanguage(),
                        version.getUrgency(),
                        version.getDesk(),
                        version.getBureau()),
                version.getLanguage(),
                version.getSourceRevision(),
                version.getSegmentIds().stream().map(passages::get).toList());
    }

    static Stream<SpecificRecord> everyInput() {
        return Stream.of(
                        StoryEventEnvelope.getClassSchema(),
                        TranslationEventEnvelope.getClassSchema(),
                        ReviewEventEnvelope.getClassSchema(),
                        PublicationCommandEnvelope.getClassSchema())
                .flatMap(FamilyWireTest::oneOfEachBody);
    }

    /** A body added to a schema fails here until the wire says what it means to this stage. */
    @ParameterizedTest
    @MethodSource("everyInput")
    void every_body_of_every_input_is_known(SpecificRecord value) {
        bench.feed(Records.accepted(Records.text("Rain", "It rained.")), NOON);
        bench.feed(value, NOON);
    }

    @Test
    void r22_what_is_restored_goes_out_whole_with_the_facts_it_was_cleared_by() {
        releaseSource();
        PublishedVersion before = releaseFrench();
        bench.feed(Records.takeDown("fr"), NOON);
        List<Output> outputs = bench.feed(Records.order("fr", new RestoreVersion("the photo is right")), LATER);
        assertThat(outputs)
                .extracting(Output::type)
                .containsExactly("VersionRestored", "VersionReleased", "PublishedVersion");
        PublishedVersion after = (PublishedVersion) outputs.getLast().value();
        assertThat(after)
                .isEqualTo(PublishedVersion.newBuilder(before)
                        .setReleaseSequence(3)
                        .setPublishedAt(LATER)
                        .build());
        assertThat(bench.refusals()).isEmpty();
    }

    @Test
    void r22_what_is_withheld_says_so_and_goes_live_again() {
        releaseSource();
        List<Output> withheld = bench.feed(Records.order("", new WithholdStory("a lawyer looks at it")), NOON);
        PublishedVersion gone = (PublishedVersion) withheld.getLast().value();
        assertThat(gone.getStatus()).isEqualTo(PublicationStatus.WITHDRAWN);
        assertThat(gone.getWithheld()).isTrue();
        assertThat(gone.getKilled()).isFalse();
        List<Output> again = bench.feed(Records.order("", new UnwithholdStory("all is well")), LATER);
        assertThat(again)
                .extracting(Output::type)
                .containsExactly("StoryUnwithheld", "VersionReleased", "PublishedVersion");
        assertThat(((PublicationEventEnvelope) again.getFirst().value()).getLanguage())
                .isEmpty();
    }

    @Test
    void r21_a_corrected_source_tells_its_readers_what_was_corrected_and_a_translation_only_that() {
        releaseSource();
        releaseFrench();
        List<Segment> english = Records.text("Rain", "It snowed.");
        bench.feed(Records.revised(2, RevisionClass.CORRECTION, english), NOON);
        List<Segment> french = Records.text("La pluie", "Il a neigé.");
        bench.feed(Records.submitted(9, "fr", 2, french), NOON);
        PublishedVersion source =
                published(bench.feed(Records.cleared("en", 2, Records.hashOf("en", 2, english), "r:8"), NOON));
        PublishedVersion translation =
                published(bench.feed(Records.cleared("fr", 2, Records.hashOf("fr", 2, french), "r:9"), NOON));
        assertThat(source.getRevisionClass()).isEqualTo(RevisionClass.CORRECTION);
        assertThat(source.getChangeNote()).isEqualTo("what changed in 2");
        assertThat(translation.getRevisionClass()).isEqualTo(RevisionClass.CORRECTION);
        assertThat(translation.getChangeNote()).isNull();
    }

    @Test
    void r21_the_time_a_correction_may_take_is_the_editions_or_the_newsrooms_or_an_hour() {
        assertThat(dueAfterACorrection()).containsExactly(Duration.ofHours(1), Duration.ofHours(1));
        bench.newsroom(new Newsroom("n", "N", "en", 2, null, null, null, Trust.OPEN, null, List.of(), null, 60_000L));
        bench.edition(new Edition(
                "fr", "Français", null, TranslateWhen.ON_SUBMISSION, null, 60_000L, null, null, null, 5_000L, false));
        assertThat(dueAfterACorrection()).containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(5));
    }

    @Test
    void r21_a_receipt_costs_a_note_on_the_shelf_and_is_heard_only_while_a_correction_is_on_its_way() {
        releaseSource();
        SpecificRecord receipt = Records.receipt("web-en", "en", 1, DeliveryOutcome.DELIVERED);
        Family before = bench.family();
        assertThat(bench.feed(receipt, NOON)).isEmpty();
        assertThat(bench.family()).isEqualTo(before);
        assertThat(bench.onShelf(Shelves.DELIVERIES, "s1/en"))
                .isEqualTo(new Deliveries(false, List.of(new ChannelDelivery("web-en", 1L, true))));
        bench.feed(Records.receipt("web-en", "en", 2, DeliveryOutcome.FAILED), NOON);
        List<Output> outputs =
                bench.feed(Records.revised(2, RevisionClass.CORRECTION, Records.text("Rain", "Snow.")), NOON);
        assertThat(outputs)
                .extracting(output -> ((PublicationEventEnvelope) output.value()).getBody())
                .extracting(body -> ((ObligationOpened) body).getObligation().getId())
                .containsExactly("s1/en:r2", "s1/en/web-en:r2");
        assertThat(bench.feed(Records.receipt("mast-en", "en", 1, DeliveryOutcome.DELIVERED), NOON))
                .extracting(Output::type)
                .containsExactly("ObligationOpened");
    }

    @Test
    void r21_a_receipt_of_a_story_that_is_over_is_passed_over() {
        releaseSource();
        bench.feed(Records.receipt("web-en", "en", 1, DeliveryOutcome.DELIVERED), NOON);
        bench.feed(Records.killed(), NOON);
        bench.feed(Records.receipt("web-en", "en", 2, DeliveryOutcome.WITHDRAWN), NOON);
        assertThat(bench.shelves()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TOGETHER, WAITING_FOR_OTHERS", "CORE, WAITING_FOR_OTHERS", "UNKNOWN, WAITING_FOR_OTHERS"})
    void r18_the_newsrooms_policy_is_that_of_the_day_the_story_came(ReleasePolicy policy, String held) {
        bench.newsroom(
                new Newsroom("n", "N", "en", 2, null, null, null, Trust.OPEN, policy, List.of("fr"), 7_200_000L, null));
        List<Segment> text = Records.text("Rain", "It rained.");
        List<Output> accepted = bench.feed(Records.accepted(text), NOON);
        assertThat(accepted).extracting(Output::type).containsExactly("ReleasePolicySet");
        List<Output> outputs = bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, text), "r:1"), NOON);
        VersionHeld body =
                (VersionHeld) ((PublicationEventEnvelope) outputs.getFirst().value()).getBody();
        assertThat(body.getReason()).hasToString(held);
        assertThat(body.getUntil()).isEqualTo(policy == ReleasePolicy.CORE ? NOON.plusSeconds(7_200) : null);
    }

    @Test
    void r18_a_plain_story_writes_no_more_than_its_releases() {
        releaseSource();
        releaseFrench();
        assertThat(bench.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "SourceNoted",
                        "TextNoted",
                        "ClearingNoted",
                        "Released",
                        "TextNoted",
                        "ClearingNoted",
                        "Released");
    }

    private List<Duration> dueAfterACorrection() {
        Bench plain = bench;
        plain.reset();
        releaseSource();
        releaseFrench();
        return plain.feed(Records.revised(2, RevisionClass.CORRECTION, Records.text("Rain", "Snow.")), NOON).stream()
                .map(output ->
                        ((ObligationOpened) ((PublicationEventEnvelope) output.value()).getBody()).getObligation())
                .map(obligation -> Duration.between(obligation.getOpenedAt(), obligation.getDueAt()))
                .toList();
    }

    @Test
    void every_public_event_has_a_body_and_every_body_an_event() {
        Obligation obligation = new Obligation("fr", "web-fr", 2, NOON, LATER, false, false, 0);
        Embargo embargo = new Embargo(LATER, "agreed");
        Clearing clearing = new Clearing("h", 1, "r:1", "edit", List.of(), null);
        EventContext context = new EventContext(Subject.of("s1"), "publish-stage:s1:1", "w2", NOON, "r:1");
        List<FamilyEvent> events = List.of(
                new FamilyEvent.Held("fr", clearing, new Hold(HoldReason.EMBARGO, LATER)),
                new FamilyEvent.Released("fr", 1, clearing, NOON, Change.CORRECTION, "a note"),
                new FamilyEvent.TakenDown("fr", 2, "h", 1, "why", true),
                new FamilyEvent.Restored("fr", "h", "why"),
                new FamilyEvent.EmbargoSet(embargo, embargo, 1),
                new FamilyEvent.EmbargoLifted(embargo, "why"),
                new FamilyEvent.Scheduled(null, LATER),
                new FamilyEvent.ScheduleCancelled("fr", LATER),
                new FamilyEvent.PolicySet(Policy.together(), Set.of()),
                new FamilyEvent.Withheld("why"),
                new FamilyEvent.Unwithheld("why"),
                new FamilyEvent.ObligationOpened(obligation),
                new FamilyEvent.ObligationReminded(obligation),
                new FamilyEvent.ObligationOverdue(obligation),
                new FamilyEvent.ObligationMet(obligation, 2),
                new FamilyEvent.ObligationClosed(obligation, ObligationEnd.KILLED, "a hoax"));
        Set<String> written = events.stream()
                .map(event -> PublicationRecords.of(event, context).type())
                .collect(Collectors.toSet());
        assertThat(events)
                .extracting(Object::getClass)
                .containsAll(Stream.of(FamilyEvent.class.getPermittedSubclasses())
                        .filter(type ->
                                type != FamilyEvent.Private.class && !FamilyEvent.Private.class.isAssignableFrom(type))
                        .toList());
        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(
                        PublicationEventEnvelope.getClassSchema().getField("body").schema().getTypes().stream()
                                .map(Schema::getName)
                                .toList());
    }

    @Test
    void every_reason_to_hold_is_written_as_itself() {
        for (HoldReason reason : HoldReason.values()) {
            FamilyEvent.Held held = new FamilyEvent.Held(
                    "fr", new Clearing("h", 1, "r:1", "edit", List.of(), null), new Hold(reason, LATER));
            EventContext context = new EventContext(Subject.of("s1"), "publish-stage:s1:1", "w2", NOON, "r:1");
            Output output = new FamilyWire()
                    .write(held, context, Family.UNKNOWN, bench)
                    .outputs()
                    .getFirst();
            VersionHeld body = (VersionHeld) ((PublicationEventEnvelope) output.value()).getBody();
            assertThat(body.getReason()).hasToString(reason.name());
        }
    }

    @Test
    void what_is_written_can_be_read() {
        AvroSerde<PublicationEventEnvelope> events = AvroSerde.of(Topics.PUBLICATION_EVENTS, new SchemaCatalogue());
        AvroSerde<PublishedVersion> published = AvroSerde.of(Topics.PUBLISHED, new SchemaCatalogue());
        List<Output> outputs = new ArrayList<>(releaseHeldFrench());
        outputs.addAll(bench.feed(Records.takeDown("fr"), NOON));
        for (Output output : outputs) {
            switch (output.value()) {
                case PublicationEventEnvelope event ->
                    assertThat(events.read(events.write(event))).isEqualTo(event);
                case PublishedVersion version ->
                    assertThat(published.read(published.write(version))).isEqualTo(version);
                default -> throw new AssertionError(output);
            }
        }
    }

    @Test
    void any_state_reads_back_as_it_was_written() {
        FamilyWire wire = new FamilyWire();
        AvroSerde<FamilyState> serde = AvroSerde.ofState(FamilyState.class, new SchemaCatalogue());
        Random random = new Random(3);
        for (int n = 0; n < 1000; n++) {
            Family family = family(random);
            assertThat(wire.readState(serde.read(serde.write((FamilyState) wire.writeState(family)))))
                    .as("state %d", n)
                    .isEqualTo(family);
        }
        assertThat(wire.readState(wire.writeState(Family.UNKNOWN))).isEqualTo(Family.UNKNOWN);
    }

    // what the tests are made of

    private void releaseSource() {
        List<Segment> text = Records.text("Rain", "It rained.");
        bench.feed(Records.accepted(text), NOON);
        bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, text), "r:1"), NOON);
    }

    private PublishedVersion releaseFrench() {
        List<Segment> text = Records.text("La pluie", "Il a plu.");
        bench.feed(Records.submitted(4, "fr", 1, text), NOON);
        List<Output> outputs = bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, text), "r:2"), NOON);
        return (PublishedVersion) outputs.getLast().value();
    }

    /** French is held, then goes out with the source. */
    private List<Output> releaseHeldFrench() {
        List<Segment> text = Records.text("Rain", "It rained.");
        List<Output> outputs = new ArrayList<>(bench.feed(Records.accepted(text), NOON));
        outputs.addAll(bench.feed(Records.submitted(4, "fr", 1, text), NOON));
        outputs.addAll(bench.feed(Records.cleared("fr", 1, Records.hashOf("fr", 1, text), "r:2"), NOON));
        outputs.addAll(bench.feed(Records.cleared("en", 1, Records.hashOf("en", 1, text), "r:1"), NOON));
        return outputs;
    }

    private static List<String> bodies(List<Output> outputs) {
        return outputs.stream()
                .map(Output::value)
                .filter(PublicationEventEnvelope.class::isInstance)
                .map(value -> ((SpecificRecord) ((PublicationEventEnvelope) value).getBody())
                        .getSchema()
                        .getName())
                .toList();
    }

    /** For each branch of an envelope's body an envelope with random content, about the story s1. */
    private static Stream<SpecificRecord> oneOfEachBody(Schema envelope) {
        Schema body = envelope.getField("body").schema();
        List<Schema> branches = body.isUnion() ? body.getTypes() : List.of(body);
        return branches.stream().map(branch -> {
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
            Schema.Field eventId = reader.getField("eventId");
            if (eventId != null) {
                value.put(eventId.pos(), "a-stage:s1:7");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Family family(Random random) {
        TreeMap<String, Version> versions = new TreeMap<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            versions.put(word(random), version(random));
        }
        return new Family(
                random.nextBoolean() ? null : word(random),
                random.nextInt(99),
                random.nextBoolean(),
                random.nextBoolean(),
                versions,
                new Terms(
                        random.nextBoolean() ? null : embargo(random),
                        random.nextBoolean() ? null : new Said(embargo(random), random.nextLong(99)),
                        time(random),
                        random.nextBoolean(),
                        random.nextBoolean()
                                ? null
                                : new Policy(random.nextBoolean() ? null : List.of(word(random)), time(random)),
                        Set.of(word(random)),
                        Set.of(word(random))),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new RevisionStep(
                                2, Change.values()[random.nextInt(Change.values().length)], word(random))),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Obligation(
                                word(random),
                                random.nextBoolean() ? null : word(random),
                                2,
                                NOON,
                                LATER,
                                random.nextBoolean(),
                                random.nextBoolean(),
                                random.nextLong(99))));
    }

    private static Version version(Random random) {
        HoldReason[] reasons = HoldReason.values();
        return new Version(
                random.nextBoolean() ? null : new HeldText(word(random), random.nextInt(99)),
                random.nextLong(1000),
                random.nextBoolean(),
                clearing(random),
                random.nextBoolean() ? null : new Hold(reasons[random.nextInt(reasons.length)], time(random)),
                random.nextLong(1000),
                clearing(random),
                clearing(random),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextLong(1000),
                time(random),
                random.nextBoolean() ? null : word(random),
                time(random),
                random.nextBoolean() ? null : new Correction(2, NOON, LATER, random.nextLong(99)));
    }

    private static Embargo embargo(Random random) {
        return new Embargo(time(random), random.nextBoolean() ? null : word(random));
    }

    private static @Nullable Instant time(Random random) {
        return random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }

    private static @Nullable Clearing clearing(Random random) {
        return random.nextBoolean()
                ? null
                : new Clearing(
                        word(random),
                        random.nextInt(99),
                        word(random),
                        word(random),
                        IntStream.range(0, random.nextInt(4))
                                .mapToObj(n -> word(random))
                                .toList(),
                        random.nextBoolean() ? null : word(random));
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(12), 0x20, 0x2000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
