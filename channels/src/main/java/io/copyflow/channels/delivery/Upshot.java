package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Standing.Shown;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call, or reading one back, means for how a story stands. The two {@code of} are pure: the same answer gives the
 * same upshot.
 */
sealed interface Upshot {

    /** How it stands now. */
    Standing standing();

    /** Done with the release, or with the kill. */
    record End(Standing standing, Outcome outcome, @Nullable String detail) implements Upshot {}

    /** There is a next step, at once. */
    record Next(Standing standing) implements Upshot {}

    /**
     * Nothing more can be done now.
     *
     * @param pause how long; null when nobody says
     * @param everything whether that holds for everything at this channel
     */
    record Wait(Standing standing, @Nullable Duration pause, boolean everything, String sentence) implements Upshot {}

    /**
     * Of a call.
     *
     * @param standing with the attempt, where the step is one that could double
     * @param target what was to be shown, or the withdrawal
     * @param digest of what was sent
     */
    static Upshot of(Standing standing, Version target, Step step, String digest, Answer answer) {
        return switch (answer) {
            case Answer.Done done -> done(standing, target, step, digest, done);
            case Answer.Gone _
            when step instanceof Step.Delete delete -> removed(standing, target, delete, "It was not there any more.");
            case Answer.Gone _ ->
                new End(
                        standing.showing(null),
                        Outcome.SKIPPED,
                        "What was posted had been removed at the network, so it was neither changed nor posted anew.");
            case Answer.Refused(String sentence) -> {
                boolean stands = standing.shown() != null && target.isLive() && !(step instanceof Step.Create);
                yield new End(
                        step instanceof Step.Delete ? standing.staying() : standing,
                        stands ? Outcome.LEFT : Outcome.FAILED,
                        sentence);
            }
            case Answer.Later later ->
                new Wait(standing.attempting(null), later.pause(), later.everything(), later.sentence());
            case Answer.Unknown(String sentence) -> new Wait(standing, null, false, sentence);
        };
    }

    private static Upshot done(Standing standing, Version target, Step step, String digest, Answer.Done done) {
        return switch (step) {
            case Step.Create _ ->
                new End(
                        standing.showing(new Shown(done.id(), done.url(), digest, List.of())),
                        standing.replaced() ? Outcome.CORRECTED : Outcome.DELIVERED,
                        standing.replaced() ? "Removed, and shown anew." : done.detail());
            case Step.Edit edit ->
                new End(
                        standing.showing(changed(edit.shown(), done.url(), digest)),
                        Outcome.CORRECTED,
                        done.detail() == null ? "Changed where it stands." : done.detail());
            case Step.Reply reply ->
                new End(
                        standing.showing(reply.shown().repliedWith(done.id(), digest)),
                        Outcome.CORRECTED,
                        "Answered beneath what stands.");
            case Step.Delete delete -> removed(standing, target, delete, done.detail());
        };
    }

    private static Shown changed(Shown shown, @Nullable String url, String digest) {
        return new Shown(shown.id(), url == null ? shown.url() : url, digest, shown.replies());
    }

    private static Upshot removed(Standing standing, Version target, Step.Delete delete, @Nullable String detail) {
        if (!delete.id().equals(delete.shown().id())) {
            return new Next(standing.showing(delete.shown().without(delete.id())));
        }
        if (target.isLive()) {
            return new Next(standing.corrects() > 0 ? standing.removedToShowAnew() : standing.showing(null));
        }
        return standing.isUnconfirmed()
                ? new End(
                        standing.showing(null),
                        Outcome.UNCONFIRMED,
                        "What is known of was taken down; what an earlier call without an answer made may still stand."
                                + " Look there, and tell with './copyflow channels looked'.")
                : new End(standing.showing(null), Outcome.WITHDRAWN, detail);
    }

    /**
     * Of reading back a call of an unknown outcome (docs/semantics.md, rule 24).
     *
     * @param target what is to be shown now, or the withdrawal; maybe of a later release than the call's
     * @param killing whether a kill is what is to be done
     */
    static Upshot of(Standing standing, Attempt attempt, Version target, boolean killing, ReadBack found) {
        return switch (found) {
            case ReadBack.Found made -> found(standing, attempt, target, killing, made);
            case ReadBack.NotThere _ -> new Next(standing.attempting(null));
            case ReadBack.SafeToRepeat _
            when target.isLive() && attempt.sequence() == target.sequence() -> new Next(standing.attempting(null));
            // what may be there is changed or taken down as if it were
            case ReadBack.SafeToRepeat _ ->
                new Next(standing.found(
                        new Shown(attempt.key(), null, attempt.digest(), List.of()), attempt.sequence()));
            case ReadBack.CannotTell(String sentence) -> new End(standing, Outcome.UNCONFIRMED, sentence);
            case ReadBack.Later later -> new Wait(standing, later.pause(), false, later.sentence());
        };
    }

    private static Upshot found(
            Standing standing, Attempt attempt, Version target, boolean killing, ReadBack.Found made) {
        Shown shown = standing.shown();
        Shown now = shown == null || attempt.to() == null
                ? new Shown(made.id(), made.url(), attempt.digest(), List.of())
                : shown.repliedWith(made.id(), attempt.digest());
        if (killing || attempt.sequence() != target.sequence()) {
            return new Next(standing.found(now, attempt.sequence()));
        }
        boolean correction = attempt.to() != null || standing.replaced();
        return new End(
                standing.showing(now),
                correction ? Outcome.CORRECTED : Outcome.DELIVERED,
                "The call had no answer; what it made was found there.");
    }
}
