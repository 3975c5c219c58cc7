package io.copyflow.publish.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.runtime.Output;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.state.SegmentOfKind;
import io.copyflow.schemas.state.SegmentText;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.schemas.state.VersionText;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.VersionMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of the published log. */
final class PublishedRecords {

    private static final String TYPE = "PublishedVersion";

    private PublishedRecords() {}

    /** A version that goes out, with its whole text and who made it. */
    static Output live(
            String storyId,
            FamilyEvent.Released event,
            VersionText text,
            VersionMetadata metadata,
            StoryFacts facts,
            Instant firstPublishedAt,
            Directory directory) {
        Map<String, SegmentKind> kinds = new HashMap<>();
        for (SegmentOfKind segment : facts.getKinds()) {
            kinds.put(segment.getId(), segment.getKind());
        }
        Map<SegmentKind, SegmentText> head = new EnumMap<>(SegmentKind.class);
        List<Segment> body = new ArrayList<>();
        for (SegmentText segment : text.getPassages()) {
            // A segment the source does not know is shown in its place: what was signed goes out whole.
            SegmentKind kind = kinds.getOrDefault(segment.getId(), SegmentKind.UNKNOWN);
            if (!segment.getId().equals(headId(kind)) || head.putIfAbsent(kind, segment) != null) {
                body.add(new Segment(segment.getId(), kind, segment.getText(), segment.getMarks(), segment.getMedia()));
            }
        }
        return output(PublishedVersion.newBuilder()
                .setStoryId(storyId)
                .setLanguage(event.language())
                .setStatus(PublicationStatus.LIVE)
                .setReleaseSequence(event.sequence())
                .setSourceLanguage(metadata.getSourceLanguage())
                .setSourceRevision(event.clearing().sourceRevision())
                .setContentHash(event.clearing().contentHash())
                .setUrgency(metadata.getUrgency())
                .setDesk(metadata.getDesk())
                .setBureau(metadata.getBureau())
                .setFirstPublishedAt(firstPublishedAt)
                .setPublishedAt(event.at())
                .setHeadline(head.containsKey(SegmentKind.HEADLINE) ? textOf(head, SegmentKind.HEADLINE) : "")
                .setHeadlineMarks(marksOf(head, SegmentKind.HEADLINE))
                .setStandfirst(textOf(head, SegmentKind.STANDFIRST))
                .setStandfirstMarks(marksOf(head, SegmentKind.STANDFIRST))
                .setByline(textOf(head, SegmentKind.BYLINE))
                .setBylineMarks(marksOf(head, SegmentKind.BYLINE))
                .setDateline(textOf(head, SegmentKind.DATELINE))
                .setDatelineMarks(marksOf(head, SegmentKind.DATELINE))
                .setBody(body)
                .setSegmentIds(
                        text.getPassages().stream().map(SegmentText::getId).toList())
                .setCredits(credits(event, text, facts, directory))
                .setRevisionClass(Plans.revisionClass(event.change()))
                .setChangeNote(event.note())
                .build());
    }

    /** The same language without any text. */
    static Output withdrawn(
            String storyId,
            FamilyEvent.TakenDown event,
            StoryFacts facts,
            Instant firstPublishedAt,
            Instant at,
            boolean killed) {
        return output(PublishedVersion.newBuilder()
                .setStoryId(storyId)
                .setLanguage(event.language())
                .setStatus(PublicationStatus.WITHDRAWN)
                .setReleaseSequence(event.sequence())
                .setSourceLanguage(facts.getSourceLanguage())
                .setSourceRevision(event.sourceRevision())
                .setContentHash("")
                .setUrgency(facts.getUrgency())
                .setDesk(facts.getDesk())
                .setBureau(facts.getBureau())
                .setFirstPublishedAt(firstPublishedAt)
                .setPublishedAt(at)
                .setHeadline("")
                .setBody(List.of())
                .setCredits(List.of())
                .setKilled(killed)
                .setWithheld(event.withheld())
                .build());
    }

    private static Output output(PublishedVersion value) {
        return new Output(Topics.PUBLISHED, value.getStoryId() + "/" + value.getLanguage(), value, TYPE);
    }

    /** The id of what stands above the body; null for what stands in it. */
    private static @Nullable String headId(SegmentKind kind) {
        return switch (kind) {
            case HEADLINE -> io.copyflow.contract.SegmentKind.HEADLINE.label();
            case STANDFIRST -> io.copyflow.contract.SegmentKind.STANDFIRST.label();
            case BYLINE -> io.copyflow.contract.SegmentKind.BYLINE.label();
            case DATELINE -> io.copyflow.contract.SegmentKind.DATELINE.label();
            case UNKNOWN, PARAGRAPH, SUBHEADING, QUOTE, LIST_ITEM, CAPTION, CREDIT, ALTERNATIVE_TEXT -> null;
        };
    }

    private static @Nullable String textOf(Map<SegmentKind, SegmentText> head, SegmentKind kind) {
        SegmentText segment = head.get(kind);
        return segment == null ? null : segment.getText();
    }

    private static List<Mark> marksOf(Map<SegmentKind, SegmentText> head, SegmentKind kind) {
        SegmentText segment = head.get(kind);
        return segment == null ? List.of() : segment.getMarks();
    }

    private static List<Credit> credits(
            FamilyEvent.Released event, VersionText text, StoryFacts facts, Directory directory) {
        List<Credit> credits = new ArrayList<>();
        facts.getAuthors().forEach(person -> credits.add(credit(CreditRole.AUTHOR, person, directory)));
        text.getTranslators().forEach(person -> credits.add(credit(CreditRole.TRANSLATOR, person, directory)));
        credits.add(credit(CreditRole.EDITOR, event.clearing().approver(), directory));
        String countersigner = event.clearing().countersigner();
        if (countersigner != null) {
            credits.add(credit(CreditRole.EDITOR, countersigner, directory));
        }
        event.clearing().signers().forEach(person -> credits.add(credit(CreditRole.WEB_EDITOR, person, directory)));
        return credits;
    }

    private static Credit credit(CreditRole role, String person, Directory directory) {
        return new Credit(role, person, directory.nameOf(person));
    }
}
