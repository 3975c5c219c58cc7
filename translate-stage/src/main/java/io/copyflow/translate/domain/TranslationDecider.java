package io.copyflow.translate.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Killed;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.TranslationEvent.ClaimEnd;
import io.copyflow.translate.domain.TranslationEvent.ClaimReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a translation: queued, drafted, claimed under a lease, submitted, opened again when source or editor ask
 * for it. Source: docs/semantics.md, rules 2, 3, 6 to 14 and 22.
 *
 * <p>Refuses with {@code unknown-language}, {@code unknown-person}, {@code role-missing}, {@code wrong-language},
 * {@code story-killed}, {@code no-such-translation}, {@code cancelled}, {@code already-claimed}, {@code already-submitted},
 * {@code not-claimed}, {@code not-holder}, {@code stale-source}, {@code revision-unknown},
 * {@code acknowledgement-missing}, {@code segments-untranslated}; for texts, {@code too-large},
 * {@code segments-missing}, {@code segments-unknown}, {@code segments-repeated}, {@code segments-blank},
 * {@code origin-unknown}, {@code mark-invalid}, {@code text-invalid} and {@code draft-empty}; and machines with {@code draft-not-awaited},
 * {@code engine-invalid} and {@code code-invalid}.
 */
public final class TranslationDecider implements Decider<Translation, TranslationCommand, TranslationEvent> {

    private final Submitting submitting;

    /** @param checks what editors are warned of */
    public TranslationDecider(QualityChecks checks) {
        this.submitting = new Submitting(checks);
    }

    @Override
    public Translation initial() {
        return Translation.ABSENT;
    }

    @Override
    public Decision<TranslationEvent> decide(Translation state, TranslationCommand command) {
        return switch (command) {
            case TranslationCommand.Queue queue -> Reopening.queue(state, queue);
            case TranslationCommand.Cancel cancel -> Reopening.cancel(state, cancel);
            case TranslationCommand.ReturnForChanges changes -> Reopening.forChanges(state, changes);
            case TranslationCommand.ReturnRejected rejected -> Reopening.rejected(state, rejected);
            case TranslationCommand.Remember remember -> Decision.accept(remembered(state, remember));
            case TranslationCommand.AskOfKilled() -> {
                Refusal killed = Killed.refusal("translate");
                yield Decision.refuse(killed.code(), killed.sentence());
            }
            case TranslationCommand.Wake wake -> Decision.accept(due(state, wake.at()));
            case TranslationCommand.ByActor byActor -> byActor(state, byActor);
        };
    }

    /** What was cleared is another text than what was handed in last only when the two crossed on their way. */
    private static List<TranslationEvent> remembered(Translation state, TranslationCommand.Remember remember) {
        PairedVersion version = remember.handedIn();
        return state.status() != Translation.Status.CANCELLED
                        && version.contentHash().equals(remember.contentHash())
                        && !version.segments().isEmpty()
                ? List.of(new TranslationEvent.Remembered(remember.clearedAt(), version))
                : List.of();
    }

    private static List<TranslationEvent> due(Translation state, Instant now) {
        List<TranslationEvent> events = new ArrayList<>();
        Lease lease = state.lease();
        boolean isOver = state.leaseIsOver(now);
        if (lease != null && isOver) {
            events.add(new ClaimReleased(lease.holder(), ClaimEnd.LEASE_EXPIRED));
        }
        Instant deadline = state.overdueAt();
        if (deadline != null && !now.isBefore(deadline)) {
            events.add(new TranslationEvent.Overdue(deadline, isOver ? null : state.holder()));
        }
        DraftRequest draft = state.draft();
        Instant draftUntil = state.draftUntil();
        if (draft != null && draftUntil != null && !now.isBefore(draftUntil)) {
            events.add(MachineDrafts.overdue(draft));
        }
        return events;
    }

    private Decision<TranslationEvent> byActor(Translation state, TranslationCommand.ByActor command) {
        String language = command.language();
        if (!language.equals(LanguageTag.canonical(language))) {
            return Decision.refuse(
                    "unknown-language",
                    "Expected a BCP 47 language tag such as fr or kk-Cyrl, but got '" + Submission.shortened(language)
                            + "'. Correct the tag and send the command again.");
        }
        Refusal rights = rights(state, command);
        if (rights != null) {
            return Decision.refuse(rights.code(), rights.sentence());
        }
        return switch (state.status()) {
            case ABSENT ->
                Decision.refuse(
                        "no-such-translation",
                        "Expected a translation into " + language + " in the queue, but this story has none. "
                                + "Check the story id and the language, or wait until the story is accepted.");
            case CANCELLED ->
                Decision.refuse(
                        "cancelled",
                        "Expected a translation that is wanted, but the one into " + language
                                + " was cancelled. Leave it; there is nothing to do.");
            case SUBMITTED -> submitted(state, command);
            case QUEUED, CLAIMED ->
                switch (command) {
                    case TranslationCommand.Claim claim -> Claims.claim(state, claim);
                    case TranslationCommand.Release _ -> Claims.release(state);
                    case TranslationCommand.Reassign reassign -> Claims.reassign(state, reassign);
                    case TranslationCommand.SaveDraft save -> Submitting.save(state, save);
                    case TranslationCommand.Acknowledge acknowledge -> Submitting.acknowledge(state, acknowledge);
                    case TranslationCommand.Submit submit -> submitting.submit(state, submit);
                    case TranslationCommand.OfferDraft offer -> MachineDrafts.offer(state, offer);
                    case TranslationCommand.FailDraft fail -> MachineDrafts.fail(state, fail);
                };
        };
    }

