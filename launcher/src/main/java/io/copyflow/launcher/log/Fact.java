package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Deed;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.signature.CommandForms;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a story without the differences between envelopes.
 *
 * @param id by which others name it as their cause; null when nothing can
 * @param cause the id of the command or event that led to it; null when nothing did, or it does not say
 * @param at when it was decided; of a command, when it was sent
 * @param actor id of a person, a stage or a channel; null when it does not say
 * @param language null when it is about the story as a whole
 * @param stage who wrote it; null for a command
 * @param body what it says; null when it cannot be read
 * @param keyId of the key that the decision was signed with, as its stage took it; null when it was not signed
 */
record Fact(
        LogRecord record,
        @Nullable String id,
        @Nullable String cause,
        Instant at,
        @Nullable String actor,
        @Nullable String language,
        @Nullable String stage,
        @Nullable SpecificRecord body,
        @Nullable String keyId) {

    private Fact(
            LogRecord record,
            @Nullable String id,
            @Nullable String cause,
            Instant at,
            @Nullable String actor,
            @Nullable String language,
            @Nullable String stage,
            @Nullable SpecificRecord body) {
        this(record, id, cause, at, actor, language, stage, body, null);
    }

    /** Null for what is no event, command or refusal of a story. */
    static @Nullable Fact of(LogRecord record) {
        return switch (record.content()) {
            case LogRecord.Value(SpecificRecord value) -> of(record, value);
            case LogRecord.Unreadable _, LogRecord.Bytes _ -> unread(record);
            case LogRecord.Nothing() -> null;
        };
    }

    private static @Nullable Fact of(LogRecord record, SpecificRecord value) {
        String owner = record.topic().owner();
        return switch (value) {
            case StoryEventEnvelope e ->
                new Fact(
                        record,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getOccurredAt(),
                        e.getActor(),
                        null,
                        owner,
                        body(e.getBody()));
            case TranslationEventEnvelope e ->
                new Fact(
                        record,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getOccurredAt(),
                        e.getActor(),
                        e.getLanguage(),
                        owner,
                        body(e.getBody()));
            case ReviewEventEnvelope e ->
                new Fact(
                        record,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getOccurredAt(),
                        e.getActor(),
                        e.getLanguage(),
                        owner,
                        body(e.getBody()),
                        keyId(CommandForms.deed(e), e.getSigned()));
            case PublicationEventEnvelope e ->
                new Fact(
                        record,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getOccurredAt(),
                        e.getActor(),
                        e.getLanguage(),
                        owner,
                        body(e.getBody()),
                        keyId(CommandForms.deed(e), e.getSigned()));
            case StoryKilled e ->
                new Fact(
                        record,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getKilledAt(),
                        e.getKilledBy(),
                        null,
                        owner,
                        value,
                        e.getSigned() == null ? null : e.getSigned().getKeyId());
            case DeliveryEvent e ->
                new Fact(
                        record, e.getEventId(), null, e.getOccurredAt(), e.getChannel(), e.getLanguage(), owner, value);
            case Rejection e ->
                new Fact(
                        record,
                        null,
                        e.getCommandId(),
                        e.getOccurredAt(),
                        e.getActor(),
                        e.getLanguage(),
                        e.getStage(),
                        value);
            case StoryCommandEnvelope c -> command(record, c.getCommandId(), c.getActor(), null, body(c.getBody()));
            case TranslationCommandEnvelope c ->
                command(record, c.getCommandId(), c.getActor(), c.getLanguage(), body(c.getBody()));
            case ReviewCommandEnvelope c ->
                command(record, c.getCommandId(), c.getActor(), c.getLanguage(), body(c.getBody()));
            case PublicationCommandEnvelope c ->
                command(record, c.getCommandId(), c.getActor(), c.getLanguage(), body(c.getBody()));
            case KillCommandEnvelope c -> command(record, c.getCommandId(), c.getActor(), null, c.getBody());
            default -> null;
        };
    }

    /** Commands are placed by the record's time: their own is what the sender's clock said. */
    private static Fact command(
            LogRecord record, String id, String actor, @Nullable String language, @Nullable SpecificRecord body) {
        return new Fact(record, id, null, record.time(), actor, language, null, body);
    }

    /** What headers tell of a record that cannot be read, or of a dead letter: then the record it was is the cause. */
    private static Fact unread(LogRecord record) {
        boolean isLetter = record.content() instanceof LogRecord.Bytes;
        String owner = record.topic().owner();
        String id = CloudEvents.text(record.headers(), CloudEvents.ID);
        String cause = isLetter ? id : CloudEvents.text(record.headers(), CloudEvents.CAUSATION_ID);
        return new Fact(
                record,
                isLetter ? null : id,
                // a command's headers name itself
                !isLetter && cause != null && cause.equals(id) ? null : cause,
                record.time(),
                null,
                null,
                owner.equals(Topic.ANYONE) ? null : owner,
                null);
    }

    boolean isCommand() {
        return stage == null;
    }

    /** The content hash of the version it names; null when it names none. */
    @Nullable
    String contentHash() {
        Schema.Field field = body == null ? null : body.getSchema().getField("contentHash");
        return body != null && field != null ? String.valueOf(body.get(field.pos())) : null;
    }

    /** Whether it is the release or withdrawal that the receipt is for. */
    boolean isReceiptedBy(DeliveryEvent receipt) {
        return receipt.getLanguage().equals(language)
                && switch (body) {
                    case VersionReleased released -> released.getReleaseSequence() == receipt.getReleaseSequence();
                    case VersionTakenDown down -> down.getReleaseSequence() == receipt.getReleaseSequence();
                    case null, default -> false;
                };
    }

    /** Whether its topic has one writer, so that its order in the log is the order in which was decided. */
    boolean isInOrderOfItsTopic() {
        return !isCommand() && body != null && !record.topic().equals(Topics.REJECTIONS);
    }

    /** What only follows from a decision carries its signature too, and is not what was signed. */
    private static @Nullable String keyId(@Nullable Deed deed, @Nullable SignedCommand signed) {
        return deed == null || signed == null ? null : signed.getKeyId();
    }

    private static @Nullable SpecificRecord body(Object body) {
        return body instanceof SpecificRecord record ? record : null;
    }
}
