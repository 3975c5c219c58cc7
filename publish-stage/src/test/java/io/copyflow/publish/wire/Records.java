package io.copyflow.publish.wire;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.review.BrokenGlass;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SourceItem;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.SegmentMedia;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records about the story s1, written by amina and tariq, approved by edit, signed by w1 and w2. */
final class Records {

    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private Records() {}

    /** A text of a headline and paragraphs. */
    static List<Segment> text(String headline, String... paragraphs) {
        List<Segment> segments = new ArrayList<>();
        segments.add(new Segment("headline", SegmentKind.HEADLINE, headline, List.of(), null));
        for (int n = 0; n < paragraphs.length; n++) {
            segments.add(new Segment("b" + (n + 1), SegmentKind.PARAGRAPH, paragraphs[n], List.of(), null));
        }
        return segments;
    }

    static String hashOf(String language, int revision, List<Segment> text) {
        return hash(language, revision, passages(text));
    }

    /** Of story s1, whose urgency is another from the second revision on. */
    static String hash(String language, int revision, List<Passage> text) {
        VersionMetadata metadata = metadata(revision);
        return ContentHash.of(
                new PublishedMetadata(
                        "s1",
                        metadata.getSourceLanguage(),
                        metadata.getUrgency(),
                        metadata.getDesk(),
                        metadata.getBureau()),
                language,
                revision,
                text);
    }

    private static VersionMetadata metadata(int revision) {
        return new VersionMetadata("en", revision == 1 ? 3 : 2, "climate", "nairobi");
    }

    private static List<Passage> passages(List<Segment> text) {
        return text.stream()
                .map(segment -> new Passage(
                        segment.getId(), segment.getText(), marks(segment.getMarks()), media(segment.getMedia())))
                .toList();
    }

    /** As the hash takes it. */
    static @Nullable MediaReference media(io.copyflow.schemas.text.@Nullable MediaReference media) {
        return media == null
                ? null
                : new MediaReference(
                        media.getHash(),
                        media.getMediaType(),
                        media.getBytes(),
                        media.getWidth(),
                        media.getHeight(),
                        media.getSource());
    }

    /** As the hash takes them; without those that it knows no word for. */
    static List<Mark> marks(List<io.copyflow.schemas.text.Mark> marks) {
        return marks.stream()
                .filter(mark -> mark.getKind() != MarkKind.UNKNOWN)
                .map(mark -> new Mark(
                        Mark.Kind.valueOf(mark.getKind().name()), mark.getStart(), mark.getEnd(), mark.getTarget()))
                .toList();
    }

    static SpecificRecord accepted(List<Segment> text) {
        return accepted(text, null);
    }

    static SpecificRecord accepted(List<Segment> text, @Nullable Embargo embargo) {
        return story(new StoryAccepted(
                1,
                "client-1",
                "en",
                text,
                hashOf("en", 1, text),
                List.of("amina"),
                "climate",
                "nairobi",
                3,
                List.of("fr", "ru"),
                null,
                embargo));
    }

    static SpecificRecord revised(int revision, List<Segment> text) {
        return revised(revision, RevisionClass.UPDATE, text);
    }

    static SpecificRecord revised(int revision, RevisionClass revisionClass, List<Segment> text) {
        return story(new StoryRevised(
                revision,
                revisionClass,
                "what changed in " + revision,
                "en",
                text,
                List.of(),
                List.of(),
                hashOf("en", revision, text),
                List.of("amina", "ben"),
                "climate",
                "nairobi",
                2,
                List.of("fr", "ru"),
                null,
                null));
    }

    static SpecificRecord spiked() {
        return story(new StorySpiked("a hoax", "en", List.of("fr", "ru")));
    }

