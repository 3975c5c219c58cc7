package io.copyflow.review.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Actor;
import io.copyflow.contract.LanguageTag;
import io.copyflow.directory.Directory;
import io.copyflow.review.domain.Comment;
import io.copyflow.review.domain.Countersignature;
import io.copyflow.review.domain.Remark;
import io.copyflow.review.domain.Review;
import io.copyflow.review.domain.ReviewCommand;
import io.copyflow.review.domain.ReviewEvent;
import io.copyflow.review.domain.Version;
import io.copyflow.review.domain.Waiver;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.StageWire;
import io.copyflow.runtime.Subject;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ResolveComment;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.state.ReviewState;
import io.copyflow.schemas.state.ReviewedStory;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftFailed;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationOverdue;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.signature.Signatory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Review and sign-off as records: stories' and translations' events and people's commands in, review events out. */
public final class ReviewWire implements StageWire<Review, ReviewCommand, ReviewEvent> {

    /** Where a kill has reviews to close, and that there was one, by story id. */
    public static final Shelf<ReviewedStory> STORIES = new Shelf<>("reviewed-story-store", ReviewedStory.class);

    @Override
    public Reading<ReviewCommand> read(Inbound inbound, StageData data) {
        return switch (inbound.value()) {
            // the text stays as it is
            case StoryEventEnvelope event when event.getBody() instanceof SourceItemFollowed -> Reading.nothing();
            case StoryEventEnvelope event -> unlessKilled(story(event, data.directory()), data);
            case TranslationEventEnvelope event -> translation(event, data);
            case ReviewCommandEnvelope command -> Reading.of(person(command, inbound, data));
            case StoryKilled killed -> killed(killed, data);
            default ->
                throw new IllegalArgumentException("Expected a story or translation event, a review command or a"
                        + " kill, but " + inbound.topic() + " has a "
                        + inbound.value().getSchema().getName());
        };
    }

    private static Ask<ReviewCommand> story(StoryEventEnvelope event, Directory directory) {
        return switch (event.getBody()) {
            case StoryAccepted accepted -> {
                List<String> segments = segments(accepted.getSegments());
                yield reaction(
                        event.getStoryId(),
                        accepted.getLanguage(),
                        event.getEventId(),
                        new ReviewCommand.Request(new Version(
                                accepted.getContentHash(),
                                accepted.getRevision(),
                                accepted.getAuthors(),
                                directory.signOffs(accepted.getLanguage()),
                                List.of(),
                                segments,
                                ContributionWire.written(accepted.getAuthors(), segments))));
            }
            case StoryRevised revised ->
                reaction(
                        event.getStoryId(),
                        revised.getLanguage(),
                        event.getEventId(),
                        new ReviewCommand.Revise(
                                new Version(
                                        revised.getContentHash(),
                                        revised.getRevision(),
                                        revised.getAuthors(),
                                        directory.signOffs(revised.getLanguage()),
                                        List.of(),
                                        segments(revised.getSegments()),
                                        List.of()),
                                event.getActor(),
                                revised.getChanged()));
            case StorySpiked spiked ->
                reaction(
                        event.getStoryId(),
                        spiked.getLanguage(),
                        event.getEventId(),
                        new ReviewCommand.Drop("The story was spiked: " + spiked.getReason()));
            case Object other -> throw unknownBody(other);
        };
    }

    /**
     * Of a killed story nothing is reviewed, whichever of kill and version is read first; of any other it is noted in
     * which languages there are reviews.
     */
    private static Reading<ReviewCommand> unlessKilled(Ask<ReviewCommand> ask, StageData data) {
        if (!(ask.command() instanceof ReviewCommand.Request || ask.command() instanceof ReviewCommand.Revise)) {
            return Reading.of(ask);
        }
        String storyId = ask.subject().key();
        ReviewedStory story = data.onShelf(STORIES, storyId);
        if (isKilled(story)) {
            return Reading.nothing();
        }
        List<String> languages = story == null ? new ArrayList<>() : new ArrayList<>(story.getLanguages());
        String language = language(ask.subject());
        if (languages.contains(language)) {
            return Reading.of(ask);
        }
        languages.add(language);
        return new Reading<>(List.of(ask), List.of(new Keep<>(STORIES, storyId, new ReviewedStory(languages, false))));
    }

