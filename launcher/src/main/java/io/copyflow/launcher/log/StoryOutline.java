package io.copyflow.launcher.log;

import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A story as it stands now: what the log's events add up to.
 *
 * @param headline of the newest revision, as it stands in the log
 * @param language BCP 47 tag of the source
 * @param revision the source's newest
 * @param acceptedAt when the story was accepted
 * @param authors ids of who wrote the source
 * @param versions the source's version first, then the wanted languages in the order they were named
 */
public record StoryOutline(
        String storyId,
        String headline,
        String language,
        int revision,
        Instant acceptedAt,
        List<String> authors,
        boolean spiked,
        boolean killed,
        List<Version> versions) {

    /**
     * One language's version.
     *
     * @param revision the source revision it rests on or is to rest on; 0 when not known yet
     * @param contentHash of its newest text; null while there is none
     * @param people ids of who holds it, or of who approved and signed it, in that order
     * @param signed how many have signed
     * @param signaturesNeeded how many are to sign; 0 when not known yet
     * @param leaseUntil when the claim runs out; null unless claimed
     * @param liveSequence the release that readers see now; null when none
     * @param liveRevision the source revision readers see now; 0 when none
     * @param liveHash content hash of what readers see now; null when none
     */
    public record Version(
            String language,
            VersionState state,
            int revision,
            @Nullable String contentHash,
            List<String> people,
            int signed,
            int signaturesNeeded,
            @Nullable Instant leaseUntil,
            @Nullable Long liveSequence,
            int liveRevision,
            @Nullable String liveHash) {

        public boolean isLive() {
            return liveSequence != null;
        }
    }

    /** How many versions are so. */
    public int count(Predicate<Version> so) {
        return (int) versions.stream().filter(so).count();
    }

    /**
     * Adds a story's events up. Each topic's come in their order; between topics they may come in any, because each
     * topic is added up on its own and only the hashes they name bring them together.
     */
    public static final class Builder {

        private final String storyId;
        private final Map<String, VersionBuilder> versions = new LinkedHashMap<>();
        private @Nullable StoryAccepted accepted;
        private Instant acceptedAt = Instant.EPOCH;
        private List<Segment> segments = List.of();
        private List<String> authors = List.of();
        private int revision;
        private String contentHash = "";
        private boolean spiked;
        private boolean killed;

        public Builder(String storyId) {
            this.storyId = storyId;
        }

        /** Adds a record; what is no event of a version changes nothing. */
        public Builder add(LogRecord record) {
            Fact fact = Fact.of(record);
            if (fact != null && !fact.isCommand()) {
                add(fact);
            }
            return this;
        }

        private void add(Fact fact) {
            switch (fact.body()) {
                case StoryAccepted story -> {
                    accepted = story;
                    acceptedAt = fact.at();
                    segments = story.getSegments();
                    authors = story.getAuthors();
                    revision = story.getRevision();
                    contentHash = story.getContentHash();
                }
                case StoryRevised revised -> {
                    segments = revised.getSegments();
                    authors = revised.getAuthors();
                    revision = revised.getRevision();
                    contentHash = revised.getContentHash();
                }
                case StorySpiked _ -> spiked = true;
                case StoryKilled _ -> killed = true;
                case null -> {
                    // what cannot be read adds nothing
                }
                default -> {
                    if (fact.language() != null) {
                        versions.computeIfAbsent(fact.language(), VersionBuilder::new)
                                .add(fact);
                    }
                }
            }
        }

        /** The story; null while it has not been accepted. */
        public @Nullable StoryOutline build() {
            StoryAccepted story = accepted;
            if (story == null) {
                return null;
            }
            String source = story.getLanguage();
            List<String> languages = new ArrayList<>(List.of(source));
            languages.addAll(story.getTargets());
            versions.values().stream()
                    .filter(VersionBuilder::isKnown)
                    .map(version -> version.language)
                    .forEach(languages::add);
            return new StoryOutline(
                    storyId,
                    headline(),
                    source,
                    revision,
                    acceptedAt,
                    authors,
                    spiked,
                    killed,
                    languages.stream()
                            .distinct()
                            .map(language -> versions.getOrDefault(language, new VersionBuilder(language))
                                    .build(language.equals(source) ? contentHash : null, revision, spiked, killed))
                            .toList());
        }

        private String headline() {
            return segments.stream()
                    .filter(segment -> segment.getKind() == SegmentKind.HEADLINE)
                    .map(Segment::getText)
                    .findFirst()
                    .orElse("");
        }
    }

    private static final class VersionBuilder {

        private final String language;

        private @Nullable VersionState translation;
        private int translationRevision;
        private @Nullable String submittedHash;
        private @Nullable String holder;
        private @Nullable Instant leaseUntil;

        private @Nullable VersionState review;
        private int reviewRevision;
        private String reviewHash = "";
        private int signaturesNeeded;
        private int signed;
        private final List<String> deciders = new ArrayList<>();

        private String heldHash = "";
        private String releasedHash = "";
        private int releasedRevision;
        private @Nullable Long liveSequence;

        VersionBuilder(String language) {
            this.language = language;
        }

        /** A refusal about a language nobody wanted makes no version. */
        boolean isKnown() {
            return translation != null || review != null || !releasedHash.isEmpty();
        }

        void add(Fact fact) {
            switch (fact.body()) {
                case TranslationQueued queued -> translation(VersionState.QUEUED, queued.getSourceRevision());
                case TranslationClaimed claimed -> {
                    translation = VersionState.CLAIMED;
                    holder = claimed.getHolder();
                    leaseUntil = claimed.getLeaseUntil();
                }
                case ClaimReleased _ -> translation(VersionState.QUEUED, translationRevision);
                case DraftSaved saved -> leaseUntil = saved.getLeaseUntil();
                case SourceAcknowledged seen -> leaseUntil = seen.getLeaseUntil();
                case TranslationSubmitted submitted -> {
                    translation(VersionState.IN_REVIEW, submitted.getSourceRevision());
                    submittedHash = submitted.getContentHash();
                }
                case TranslationReopened reopened -> {
                    translationRevision = reopened.getSourceRevision();
                    // who holds the claim keeps it
                    translation = translation == VersionState.CLAIMED ? VersionState.CLAIMED : VersionState.QUEUED;
                }
                case TranslationCancelled _ -> translation(VersionState.CANCELLED, translationRevision);
                case ReviewRequested requested -> {
                    review(VersionState.IN_REVIEW, requested.getContentHash(), requested.getSourceRevision());
                    signaturesNeeded = requested.getSignaturesNeeded();
                }
                case VersionApproved approved -> {
                    review(VersionState.APPROVED, approved.getContentHash(), approved.getSourceRevision());
                    decidedBy(fact.actor());
                }
                case SignedOff signature -> {
                    signed = signature.getSignatures();
                    signaturesNeeded = signature.getSignaturesNeeded();
                    decidedBy(fact.actor());
                }
                case GlassBroken broken -> {
                    review(VersionState.GLASS_BROKEN, broken.getContentHash(), broken.getSourceRevision());
                    signaturesNeeded = 1;
                    decidedBy(fact.actor());
                }
                case Countersigned _ -> {
                    signed = 1;
                    decidedBy(fact.actor());
                }
                case VersionCleared _ -> review = VersionState.CLEARED;
                case ChangesRequested changes -> {
                    review(VersionState.CHANGES_REQUESTED, changes.getContentHash(), changes.getSourceRevision());
                    decidedBy(fact.actor());
                }
                case VersionRejected rejected -> {
                    review(VersionState.REJECTED, rejected.getContentHash(), rejected.getSourceRevision());
                    decidedBy(fact.actor());
                }
                case ReviewVoided voided -> review(VersionState.VOID, voided.getContentHash(), reviewRevision);
                case VersionHeld held -> heldHash = held.getContentHash();
                case VersionReleased released -> {
                    releasedHash = released.getContentHash();
                    releasedRevision = released.getSourceRevision();
                    liveSequence = released.getReleaseSequence();
                }
                case VersionTakenDown _ -> liveSequence = null;
                case null, default -> {
                    // receipts and refusals change no version
                }
            }
        }

        private void translation(VersionState state, int revision) {
            translation = state;
            translationRevision = revision;
            holder = null;
            leaseUntil = null;
        }

        private void review(VersionState state, String hash, int revision) {
            review = state;
            reviewHash = hash;
            reviewRevision = revision;
            signed = 0;
            deciders.clear();
        }

        private void decidedBy(@Nullable String actor) {
            if (actor != null) {
                deciders.add(actor);
            }
        }

        /** @param sourceHash of the newest revision; null for a translation */
        Version build(@Nullable String sourceHash, int sourceRevision, boolean spiked, boolean killed) {
            boolean isSource = sourceHash != null;
            boolean isDecided = isSource || reviewHash.equals(submittedHash);
            VersionState state =
                    killed && liveSequence == null ? VersionState.KILLED : state(isSource, isDecided, spiked);
            boolean isTheEditors = switch (state) {
                case APPROVED, GLASS_BROKEN, CLEARED, HELD, LIVE, TAKEN_DOWN, CHANGES_REQUESTED, REJECTED -> true;
                case WAITING, QUEUED, CLAIMED, IN_REVIEW, VOID, CANCELLED, KILLED -> false;
            };
            return new Version(
                    language,
                    state,
                    isSource ? sourceRevision : translationRevision,
                    isSource ? sourceHash : submittedHash,
                    holder != null ? List.of(holder) : isTheEditors ? List.copyOf(deciders) : List.of(),
                    isTheEditors ? signed : 0,
                    isDecided ? signaturesNeeded : 0,
                    leaseUntil,
                    liveSequence,
                    liveSequence == null ? 0 : releasedRevision,
                    liveSequence == null ? null : releasedHash);
        }

        private VersionState state(boolean isSource, boolean isDecided, boolean spiked) {
            if (spiked && liveSequence == null) {
                return VersionState.CANCELLED;
            }
            if (!isSource && translation != VersionState.IN_REVIEW) {
                return translation == null ? VersionState.WAITING : translation;
            }
            if (review == null || !isDecided) {
                return VersionState.IN_REVIEW;
            }
            if (review != VersionState.CLEARED) {
                return review;
            }
            if (releasedHash.equals(reviewHash)) {
                return liveSequence == null ? VersionState.TAKEN_DOWN : VersionState.LIVE;
            }
            return heldHash.equals(reviewHash) ? VersionState.HELD : VersionState.CLEARED;
        }
    }
}
