package io.copyflow.translate.domain;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.TranslationEvent.ClaimEnd;
import io.copyflow.translate.domain.TranslationEvent.ClaimReleased;
import io.copyflow.translate.domain.TranslationEvent.Claimed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Who holds a translation. Source: docs/semantics.md, rule 7. */
final class Claims {

    private Claims() {}

    static Decision<TranslationEvent> claim(Translation state, TranslationCommand.Claim claim) {
        String person = claim.actor().id();
        Lease lease = state.lease();
        Claimed claimed = new Claimed(person, until(state, claim.at()));
        if (lease == null) {
            return Decision.accept(claimed);
        }
        if (lease.holder().equals(person)) {
            return claimed.leaseUntil().isAfter(lease.until()) ? Decision.accept(claimed) : Decision.accept();
        }
        if (state.leaseIsOver(claim.at())) {
            // the timer is late: what it would have done comes first
            return Decision.accept(new ClaimReleased(lease.holder(), ClaimEnd.LEASE_EXPIRED), claimed);
        }
        return Decision.refuse(
                "already-claimed",
                "Expected a translation that nobody holds, but " + lease.holder() + " holds the one into "
                        + claim.language() + " until " + lease.until().truncatedTo(ChronoUnit.SECONDS)
                        + ". Take another, or ask them to give it back.");
    }

    static Decision<TranslationEvent> release(Translation state) {
        Lease lease = state.lease();
        return lease == null
                ? notClaimed("Nothing is to be given back.")
                : Decision.accept(new ClaimReleased(lease.holder(), ClaimEnd.GIVEN_BACK));
    }

    static Decision<TranslationEvent> reassign(Translation state, TranslationCommand.Reassign reassign) {
        Refusal refusal = Rights.refusal(reassign.to(), "hold the translation", reassign.language(), Role.TRANSLATOR);
        if (refusal != null) {
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        Lease lease = state.lease();
        Claimed claimed = new Claimed(reassign.to().id(), until(state, reassign.at()));
        if (lease == null) {
            return Decision.accept(claimed);
        }
        return lease.holder().equals(claimed.holder())
                ? Decision.accept()
                : Decision.accept(new ClaimReleased(lease.holder(), ClaimEnd.REASSIGNED), claimed);
    }

    /** Why this is not the holder's to do; null when it is. */
    static @Nullable Refusal notHolder(Translation state, TranslationCommand.ByPerson command, String deed) {
        String holder = state.holder();
        if (holder == null) {
            return new Refusal(
                    "not-claimed",
                    "Expected a translation that somebody holds, but nobody does. Claim it, then " + deed + " again.");
        }
        String person = command.actor().id();
        return holder.equals(person)
                ? null
                : new Refusal(
                        "not-holder",
                        "Expected the holder of the claim to " + deed + ", but " + holder
                                + " holds the translation into " + command.language() + ", not " + person
                                + ". Ask them to give it back, then claim it.");
    }

    static Decision<TranslationEvent> notClaimed(String whatToDo) {
        return Decision.refuse(
                "not-claimed", "Expected a translation that somebody holds, but nobody does. " + whatToDo);
    }

    /** When the lease runs out after an activity of the holder: never earlier than before. */
    static Instant renewed(Translation state, Instant now) {
        Instant until = until(state, now);
        Lease lease = state.lease();
        return lease != null && lease.until().isAfter(until) ? lease.until() : until;
    }

    private static Instant until(Translation state, Instant now) {
        return now.plusMillis(state.task().leaseMillis());
    }
}
