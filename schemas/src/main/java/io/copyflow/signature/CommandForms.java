package io.copyflow.signature;

import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Deed;
import io.copyflow.contract.LanguageTag;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.signature.SignedCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is signed of a command: as read from the command, and as read from the event it led to. Both give the same, so
 * that whoever has the events alone can check each signature again. Source: docs/reference/signatures.md.
 */
public final class CommandForms {

    private CommandForms() {}

    /** Null when its kind is none that is signed. */
    public static @Nullable CommandForm of(ReviewCommandEnvelope command) {
        Deed deed = switch (command.getBody()) {
            case ApproveVersion approve -> new Deed.ApproveVersion(approve.getContentHash());
            case SignOff signOff -> new Deed.SignOff(signOff.getContentHash());
            case RejectVersion reject -> new Deed.RejectVersion(reject.getContentHash(), reject.getReason());
            case RequestChanges changes ->
                new Deed.RequestChanges(changes.getContentHash(), remarks(changes.getComments()));
            case WaiveWarning waive ->
                new Deed.WaiveWarning(
                        waive.getContentHash(),
                        waive.getCheckId(),
                        waive.getSegmentId(),
                        // as the event will have it
                        waive.getReason().strip());
            case BreakGlass glass ->
                new Deed.BreakGlass(glass.getContentHash(), glass.getReason().strip());
            case Countersign countersign -> new Deed.Countersign(countersign.getContentHash());
            default -> null;
        };
        return deed == null
                ? null
                : new CommandForm(
                        command.getCommandId(),
                        command.getStoryId(),
                        LanguageTag.canonicalOrAsIs(command.getLanguage()),
                        command.getActor(),
                        command.getIssuedAt(),
                        deed);
    }

    /** Null when its kind is newer than this reader. */
    public static @Nullable CommandForm of(PublicationCommandEnvelope command) {
        Deed deed = PublicationDeeds.of(command);
        return deed == null
                ? null
                : new CommandForm(
                        command.getCommandId(),
                        command.getStoryId(),
                        LanguageTag.canonicalOrAsIs(command.getLanguage()),
                        command.getActor(),
                        command.getIssuedAt(),
                        deed);
    }

    public static CommandForm of(KillCommandEnvelope command) {
        return new CommandForm(
                command.getCommandId(),
                command.getStoryId(),
                "",
                command.getActor(),
                command.getIssuedAt(),
                new Deed.KillStory(command.getBody().getReason()));
    }

    /** What a person did, of the kinds that are signed; null for all else. */
    public static @Nullable Deed deed(ReviewEventEnvelope event) {
        return switch (event.getBody()) {
            case VersionApproved approved -> new Deed.ApproveVersion(approved.getContentHash());
            case SignedOff signedOff -> new Deed.SignOff(signedOff.getContentHash());
            case VersionRejected rejected -> new Deed.RejectVersion(rejected.getContentHash(), rejected.getReason());
            case ChangesRequested changes ->
                new Deed.RequestChanges(changes.getContentHash(), remarks(changes.getComments()));
            case WarningWaived waived ->
                new Deed.WaiveWarning(
                        waived.getContentHash(), waived.getCheckId(), waived.getSegmentId(), waived.getReason());
            case GlassBroken broken -> new Deed.BreakGlass(broken.getContentHash(), broken.getReason());
            case Countersigned countersigned -> new Deed.Countersign(countersigned.getContentHash());
            default -> null;
        };
    }

    /** Null when no signed command led to it. */
    public static @Nullable CommandForm of(ReviewEventEnvelope event) {
        SignedCommand signed = event.getSigned();
        Deed deed = deed(event);
        return signed == null || deed == null
                ? null
                : new CommandForm(
                        event.getCommandId(),
                        event.getStoryId(),
                        event.getLanguage(),
                        event.getActor(),
                        signed.getIssuedAt(),
                        deed);
    }

    /** What a person did, as the event says it; null for what only follows from that, and for what no person does. */
    public static @Nullable Deed deed(PublicationEventEnvelope event) {
        return PublicationDeeds.of(event);
    }

    /** Null when no signed command led to it. */
    public static @Nullable CommandForm of(PublicationEventEnvelope event) {
        SignedCommand signed = event.getSigned();
        Deed deed = deed(event);
        return signed == null || deed == null
                ? null
                : new CommandForm(
                        event.getCommandId(),
                        event.getStoryId(),
                        event.getLanguage(),
                        event.getActor(),
                        signed.getIssuedAt(),
                        deed);
    }

    /** Null when no signed command led to it. */
    public static @Nullable CommandForm of(StoryKilled killed) {
        SignedCommand signed = killed.getSigned();
        return signed == null
                ? null
                : new CommandForm(
                        killed.getCommandId(),
                        killed.getStoryId(),
                        "",
                        killed.getKilledBy(),
                        signed.getIssuedAt(),
                        new Deed.KillStory(killed.getReason()));
    }

    private static List<Deed.Remark> remarks(List<Comment> comments) {
        return comments.stream()
                .map(comment -> new Deed.Remark(comment.getSegmentId(), comment.getText()))
                .toList();
    }
}