    private static Reading<ReviewCommand> killed(StoryKilled killed, StageData data) {
        String storyId = killed.getStoryId();
        ReviewedStory story = data.onShelf(STORIES, storyId);
        List<String> languages = story == null ? List.of() : story.getLanguages();
        return new Reading<>(
                languages.stream()
                        .map(language -> reaction(
                                storyId,
                                language,
                                killed.getEventId(),
                                new ReviewCommand.Drop("The story was killed: " + killed.getReason())))
                        .toList(),
                List.of(new Keep<>(STORIES, storyId, new ReviewedStory(List.of(), true))));
    }

    private static boolean isKilled(@Nullable ReviewedStory story) {
        return story != null && story.getKilled();
    }

    private static Reading<ReviewCommand> translation(TranslationEventEnvelope event, StageData data) {
        String language = event.getLanguage();
        return switch (event.getBody()) {
            case TranslationSubmitted submitted ->
                unlessKilled(
                        reaction(
                                event.getStoryId(),
                                language,
                                event.getEventId(),
                                new ReviewCommand.Request(new Version(
                                        submitted.getContentHash(),
                                        submitted.getSourceRevision(),
                                        submitted.getContributors(),
                                        data.directory().signOffs(language),
                                        WarningWire.digest(submitted.getWarnings()),
                                        submitted.getSegments().stream()
                                                .map(TranslatedSegment::getId)
                                                .toList(),
                                        ContributionWire.read(submitted.getContributions())))),
                        data);
            case TranslationReopened reopened ->
                switch (reopened.getReason()) {
                    // A reason newer than this reader is taken seriously when the source moved on.
                    case SOURCE_REVISED, UNKNOWN ->
                        Reading.of(reaction(
                                event.getStoryId(),
                                language,
                                event.getEventId(),
                                new ReviewCommand.MoveOn(reopened.getSourceRevision())));
                    // The echo of a decision made here.
                    case CHANGES_REQUESTED, REJECTED -> Reading.nothing();
                };
            case TranslationCancelled cancelled ->
                Reading.of(reaction(
                        event.getStoryId(),
                        language,
                        event.getEventId(),
                        new ReviewCommand.Drop("The translation was cancelled: " + cancelled.getReason())));
            case TranslationQueued queued -> Reading.nothing();
            case TranslationClaimed claimed -> Reading.nothing();
            case ClaimReleased released -> Reading.nothing();
            // work in progress, which is no version
            case DraftSaved _,
                    SourceAcknowledged _,
                    TranslationOverdue _,
                    TranslationDraftRequested _,
                    DraftOffered _,
                    DraftFailed _ -> Reading.nothing();
            case Object other -> throw unknownBody(other);
        };
    }

    private static Ask<ReviewCommand> person(ReviewCommandEnvelope envelope, Inbound inbound, StageData data) {
        Signatory signatory = Signatory.of(envelope, data.directory(), inbound.recordedAt());
        String language = LanguageTag.canonicalOrAsIs(envelope.getLanguage());
        ReviewCommand command = isKilled(data.onShelf(STORIES, envelope.getStoryId()))
                ? new ReviewCommand.DecideOnKilled()
                : decision(envelope, signatory.actor(), language, data.directory(), inbound.now());
        return new Ask<>(
                Subject.of(envelope.getStoryId(), language),
                envelope.getCommandId(),
                envelope.getActor(),
                (SpecificRecord) envelope.getBody(),
                command,
                signatory.signed());
    }

    private static ReviewCommand decision(
            ReviewCommandEnvelope envelope, Actor actor, String language, Directory directory, Instant now) {
        return switch (envelope.getBody()) {
            case ApproveVersion approve -> new ReviewCommand.Approve(actor, language, approve.getContentHash(), now);
            case RequestChanges changes ->
                new ReviewCommand.RequestChanges(
                        actor,
                        language,
                        changes.getContentHash(),
                        changes.getComments().stream()
                                .map(comment -> new Remark(comment.getSegmentId(), comment.getText()))
                                .toList());
            case RejectVersion reject ->
                new ReviewCommand.Reject(actor, language, reject.getContentHash(), reject.getReason());
            case SignOff signOff -> new ReviewCommand.SignOff(actor, language, signOff.getContentHash(), now);
            case WaiveWarning waive ->
                new ReviewCommand.Waive(
                        actor,
                        language,
                        waive.getContentHash(),
                        waive.getCheckId(),
                        waive.getSegmentId(),
                        waive.getReason(),
                        now);
            case BreakGlass breakGlass ->
                new ReviewCommand.BreakGlass(
                        actor,
                        language,
                        breakGlass.getContentHash(),
                        breakGlass.getReason(),
                        directory.allowsBreakGlass(language),
                        now);
            case Countersign countersign ->
                new ReviewCommand.Countersign(actor, language, countersign.getContentHash(), now);
            case AddComment comment ->
                new ReviewCommand.AddComment(
                        actor,
                        language,
                        comment.getContentHash(),
                        comment.getInReplyTo(),
                        new Remark(comment.getSegmentId(), comment.getText()));
            case ResolveComment resolve ->
                new ReviewCommand.ResolveComment(actor, language, resolve.getCommentId(), resolve.getNote());
            case Object other -> throw unknownBody(other);
        };
    }

