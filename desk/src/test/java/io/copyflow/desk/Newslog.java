package io.copyflow.desk;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.desk.index.StoryIndex;
import io.copyflow.desk.model.Fact;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Passage;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.SourceChange;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** A log as the stages would write it, for tests: facts in order, a minute apart. */
public final class Newslog {

    public static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    private static final SchemaCatalogue IDS = new SchemaCatalogue();

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private Instant now = BEGIN;

    /** A record and its fact. */
    public record Entry(Topic<?> topic, Fact fact, byte[] value) {}

    public List<Entry> entries() {
        return entries;
    }

    public List<Fact> facts() {
        return entries.stream().map(Entry::fact).toList();
    }

    public Instant now() {
        return now;
    }

    public Newslog after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    /** Puts all there is into an index, and settles it. */
    public Newslog into(StoryIndex index) {
        entries.forEach(entry -> index.put(entry.fact().place(), entry.value()));
        index.settle();
        return this;
    }

    public Newslog accepted(String story, String language, String headline, String body, String... targets) {
        return event(
                story,
                "naliaka.barasa",
                StoryAccepted.newBuilder()
                        .setRevision(1)
                        .setClientId(story)
                        .setLanguage(language)
                        .setSegments(segments(headline, body))
                        .setContentHash(hash(story, language, 1))
                        .setAuthors(List.of("naliaka.barasa"))
                        .setDesk("climate")
                        .setBureau("nairobi")
                        .setUrgency(3)
                        .setTargets(List.of(targets))
                        .build());
    }

    public Newslog revised(String story, String language, int revision, String headline, String body) {
        return event(
                story,
                "naliaka.barasa",
                StoryRevised.newBuilder()
                        .setRevision(revision)
                        .setRevisionClass(RevisionClass.CORRECTION)
                        .setNote("The number was wrong.")
                        .setLanguage(language)
                        .setSegments(segments(headline, body))
                        .setChanged(List.of("b1"))
                        .setRemoved(List.of())
                        .setContentHash(hash(story, language, revision))
                        .setAuthors(List.of("naliaka.barasa"))
                        .setDesk("climate")
                        .setBureau("nairobi")
                        .setUrgency(3)
                        .setTargets(List.of())
                        .build());
    }

    public static List<Segment> segments(String headline, String body) {
        List<Segment> segments = new ArrayList<>();
        segments.add(segment("headline", SegmentKind.HEADLINE, headline));
        int n = 1;
        for (String paragraph : body.split("\n")) {
            segments.add(segment("b" + n++, SegmentKind.PARAGRAPH, paragraph));
        }
        return segments;
    }

    private static Segment segment(String id, SegmentKind kind, String text) {
        return Segment.newBuilder()
                .setId(id)
                .setKind(kind)
                .setText(text)
                .setMarks(List.of())
                .build();
    }

    public Newslog queued(String story, String language, Duration within) {
        return queued(story, language, 3, within);
    }

    public Newslog queued(String story, String language, int urgency, Duration within) {
        return translation(
                story,
                language,
                "translate-stage",
                TranslationQueued.newBuilder()
                        .setSourceLanguage("en")
                        .setSourceRevision(1)
                        .setUrgency(urgency)
                        .setDeadline(now.plus(within))
                        .build());
    }

    public Newslog claimed(String story, String language, String person) {
        return translation(
                story,
                language,
                person,
                TranslationClaimed.newBuilder()
                        .setHolder(person)
                        .setLeaseUntil(now.plus(Duration.ofHours(2)))
                        .build());
    }

    public Newslog submitted(
            String story,
            String language,
            String person,
            String headline,
            String body,
            TranslationWarning... warnings) {
        List<TranslatedSegment> segments = segments(headline, body).stream()
                .map(segment -> TranslatedSegment.newBuilder()
                        .setId(segment.getId())
                        .setText(segment.getText())
                        .setMarks(List.of())
                        .setOrigin(io.copyflow.schemas.text.Origin.PERSON)
                        .build())
                .toList();
        return translation(
                story,
                language,
                person,
                TranslationSubmitted.newBuilder()
                        .setSourceRevision(1)
                        .setWrittenOn(1)
                        .setSegments(segments)
                        .setContentHash(hash(story, language, 1))
                        .setContributors(List.of("naliaka.barasa", person))
                        .setTranslators(List.of(person))
                        .setWarnings(List.of(warnings))
                        .build());
    }

