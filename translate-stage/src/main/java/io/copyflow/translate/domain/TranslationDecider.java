package io.copyflow.translate.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.Translation.Status;
import io.copyflow.translate.domain.TranslationEvent.ClaimEnd;
import io.copyflow.translate.domain.TranslationEvent.ClaimReleased;
import io.copyflow.translate.domain.TranslationEvent.Claimed;
import io.copyflow.translate.domain.TranslationEvent.ReopenReason;
import io.copyflow.translate.domain.TranslationEvent.Reopened;
import io.copyflow.translate.domain.TranslationEvent.Submitted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a translation: queued, claimed under a lease, submitted, opened again when source or editor ask for it.
 * Source: docs/semantics.md, rules 2, 3, 6 to 8 and 11 to 14.
 *
 * <p>Refuses with {@code unknown-language}, {@code unknown-person}, {@code role-missing}, {@code wrong-language},
 * {@code no-such-translation}, {@code cancelled}, {@code already-claimed}, {@code already-submitted},
 * {@code not-claimed}, {@code not-holder}, {@code stale-source}, {@code revision-unknown} and, for what was submitted,
 * {@code too-large}, {@code segments-missing}, {@code segments-unknown}, {@code segments-repeated},
 * {@code segments-blank}, {@code origin-unknown}, {@code mark-invalid} and {@code text-invalid}.
 */
public final class TranslationDecider implements Decider<Translation, TranslationCommand, TranslationEvent> {

    @Override
    public Translation initial() {
        return Translation.ABSENT;
    }

    @Override
    public Decision<TranslationEvent> decide(Translation state, TranslationCommand command) {
        return switch (command) {
            case TranslationCommand.Queue queue -> queue(state, queue);
            case TranslationCommand.Cancel cancel -> cancel(state, cancel);
            case TranslationCommand.ReturnForChanges changes -> returnForChanges(state, changes);
            case TranslationCommand.ReturnRejected rejected ->
                reopen(
                        state,
                        rejected.contentHash(),
                        ReopenReason.REJECTED,
                        state.source().segmentIds());
            case TranslationCommand.EndLease end ->
                state.leaseIsOver(end.at()) ? Decision.accept(leaseExpired(state)) : Decision.accept();
            case TranslationCommand.ByPerson byPerson -> byPerson(state, byPerson);
        };
    }

    private static Decision<TranslationEvent> queue(Translation state, TranslationCommand.Queue queue) {
        return switch (state.status()) {
            case ABSENT ->
                Decision.accept(new TranslationEvent.Queued(
                        queue.sourceLanguage(),
                        queue.source(),
                        queue.urgency(),
                        queue.deadline(),
                        queue.leaseMillis()));
            case QUEUED, CLAIMED, SUBMITTED ->
                queue.source().number() <= state.source().number()
                        ? Decision.accept()
                        : Decision.accept(new Reopened(
                                queue.source(),
                                ReopenReason.SOURCE_REVISED,
                                queue.source().openAfter(state.source(), state.open())));
            case CANCELLED -> Decision.accept();
        };
    }

    private static Decision<TranslationEvent> cancel(Translation state, TranslationCommand.Cancel cancel) {
        return switch (state.status()) {
            case QUEUED, CLAIMED, SUBMITTED -> Decision.accept(new TranslationEvent.Cancelled(cancel.reason()));
            case ABSENT, CANCELLED -> Decision.accept();
        };
    }

    private static Decision<TranslationEvent> returnForChanges(
            Translation state, TranslationCommand.ReturnForChanges changes) {
        List<String> commented = state.source().segmentIds().stream()
                .filter(changes.segments()::contains)
                .toList();
        return reopen(
                state,
                changes.contentHash(),
                ReopenReason.CHANGES_REQUESTED,
                commented.isEmpty() ? state.source().segmentIds() : commented);
    }