    private static @Nullable Refusal rights(Translation state, TranslationCommand.ByActor command) {
        Actor actor = command.actor();
        String language = command.language();
        return switch (command) {
            case TranslationCommand.Claim _ -> Rights.refusal(actor, "claim a translation", language, Role.TRANSLATOR);
            case TranslationCommand.SaveDraft _ -> Rights.refusal(actor, "save a draft", language, Role.TRANSLATOR);
            case TranslationCommand.Acknowledge _ ->
                Rights.refusal(actor, "acknowledge a change of the source", language, Role.TRANSLATOR);
            case TranslationCommand.Submit _ ->
                Rights.refusal(actor, "submit a translation", language, Role.TRANSLATOR);
            case TranslationCommand.Reassign _ -> Rights.refusal(actor, "assign a translation", language, Role.CHIEF);
            case TranslationCommand.Release _
            when state.holder() == null ->
                Rights.refusal(actor, "give a translation back", language, Role.TRANSLATOR, Role.EDITOR, Role.CHIEF);
            case TranslationCommand.Release _
            when !state.isHeldBy(actor.id()) ->
                Rights.refusal(
                        actor,
                        "give back a translation that " + state.holder() + " holds",
                        language,
                        Role.EDITOR,
                        Role.CHIEF);
            // giving up one's own claim needs no right: it may be the right that was lost
            case TranslationCommand.Release _ -> null;
            // a machine serves every language it was asked for
            case TranslationCommand.ByMachine _ -> Rights.refusal(actor, "answer a draft request", Role.MACHINE);
        };
    }

    private static Decision<TranslationEvent> submitted(Translation state, TranslationCommand.ByActor command) {
        return switch (command) {
            case TranslationCommand.Claim _,
                    TranslationCommand.Reassign _,
                    TranslationCommand.SaveDraft _,
                    TranslationCommand.Acknowledge _,
                    TranslationCommand.Submit _ ->
                Decision.refuse(
                        "already-submitted",
                        "Expected a translation that is in the queue, but the one into " + command.language()
                                + " was submitted already. Wait for the editor; it comes back if changes are asked for.");
            case TranslationCommand.Release _ -> Claims.notClaimed("Nothing is to be given back.");
            case TranslationCommand.ByMachine answer -> MachineDrafts.notAwaited(state, answer);
        };
    }

    @Override
    public Translation evolve(Translation state, TranslationEvent event) {
        return switch (event) {
            case TranslationEvent.Queued(Task task, SourceRevision source) -> state.queued(task, source);
            case TranslationEvent.Claimed(String holder, Instant until) -> state.held(new Lease(holder, until));
            case ClaimReleased _ -> state.released();
            case TranslationEvent.DraftSaved saved -> state.saved(saved.segments(), saved.holder(), saved.leaseUntil());
            case TranslationEvent.SourceAcknowledged seen -> state.acknowledged(seen.segments(), seen.leaseUntil());
            case TranslationEvent.Submitted submitted ->
                state.handedIn(
                        submitted.segments(),
                        submitted.contentHash(),
                        submitted.translators(),
                        Contribution.hands(submitted.contributions()));
            case TranslationEvent.Reopened reopened ->
                state.reopened(reopened.source(), reopened.step(), reopened.open(), reopened.task());
            // the memory is no part of what can be asked of a translation
            case TranslationEvent.Remembered _ -> state;
            case TranslationEvent.Cancelled _ -> state.cancelled();
            case TranslationEvent.Overdue _ -> state.withTask(state.task().overdue());
            case TranslationEvent.DraftRequested requested -> state.draftAsked(requested.request());
            case TranslationEvent.DraftOffered offered -> state.drafted(offered.segments());
            case TranslationEvent.DraftFailed _ -> state.draftDone();
        };
    }

    @Override
    public @Nullable Instant dueAt(Translation state) {
        Lease lease = state.lease();
        return earlier(lease == null ? null : lease.until(), earlier(state.overdueAt(), state.draftUntil()));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
