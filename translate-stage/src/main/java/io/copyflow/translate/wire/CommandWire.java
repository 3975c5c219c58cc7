package io.copyflow.translate.wire;

import io.copyflow.contract.Actor;
import io.copyflow.contract.LanguageTag;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.FailDraft;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.translate.domain.Reference;
import io.copyflow.translate.domain.TranslationCommand;
import java.time.Instant;
import java.util.HashSet;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** What people and machines ask, from Avro. */
final class CommandWire {

    private CommandWire() {}

    /** @param reference gives what a submission is compared with */
    static Ask<TranslationCommand> ask(
            TranslationCommandEnvelope envelope, Instant now, Directory directory, Supplier<Reference> reference) {
        String language = LanguageTag.canonicalOrAsIs(envelope.getLanguage());
        Actor actor = directory.actor(envelope.getActor());
        TranslationCommand command = switch (envelope.getBody()) {
            case ClaimTranslation _ -> new TranslationCommand.Claim(language, actor, now);
            case ReleaseClaim _ -> new TranslationCommand.Release(language, actor, now);
            case ReassignTranslation reassign ->
                new TranslationCommand.Reassign(language, actor, now, directory.actor(reassign.getTranslator()));
            case SaveDraft save ->
                new TranslationCommand.SaveDraft(
                        language, actor, now, save.getSourceRevision(), TextWire.draft(save.getSegments()));
            case AcknowledgeSource acknowledge ->
                new TranslationCommand.Acknowledge(
                        language,
                        actor,
                        now,
                        acknowledge.getSourceRevision(),
                        new HashSet<>(acknowledge.getSegments()));
            case SubmitTranslation submit ->
                new TranslationCommand.Submit(
                        language,
                        actor,
                        now,
                        submit.getSourceRevision(),
                        TextWire.draft(submit.getSegments()),
                        reference.get());
            case OfferDraft offer ->
                new TranslationCommand.OfferDraft(
                        language,
                        actor,
                        now,
                        offer.getRequestId(),
                        offer.getSourceRevision(),
                        offer.getEngine(),
                        TextWire.draft(offer.getSegments()));
            case FailDraft fail ->
                new TranslationCommand.FailDraft(
                        language,
                        actor,
                        now,
                        fail.getRequestId(),
                        fail.getEngine(),
                        fail.getCode(),
                        fail.getSentence());
            default -> throw TranslationWire.unexpected(envelope.getBody());
        };
        return new Ask<>(
                Subject.of(envelope.getStoryId(), language),
                envelope.getCommandId(),
                envelope.getActor(),
                (SpecificRecord) envelope.getBody(),
                command);
    }
}
