package io.copyflow.desk.model;

import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds the facts of one language up. */
final class VersionBuilder {

    private final String language;
    private final ReviewBuilder review = new ReviewBuilder();
    private final List<Fact> submissions = new ArrayList<>();
    private final List<VersionText> source = new ArrayList<>();
    private final List<VersionFile.Receipt> receipts = new ArrayList<>();

    private @Nullable Standing translation;
    private Instant translationSince = Instant.EPOCH;
    private @Nullable Instant arrivedAt;
    private int translationRevision;
    private @Nullable String holder;
    private @Nullable Instant leaseUntil;
    private @Nullable Instant deadline;

    private String heldHash = "";
    private String releasedHash = "";
    private VersionFile.@Nullable Release live;
    private Instant publishedSince = Instant.EPOCH;

    /** That no work is left to do, and since when. */
    record Ended(Standing standing, Instant at) {}

    VersionBuilder(String language) {
        this.language = language;
    }

    /** The version is the source's, with this text after those before. */
    void source(VersionText text) {
        source.add(text);
    }

    void add(Fact fact) {
        switch (fact.body()) {
            case TranslationQueued e -> {
                translation(Standing.QUEUED, e.getSourceRevision(), fact);
                arrivedAt = fact.at();
                deadline = e.getDeadline();
            }
            case TranslationClaimed e -> {
                translation(Standing.CLAIMED, translationRevision, fact);
                holder = e.getHolder();
                leaseUntil = e.getLeaseUntil();
            }
            case ClaimReleased _ -> translation(Standing.QUEUED, translationRevision, fact);
            case DraftSaved e -> leaseUntil = e.getLeaseUntil();
            case SourceAcknowledged e -> leaseUntil = e.getLeaseUntil();
            case TranslationSubmitted e -> {
                translation(Standing.IN_REVIEW, e.getSourceRevision(), fact);
                submissions.add(fact);
            }
            case TranslationReopened e -> {
                translationRevision = e.getSourceRevision();
                deadline = e.getDeadline();
                if (translation == Standing.IN_REVIEW) {
                    arrivedAt = fact.at();
                }
                // who holds the claim keeps it
                if (translation != Standing.CLAIMED) {
                    translation(Standing.QUEUED, e.getSourceRevision(), fact);
                }
            }
            case TranslationCancelled _ -> translation(Standing.CANCELLED, translationRevision, fact);
            case VersionHeld e -> {
                heldHash = e.getContentHash();
                publishedSince = fact.at();
            }
            case VersionReleased e -> {
                releasedHash = e.getContentHash();
                live = new VersionFile.Release(
                        e.getReleaseSequence(), e.getContentHash(), e.getSourceRevision(), fact.at());
                publishedSince = fact.at();
            }
            case VersionTakenDown _ -> {
                live = null;
                publishedSince = fact.at();
            }
            case DeliveryEvent e ->
                receipts.add(new VersionFile.Receipt(
                        e.getChannel(), e.getReleaseSequence(), e.getOutcome().name(), e.getReference(), fact.at()));
            default -> review.add(fact);
        }
    }

    private void translation(Standing standing, int revision, Fact fact) {
        translation = standing;
        translationSince = fact.at();
        translationRevision = revision;
        holder = null;
        leaseUntil = null;
    }

    VersionFile build(String storyId, int newestRevision, Map<String, SegmentKind> kinds, @Nullable Ended ended) {
        boolean isSource = !source.isEmpty();
        List<VersionText> texts = isSource
                ? source
                : submissions.stream().map(fact -> text(storyId, fact, kinds)).toList();
        String newestHash = texts.isEmpty() ? null : texts.getLast().contentHash();
        Standing standing =
                ended != null && live == null ? ended.standing() : standing(isSource, review.isOf(newestHash));
        Instant since = since(standing, isSource ? texts.getLast().at() : translationSince, ended);
        return new VersionFile(
                language,
                isSource,
                standing,
                since,
                isSource ? newestRevision : translationRevision,
                texts,
                arrivedAt == null ? since : arrivedAt,
                holder,
                leaseUntil,
                deadline,
                review.build(),
                review.clearedHash(),
                live,
                receipts);
    }

    private static VersionText text(String storyId, Fact fact, Map<String, SegmentKind> kinds) {
        TranslationSubmitted e = (TranslationSubmitted) fact.body();
        Map<String, MediaReference> media = new HashMap<>();
        e.getMedia().forEach(each -> media.put(each.getSegmentId(), each.getMedia()));
        VersionMetadata metadata = e.getMetadata();
        return new VersionText(
                e.getContentHash(),
                e.getSourceRevision(),
                fact.at(),
                String.valueOf(fact.actor()),
                e.getSegments().stream()
                        .map(segment -> Line.of(
                                segment,
                                kinds.getOrDefault(segment.getId(), SegmentKind.PARAGRAPH),
                                media.get(segment.getId())))
                        .toList(),
                e.getWarnings(),
                new VersionText.Made(
                        metadata == null
                                ? null
                                : new PublishedMetadata(
                                        storyId,
                                        metadata.getSourceLanguage(),
                                        metadata.getUrgency(),
                                        metadata.getDesk(),
                                        metadata.getBureau()),
                        e.getContributors().stream()
                                .filter(each -> !e.getTranslators().contains(each))
                                .toList(),
                        e.getTranslators()));
    }

    private Standing standing(boolean isSource, boolean isReviewed) {
        if (!isSource && translation != Standing.IN_REVIEW) {
            return translation == null ? Standing.WAITING : translation;
        }
        Standing reviewed = review.standing();
        if (reviewed == null || !isReviewed) {
            return Standing.IN_REVIEW;
        }
        if (reviewed != Standing.CLEARED) {
            return reviewed;
        }
        if (releasedHash.equals(review.clearedHash())) {
            return live == null ? Standing.TAKEN_DOWN : Standing.LIVE;
        }
        return heldHash.equals(review.clearedHash()) ? Standing.HELD : Standing.CLEARED;
    }

    private Instant since(Standing standing, Instant handedIn, @Nullable Ended ended) {
        return switch (standing) {
            case WAITING, QUEUED, CLAIMED -> translationSince;
            case IN_REVIEW -> handedIn;
            case CHANGES_REQUESTED, REJECTED, VOID, APPROVED, GLASS_BROKEN, CLEARED -> review.since();
            case HELD, LIVE, TAKEN_DOWN -> publishedSince;
            case CANCELLED, KILLED -> ended == null ? translationSince : ended.at();
        };
    }
}