    /** {@code number} is that of the event among those of the translation. */
    static SpecificRecord submitted(
            long number, String language, int revision, List<Segment> text, String claimedHash) {
        return translation(
                number,
                language,
                new TranslationSubmitted(
                        revision,
                        revision,
                        text.stream()
                                .map(segment -> new TranslatedSegment(
                                        segment.getId(), segment.getText(), segment.getMarks(), Origin.PERSON, null))
                                .toList(),
                        claimedHash,
                        List.of("amina", "tariq"),
                        List.of("tariq"),
                        List.of(),
                        metadata(revision),
                        List.of(),
                        text.stream()
                                .filter(segment -> segment.getMedia() != null)
                                .map(segment -> new SegmentMedia(segment.getId(), segment.getMedia()))
                                .toList()));
    }

    static SpecificRecord submitted(long number, String language, int revision, List<Segment> text) {
        return submitted(number, language, revision, text, hashOf(language, revision, text));
    }

    static SpecificRecord cancelled(long number, String language) {
        return translation(number, language, new TranslationCancelled("not wanted"));
    }

    static SpecificRecord cleared(String language, int revision, String hash, String eventId) {
        return new ReviewEventEnvelope(
                eventId,
                "s1",
                language,
                "w2",
                NOON,
                "c1",
                new VersionCleared(
                        hash,
                        revision,
                        List.of("amina"),
                        "edit",
                        NOON,
                        List.of(new Signature("w1", NOON), new Signature("w2", NOON)),
                        List.of(),
                        List.of(),
                        null),
                null);
    }

    /** Cleared over a broken glass: broken by an editor, countersigned by {@code w1} in that role. */
    static SpecificRecord clearedInAnEmergency(
            String language, int revision, String hash, String eventId, Role countersignedAs) {
        ReviewEventEnvelope event = (ReviewEventEnvelope) cleared(language, revision, hash, eventId);
        return new ReviewEventEnvelope(
                eventId,
                "s1",
                language,
                "w1",
                NOON,
                "c1",
                VersionCleared.newBuilder((VersionCleared) event.getBody())
                        .setSignatures(List.of(new Signature("w1", NOON)))
                        .setBreakGlass(new BrokenGlass("edit", Role.EDITOR, "alone", NOON, "w1", countersignedAs, NOON))
                        .build(),
                null);
    }

    static SpecificRecord voided(long number, String language, String hash) {
        return new ReviewEventEnvelope(
                "review-stage:s1/" + language + ":" + number,
                "s1",
                language,
                "review-stage",
                NOON,
                "c1",
                new ReviewVoided(hash, "replaced"),
                null);
    }

    static SpecificRecord killed() {
        return new StoryKilled("kill-switch:s1:1", "s1", "a hoax", "chief", NOON, "k1", null);
    }

    static SpecificRecord takeDown(String language) {
        return order(language, new TakeDownVersion("wrong photo"));
    }

    /** What the chief asks of the gate; of the whole story without a language. */
    static SpecificRecord order(String language, SpecificRecord body) {
        return new PublicationCommandEnvelope("c9", "s1", language, "chief", NOON, body, null);
    }

    static SpecificRecord receipt(String channel, String language, long sequence, DeliveryOutcome outcome) {
        return new DeliveryEvent(
                channel + ":s1/" + language + ":" + sequence,
                channel,
                "s1",
                language,
                sequence,
                outcome,
                null,
                null,
                NOON,
                null);
    }

    /** The wire says of an embargo again; {@code number} is that of the event among ingest's. */
    static SpecificRecord followed(long number, int revision, @Nullable Embargo embargo) {
        return new StoryEventEnvelope(
                "ingest:s1:" + number,
                "s1",
                "wire",
                NOON,
                "c1",
                SourceItemFollowed.newBuilder()
                        .setSourceItem(
                                SourceItem.newBuilder().setUri("urn:item").build())
                        .setRevision(revision)
                        .setEmbargo(embargo)
                        .build());
    }

    static SpecificRecord story(SpecificRecord body) {
        return new StoryEventEnvelope("ingest:s1:1", "s1", "amina", NOON, "c1", body);
    }

    static SpecificRecord translation(long number, String language, SpecificRecord body) {
        return new TranslationEventEnvelope(
                "translate-stage:s1/" + language + ":" + number, "s1", language, "tariq", NOON, "c4", body);
    }
}