    public Newslog asked(String story, String language, int revision) {
        return review(
                story,
                language,
                "review-stage",
                ReviewRequested.newBuilder()
                        .setContentHash(hash(story, language, revision))
                        .setSourceRevision(revision)
                        .setContributors(List.of("naliaka.barasa"))
                        .setSignaturesNeeded(2)
                        .build());
    }

    public Newslog approved(String story, String language, int revision, String editor) {
        return review(
                story,
                language,
                editor,
                VersionApproved.newBuilder()
                        .setContentHash(hash(story, language, revision))
                        .setSourceRevision(revision)
                        .build());
    }

    public Newslog signed(String story, String language, int revision, String person, int signatures) {
        return review(
                story,
                language,
                person,
                SignedOff.newBuilder()
                        .setContentHash(hash(story, language, revision))
                        .setSignatures(signatures)
                        .setSignaturesNeeded(2)
                        .build());
    }

    public Newslog cleared(String story, String language, int revision) {
        return review(
                story,
                language,
                "review-stage",
                VersionCleared.newBuilder()
                        .setContentHash(hash(story, language, revision))
                        .setSourceRevision(revision)
                        .setContributors(List.of("naliaka.barasa"))
                        .setApprover("harriet.penhallow")
                        .setApprovedAt(now)
                        .setSignatures(List.of())
                        .build());
    }

    public Newslog released(String story, String language, int revision, long sequence) {
        return releasedBy(story, language, revision, sequence, "event");
    }

    /** @param clearing id of the event that cleared it */
    public Newslog releasedBy(String story, String language, int revision, long sequence, String clearing) {
        PublicationEventEnvelope envelope = PublicationEventEnvelope.newBuilder()
                .setEventId(eventId())
                .setStoryId(story)
                .setLanguage(language)
                .setActor("publish-stage")
                .setOccurredAt(now)
                .setCommandId("c" + entries.size())
                .setBody(VersionReleased.newBuilder()
                        .setReleaseSequence(sequence)
                        .setContentHash(hash(story, language, revision))
                        .setSourceRevision(revision)
                        .setClearedBy(clearing)
                        .build())
                .build();
        return add(Topics.PUBLICATION_EVENTS, envelope);
    }

    public Newslog delivered(String story, String language, long sequence) {
        return add(
                Topics.DELIVERY_EVENTS,
                DeliveryEvent.newBuilder()
                        .setEventId(eventId())
                        .setChannel("website")
                        .setStoryId(story)
                        .setLanguage(language)
                        .setReleaseSequence(sequence)
                        .setOutcome(DeliveryOutcome.DELIVERED)
                        .setReference("https://news.example/" + language + "/" + story)
                        .setDetail(null)
                        .setOccurredAt(now)
                        .build());
    }

    public Newslog killed(String story) {
        return add(
                Topics.KILLS,
                StoryKilled.newBuilder()
                        .setEventId(eventId())
                        .setStoryId(story)
                        .setReason("A court forbids it.")
                        .setKilledBy("ingrid.solheim")
                        .setKilledAt(now)
                        .setCommandId("c" + entries.size())
                        .build());
    }

    public Newslog event(String story, String actor, SpecificRecord body) {
        StoryEventEnvelope envelope = StoryEventEnvelope.newBuilder()
                .setEventId(eventId())
                .setStoryId(story)
                .setActor(actor)
                .setOccurredAt(now)
                .setCommandId("c" + entries.size())
                .setBody(body)
                .build();
        return add(Topics.STORY_EVENTS, envelope);
    }