    /**
     * An editor's decision may be read after the revision of the source that it crossed: what it opens is open then
     * too, and whoever has claimed the work meanwhile keeps it.
     */
    private static Decision<TranslationEvent> reopen(
            Translation state, String contentHash, ReopenReason reason, List<String> toOpen) {
        if (state.status() == Status.CANCELLED || !contentHash.equals(state.contentHash())) {
            return Decision.accept();
        }
        Set<String> open = new HashSet<>(state.open());
        boolean more = open.addAll(toOpen);
        if (state.status() != Status.SUBMITTED && !more) {
            return Decision.accept();
        }
        return Decision.accept(new Reopened(
                state.source(),
                reason,
                state.source().segmentIds().stream().filter(open::contains).toList()));
    }

    private static Decision<TranslationEvent> byPerson(Translation state, TranslationCommand.ByPerson command) {
        String language = command.language();
        if (!language.equals(LanguageTag.canonical(language))) {
            return Decision.refuse(
                    "unknown-language",
                    "Expected a BCP 47 language tag such as fr or kk-Cyrl, but got '" + shortened(language)
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
            case SUBMITTED -> submitted(language, command);
            case QUEUED, CLAIMED ->
                switch (command) {
                    case TranslationCommand.Claim claim -> claim(state, claim);
                    case TranslationCommand.Release release -> release(state, release);
                    case TranslationCommand.Submit submit -> submit(state, submit);
                };
        };
    }

    private static @Nullable Refusal rights(Translation state, TranslationCommand.ByPerson command) {
        Actor actor = command.actor();
        return switch (command) {
            case TranslationCommand.Claim claim ->
                Rights.refusal(actor, "claim a translation", claim.language(), Role.TRANSLATOR);
            case TranslationCommand.Submit submit ->
                Rights.refusal(actor, "submit a translation", submit.language(), Role.TRANSLATOR);
            case TranslationCommand.Release release
            when state.holder() == null ->
                Rights.refusal(
                        actor, "give a translation back", release.language(), Role.TRANSLATOR, Role.EDITOR, Role.CHIEF);
            case TranslationCommand.Release release
            when !state.isHeldBy(actor.id()) ->
                Rights.refusal(
                        actor,
                        "give back a translation that " + state.holder() + " holds",
                        release.language(),
                        Role.EDITOR,
                        Role.CHIEF);
            // giving up one's own claim needs no right: it may be the right that was lost
            case TranslationCommand.Release _ -> null;
        };
    }

    private static Decision<TranslationEvent> submitted(String language, TranslationCommand.ByPerson command) {
        return switch (command) {
            case TranslationCommand.Claim _, TranslationCommand.Submit _ ->
                Decision.refuse(
                        "already-submitted",
                        "Expected a translation that is in the queue, but the one into " + language
                                + " was submitted already. Wait for the editor; it comes back if changes are asked for.");
            case TranslationCommand.Release _ -> notClaimed("Nothing is to be given back.");
        };
    }

    private static Decision<TranslationEvent> claim(Translation state, TranslationCommand.Claim claim) {
        String person = claim.actor().id();
        String holder = state.holder();
        Instant leaseUntil = state.leaseUntil();
        Claimed claimed =
                new Claimed(person, claim.at().plusMillis(state.leaseMillis()).truncatedTo(ChronoUnit.MILLIS));
        if (holder == null || leaseUntil == null) {
            return Decision.accept(claimed);
        }
        if (holder.equals(person)) {
            return claimed.leaseUntil().isAfter(leaseUntil) ? Decision.accept(claimed) : Decision.accept();
        }
        if (state.leaseIsOver(claim.at())) {
            // the timer is late: what it would have done comes first
            return Decision.accept(leaseExpired(state), claimed);
        }
        return Decision.refuse(
                "already-claimed",
                "Expected a translation that nobody holds, but " + holder + " holds the one into " + claim.language()
                        + " until " + leaseUntil.truncatedTo(ChronoUnit.SECONDS)
                        + ". Take another, or ask them to give it back.");
    }

    private static Decision<TranslationEvent> release(Translation state, TranslationCommand.Release release) {
        String holder = state.holder();
        return holder == null
                ? notClaimed("Nothing is to be given back.")
                : Decision.accept(new ClaimReleased(holder, ClaimEnd.GIVEN_BACK));
    }

    private static Decision<TranslationEvent> submit(Translation state, TranslationCommand.Submit submit) {
        String person = submit.actor().id();
        if (state.holder() == null) {
            return notClaimed("Claim it and submit it again.");
        }
        if (!state.isHeldBy(person)) {
            return Decision.refuse(
                    "not-holder",
                    "Expected the holder of the claim to submit, but " + state.holder() + " holds the translation into "
                            + submit.language() + ", not " + person + ". Ask them to give it back, then claim it.");
        }
        int newest = state.source().number();
        if (submit.sourceRevision() < newest) {
            return Decision.refuse(
                    "stale-source",
                    "Expected a translation of source revision " + newest + ", but this one rests on revision "
                            + submit.sourceRevision() + ". Look at what changed, translate it and submit again.");
        }
        if (submit.sourceRevision() > newest) {
            return Decision.refuse(
                    "revision-unknown",
                    "Expected a translation of source revision " + newest + ", but this one names revision "
                            + submit.sourceRevision()
                            + ", which has not arrived here. Check the number, or submit again in a moment.");
        }
        return switch (Submission.of(submit.segments(), state.source())) {
            case Submission.Faulty(Refusal refusal) -> Decision.refuse(refusal.code(), refusal.sentence());
            case Submission.Sound(List<TranslatedSegment> segments) ->
                Decision.accept(submitted(state, submit, segments));
        };
    }

    private static TranslationEvent submitted(
            Translation state, TranslationCommand.Submit submit, List<TranslatedSegment> segments) {
        Set<String> translators = new LinkedHashSet<>(state.translators());
        translators.add(submit.actor().id());
        Set<String> contributors = new LinkedHashSet<>(state.source().authors());
        contributors.addAll(translators);
        String contentHash = ContentHash.of(
                submit.language(),
                submit.sourceRevision(),
                segments.stream().map(TranslatedSegment::passage).toList());
        return new Submitted(
                submit.sourceRevision(),
                segments,
                contentHash,
                new ArrayList<>(contributors),
                new ArrayList<>(translators));
    }

    private static TranslationEvent leaseExpired(Translation state) {
        String holder = state.holder();
        if (holder == null) {
            throw new IllegalStateException("A lease without a holder");
        }
        return new ClaimReleased(holder, ClaimEnd.LEASE_EXPIRED);
    }

    private static Decision<TranslationEvent> notClaimed(String whatToDo) {
        return Decision.refuse(
                "not-claimed", "Expected a translation that somebody holds, but nobody does. " + whatToDo);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
    }

    @Override
    public Translation evolve(Translation state, TranslationEvent event) {
        return switch (event) {
            case TranslationEvent.Queued queued ->
                new Translation(
                        Status.QUEUED,
                        queued.sourceLanguage(),
                        queued.source(),
                        queued.source().segmentIds(),
                        null,
                        null,
                        queued.leaseMillis(),
                        List.of(),
                        null);
            case Claimed claimed ->
                moved(state, Status.CLAIMED, state.source(), state.open(), claimed.holder(), claimed.leaseUntil());
            case ClaimReleased _ -> moved(state, Status.QUEUED, state.source(), state.open(), null, null);
            case Submitted submitted ->
                new Translation(
                        Status.SUBMITTED,
                        state.sourceLanguage(),
                        state.source(),
                        List.of(),
                        null,
                        null,
                        state.leaseMillis(),
                        submitted.translators(),
                        submitted.contentHash());
            case Reopened reopened ->
                moved(
                        state,
                        state.status() == Status.SUBMITTED ? Status.QUEUED : state.status(),
                        reopened.source(),
                        reopened.open(),
                        state.holder(),
                        state.leaseUntil());
            case TranslationEvent.Cancelled _ -> moved(state, Status.CANCELLED, state.source(), List.of(), null, null);
        };
    }

    private static Translation moved(
            Translation state,
            Status status,
            SourceRevision source,
            List<String> open,
            @Nullable String holder,
            @Nullable Instant leaseUntil) {
        return new Translation(
                status,
                state.sourceLanguage(),
                source,
                open,
                holder,
                leaseUntil,
                state.leaseMillis(),
                state.translators(),
                state.contentHash());
    }

    @Override
    public @Nullable Instant dueAt(Translation state) {
        return state.leaseUntil();
    }
}
