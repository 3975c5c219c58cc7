package io.copyflow.channels.delivery;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.contract.StoryId;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.text.Segment;
import io.copyflow.serde.AvroSerde;
import io.copyflow.serde.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the bytes of the published log to a {@link Version}: with {@link Receipts} the only class that knows Avro. */
public final class PublishedReader {

    private final AvroSerde<PublishedVersion> serde;

    public PublishedReader(SchemaIds ids) {
        serde = AvroSerde.of(Topics.PUBLISHED, ids);
    }

    /**
     * The version a record tells of.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when it can never be read
     * @throws io.copyflow.catalogue.SchemaUnavailableException when its schema cannot be had now
     */
    public Version read(byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableRecordException(
                    "empty-value",
                    "Expected a version, live or withdrawn, but the record has no value. A language is taken down by a"
                            + " record with the status WITHDRAWN, not by a tombstone.");
        }
        PublishedVersion record = serde.read(value);
        // Both become names of files, so nothing but these shapes may pass.
        if (!StoryId.isValid(record.getStoryId())) {
            throw new UnreadableRecordException(
                    "not-a-story-id",
                    "Expected a story id of lower-case letters, digits and hyphens, but got '" + record.getStoryId()
                            + "'.");
        }
        String language = LanguageTag.canonical(record.getLanguage());
        if (language == null || !language.equals(record.getLanguage())) {
            throw new UnreadableRecordException(
                    "not-a-language",
                    "Expected a language tag in canonical spelling, such as kk-Cyrl, but got '" + record.getLanguage()
                            + "'.");
        }
        return version(record);
    }

    private static Version version(PublishedVersion record) {
        Version.Status status = status(record.getStatus());
        boolean live = status == Version.Status.LIVE;
        return new Version(
                record.getStoryId(),
                record.getLanguage(),
                record.getReleaseSequence(),
                status,
                record.getFirstPublishedAt(),
                record.getPublishedAt(),
                record.getSourceLanguage(),
                record.getSourceRevision(),
                record.getContentHash(),
                record.getUrgency(),
                record.getDesk(),
                record.getBureau(),
                record.getKilled(),
                record.getWithheld(),
                live ? change(record.getRevisionClass()) : null,
                live ? present(record.getChangeNote()) : null,
                live ? record.getHeadline() : "",
                live ? present(record.getStandfirst()) : null,
                live ? present(record.getByline()) : null,
                live ? present(record.getDateline()) : null,
                live ? headMarks(record) : Version.HeadMarks.NONE,
                live ? record.getBody().stream().map(PublishedReader::block).toList() : List.of(),
                live ? credits(record.getCredits()) : List.of());
    }

    private static Version.HeadMarks headMarks(PublishedVersion record) {
        return new Version.HeadMarks(
                marks(record.getHeadlineMarks()),
                marks(record.getStandfirstMarks()),
                marks(record.getBylineMarks()),
                marks(record.getDatelineMarks()));
    }

    private static Version.@Nullable Change change(@Nullable RevisionClass revisionClass) {
        if (revisionClass == null) {
            return null;
        }
        return switch (revisionClass) {
            case UPDATE -> Version.Change.UPDATE;
            case CORRECTION -> Version.Change.CORRECTION;
            case CLARIFICATION -> Version.Change.CLARIFICATION;
            // a class newer than this channel: readers get the new text without a word about it
            case MINOR, UNKNOWN -> null;
        };
    }

    private static Version.Status status(PublicationStatus status) {
        return switch (status) {
            case LIVE -> Version.Status.LIVE;
            case WITHDRAWN -> Version.Status.WITHDRAWN;
            case UNKNOWN -> Version.Status.NOT_UNDERSTOOD;
        };
    }

    private static Version.Block block(Segment block) {
        return new Version.Block(
                switch (block.getKind()) {
                    case HEADLINE -> SegmentKind.HEADLINE;
                    case STANDFIRST -> SegmentKind.STANDFIRST;
                    case BYLINE -> SegmentKind.BYLINE;
                    case DATELINE -> SegmentKind.DATELINE;
                    case SUBHEADING -> SegmentKind.SUBHEADING;
                    case QUOTE -> SegmentKind.QUOTE;
                    case LIST_ITEM -> SegmentKind.LIST_ITEM;
                    case CAPTION -> SegmentKind.CAPTION;
                    case CREDIT -> SegmentKind.CREDIT;
                    case ALTERNATIVE_TEXT -> SegmentKind.ALTERNATIVE_TEXT;
                    // a kind newer than this channel: its words are still part of the story
                    case PARAGRAPH, UNKNOWN -> SegmentKind.PARAGRAPH;
                },
                block.getText(),
                marks(block.getMarks()),
                media(block.getMedia()));
    }

    private static @Nullable MediaReference media(io.copyflow.schemas.text.@Nullable MediaReference media) {
        return media == null
                ? null
                : new MediaReference(
                        media.getHash(),
                        media.getMediaType(),
                        media.getBytes(),
                        media.getWidth(),
                        media.getHeight(),
                        null);
    }

    private static List<Mark> marks(List<io.copyflow.schemas.text.Mark> marks) {
        List<Mark> known = new ArrayList<>();
        for (io.copyflow.schemas.text.Mark mark : marks) {
            switch (mark.getKind()) {
                case STRONG -> known.add(new Mark(Mark.Kind.STRONG, mark.getStart(), mark.getEnd(), null));
                case EMPHASIS -> known.add(new Mark(Mark.Kind.EMPHASIS, mark.getStart(), mark.getEnd(), null));
                case LINK -> known.add(new Mark(Mark.Kind.LINK, mark.getStart(), mark.getEnd(), mark.getTarget()));
                case UNKNOWN -> {
                    // a mark newer than this channel: its text stands unmarked
                }
            }
        }
        return known;
    }

    private static List<Version.Credit> credits(List<Credit> credits) {
        List<Version.Credit> known = new ArrayList<>();
        for (Credit credit : credits) {
            Version.Part part = part(credit.getRole());
            if (part != null && !credit.getName().isBlank()) {
                known.add(new Version.Credit(part, credit.getName()));
            }
        }
        return known;
    }

    private static Version.@Nullable Part part(CreditRole role) {
        return switch (role) {
            case AUTHOR -> Version.Part.AUTHOR;
            case TRANSLATOR -> Version.Part.TRANSLATOR;
            case EDITOR -> Version.Part.EDITOR;
            case WEB_EDITOR -> Version.Part.WEB_EDITOR;
            case UNKNOWN -> null;
        };
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
