package io.copyflow.launcher.proof;

import io.copyflow.contract.PublishedMetadata;
import io.copyflow.launcher.proof.Dossier.Printed;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a proof keeps of a record: as much of its body as is looked at, and of texts their sums. */
final class DossierNotes {

    private DossierNotes() {}

    static Dossier.SourceNote source(StoryEventEnvelope event) {
        return switch (event.getBody()) {
            case StoryAccepted e ->
                revision(
                        e.getRevision(),
                        e.getContentHash(),
                        e.getSegments(),
                        e.getAuthors(),
                        new PublishedMetadata(
                                event.getStoryId(), e.getLanguage(), e.getUrgency(), e.getDesk(), e.getBureau()),
                        null,
                        e.getEmbargo());
            case StoryRevised e ->
                revision(
                        e.getRevision(),
                        e.getContentHash(),
                        e.getSegments(),
                        e.getAuthors(),
                        new PublishedMetadata(
                                event.getStoryId(), e.getLanguage(), e.getUrgency(), e.getDesk(), e.getBureau()),
                        e.getNote(),
                        e.getEmbargo());
            case StorySpiked _ -> new Dossier.Spiked();
            case SourceItemFollowed _ -> new Dossier.Followed();
            case Object other -> throw unknown(other);
        };
    }

    static Dossier.TranslationNote translation(TranslationEventEnvelope event) {
        return switch (event.getBody()) {
            case TranslationSubmitted e -> submitted(event, e);
            case TranslationQueued _ -> new Dossier.Queued();
            case TranslationClaimed e -> new Dossier.Claimed(e.getHolder());
            case ClaimReleased _, TranslationCancelled _ -> new Dossier.GivenBack();
            case DraftSaved e -> new Dossier.Worked(e.getHolder(), true);
            case SourceAcknowledged e -> new Dossier.Worked(e.getHolder(), false);
            default -> new Dossier.Passing();
        };
    }

    private static Dossier.Revision revision(
            int number,
            String hash,
            List<Segment> segments,
            List<String> authors,
            PublishedMetadata metadata,
            @Nullable String note,
            @Nullable Embargo embargo) {
        return new Dossier.Revision(
                number, hash, TextSum.ofSource(metadata, number, segments), authors, metadata, note, embargo);
    }

    private static Dossier.Submitted submitted(TranslationEventEnvelope event, TranslationSubmitted e) {
        VersionMetadata told = e.getMetadata();
        PublishedMetadata metadata = told == null
                ? null
                : new PublishedMetadata(
                        event.getStoryId(),
                        told.getSourceLanguage(),
                        told.getUrgency(),
                        told.getDesk(),
                        told.getBureau());
        return new Dossier.Submitted(
                e.getSourceRevision(),
                e.getContentHash(),
                TextSum.ofTranslation(
                        metadata, event.getLanguage(), e.getSourceRevision(), e.getSegments(), e.getMedia()),
                metadata,
                e.getContributors(),
                e.getTranslators());
    }

    private static IllegalStateException unknown(Object body) {
        return new IllegalStateException("No story event has a body " + body.getClass());
    }

    static Printed printed(Place place, PublishedVersion version) {
        return new Printed(
                place,
                version.getLanguage(),
                version.getStatus(),
                version.getReleaseSequence(),
                version.getSourceRevision(),
                version.getContentHash(),
                TextSum.ofPublished(version),
                isBlank(version),
                new PublishedMetadata(
                        version.getStoryId(),
                        version.getSourceLanguage(),
                        version.getUrgency(),
                        version.getDesk(),
                        version.getBureau()),
                version.getFirstPublishedAt(),
                version.getPublishedAt(),
                version.getCredits(),
                version.getKilled(),
                version.getWithheld(),
                version.getRevisionClass(),
                version.getChangeNote());
    }

    private static boolean isBlank(PublishedVersion version) {
        return version.getHeadline().isEmpty()
                && version.getStandfirst() == null
                && version.getByline() == null
                && version.getDateline() == null
                && version.getBody().isEmpty()
                && version.getSegmentIds().isEmpty()
                && version.getCredits().isEmpty()
                && version.getContentHash().isEmpty();
    }
}