    public Newslog translation(String story, String language, String actor, SpecificRecord body) {
        TranslationEventEnvelope envelope = TranslationEventEnvelope.newBuilder()
                .setEventId(eventId())
                .setStoryId(story)
                .setLanguage(language)
                .setActor(actor)
                .setOccurredAt(now)
                .setCommandId("c" + entries.size())
                .setBody(body)
                .build();
        return add(Topics.TRANSLATION_EVENTS, envelope);
    }

    public Newslog review(String story, String language, String actor, SpecificRecord body) {
        ReviewEventEnvelope envelope = ReviewEventEnvelope.newBuilder()
                .setEventId(eventId())
                .setStoryId(story)
                .setLanguage(language)
                .setActor(actor)
                .setOccurredAt(now)
                .setCommandId("c" + entries.size())
                .setBody(body)
                .build();
        return add(Topics.REVIEW_EVENTS, envelope);
    }

    /** @param language empty for the whole story */
    public Newslog publication(String story, String language, String actor, SpecificRecord body) {
        PublicationEventEnvelope envelope = PublicationEventEnvelope.newBuilder()
                .setEventId(eventId())
                .setStoryId(story)
                .setLanguage(language)
                .setActor(actor)
                .setOccurredAt(now)
                .setCommandId("c" + entries.size())
                .setBody(body)
                .build();
        return add(Topics.PUBLICATION_EVENTS, envelope);
    }

    public Newslog held(String story, String language, int revision, HoldReason reason) {
        return publication(
                story,
                language,
                "publish-stage",
                VersionHeld.newBuilder()
                        .setContentHash(hash(story, language, revision))
                        .setSourceRevision(revision)
                        .setReason(reason)
                        .setUntil(null)
                        .build());
    }

    public Newslog saved(String story, String language, String person, int revision, String id, String text) {
        return translation(
                story,
                language,
                person,
                DraftSaved.newBuilder()
                        .setHolder(person)
                        .setSourceRevision(revision)
                        .setSegments(List.of(translated(id, text, Origin.PERSON, null)))
                        .setLeaseUntil(now.plus(Duration.ofHours(2)))
                        .build());
    }

    public static TranslatedSegment translated(String id, String text, Origin origin, String detail) {
        return TranslatedSegment.newBuilder()
                .setId(id)
                .setText(text)
                .setMarks(List.of())
                .setOrigin(origin)
                .setOriginDetail(detail)
                .build();
    }

    /** The translation is open again, as the source of some segments changed since it was handed in. */
    public Newslog reopened(String story, String language, int revision, SourceChange... changes) {
        return translation(
                story,
                language,
                "translate-stage",
                TranslationReopened.newBuilder()
                        .setSourceRevision(revision)
                        .setReason(ReopenReason.SOURCE_REVISED)
                        .setOpenSegments(Arrays.stream(changes)
                                .map(SourceChange::getSegmentId)
                                .toList())
                        .setCarriedSegments(List.of())
                        .setChanges(List.of(changes))
                        .setDeadline(now.plus(Duration.ofHours(1)))
                        .build());
    }

    public static SourceChange change(String id, String before, String after) {
        return SourceChange.newBuilder()
                .setSegmentId(id)
                .setBefore(passage(id, before))
                .setAfter(passage(id, after))
                .setTouches(List.of())
                .setTranslated(true)
                .build();
    }

    private static Passage passage(String id, String text) {
        return Passage.newBuilder().setId(id).setText(text).setMarks(List.of()).build();
    }

    private String eventId() {
        return "e" + entries.size();
    }

    /** The id of the event that was added last. */
    public String lastEventId() {
        return "e" + (entries.size() - 1);
    }

    private <V extends SpecificRecord> Newslog add(Topic<V> topic, V envelope) {
        long offset = offsets.merge(topic.name(), 1L, Long::sum) - 1;
        Fact fact = Fact.of(new Fact.Place(topic.name(), 0, offset), envelope);
        entries.add(new Entry(topic, fact, AvroSerde.of(topic, IDS).write(envelope)));
        now = now.plusSeconds(60);
        return this;
    }

    /** A hash that says what it is of. */
    public static String hash(String story, String language, int revision) {
        return String.format("%-64s", story + "-" + language + "-" + revision).replace(' ', '0');
    }
}