    @Override
    public Writing write(ReviewEvent event, EventContext context, Review after, StageData data) {
        SpecificRecord body = body(event);
        ReviewEventEnvelope envelope = new ReviewEventEnvelope(
                context.eventId(),
                context.subject().key(),
                language(context.subject()),
                context.actor(),
                context.at(),
                context.commandId(),
                body,
                // what clears a version is more than the command that came last
                event instanceof ReviewEvent.Cleared ? null : context.signed());
        return Writing.of(new Output(
                Topics.REVIEW_EVENTS,
                context.subject().key(),
                envelope,
                body.getSchema().getName()));
    }

    private static SpecificRecord body(ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Requested(Version version) ->
                new ReviewRequested(
                        version.contentHash(),
                        version.sourceRevision(),
                        version.contributors(),
                        version.signaturesNeeded(),
                        WarningWire.warnings(version.warnings()),
                        ContributionWire.write(version.contributions()));
            case ReviewEvent.Voided e -> new ReviewVoided(e.contentHash(), e.reason());
            case ReviewEvent.Approved e -> new VersionApproved(e.contentHash(), e.sourceRevision(), e.openThreads());
            case ReviewEvent.ChangesRequested e ->
                new ChangesRequested(
                        e.contentHash(),
                        e.sourceRevision(),
                        e.comments().stream()
                                .map(comment -> new io.copyflow.schemas.review.Comment(
                                        comment.segmentId(), comment.text(), comment.id()))
                                .toList());
            case ReviewEvent.Rejected e -> new VersionRejected(e.contentHash(), e.sourceRevision(), e.reason());
            case ReviewEvent.SignedOff e -> new SignedOff(e.contentHash(), e.count(), e.needed());
            case ReviewEvent.Cleared e ->
                new VersionCleared(
                        e.version().contentHash(),
                        e.version().sourceRevision(),
                        e.version().contributors(),
                        e.approval().approver(),
                        e.approval().approvedAt(),
                        StateWire.signatures(e.signatures()),
                        WarningWire.waivers(e.waivers()),
                        ContributionWire.write(e.version().contributions()),
                        e.emergency() == null ? null : GlassWire.write(e.emergency()));
            case ReviewEvent.Waived(String hash, Waiver waiver) ->
                new WarningWaived(hash, waiver.check(), waiver.segmentId(), waiver.reason());
            case ReviewEvent.GlassBroken e ->
                new GlassBroken(
                        e.contentHash(),
                        e.sourceRevision(),
                        GlassWire.write(e.glass().role()),
                        e.glass().reason(),
                        e.contributor());
            case ReviewEvent.Countersigned(String hash, Countersignature by) ->
                new Countersigned(hash, GlassWire.write(by.role()));
            case ReviewEvent.CommentAdded(String hash, String _, String inReplyTo, Comment comment) ->
                new CommentAdded(comment.id(), hash, comment.segmentId(), inReplyTo, comment.text());
            case ReviewEvent.CommentResolved(String commentId, String note) -> new CommentResolved(commentId, note);
        };
    }

    @Override
    public SpecificRecord writeState(Review review) {
        return StateWire.write(review);
    }

    @Override
    public Review readState(SpecificRecord kept) {
        return StateWire.read((ReviewState) kept);
    }

    @Override
    public ReviewCommand due(Instant now) {
        throw new IllegalStateException("Reviews have no timers, but one was due at " + now);
    }

    private static Ask<ReviewCommand> reaction(String storyId, String language, String eventId, ReviewCommand command) {
        return Ask.reaction(Subject.of(storyId, language), eventId, Topics.REVIEW, command);
    }

    private static String language(Subject subject) {
        String language = subject.part();
        if (language == null) {
            throw new IllegalArgumentException("Expected story and language, but got only " + subject.id());
        }
        return language;
    }

    private static List<String> segments(List<Segment> segments) {
        return segments.stream().map(Segment::getId).toList();
    }

    private static IllegalArgumentException unknownBody(Object body) {
        return new IllegalArgumentException("This version of review-stage does not know the body "
                + body.getClass().getSimpleName());
    }
}
