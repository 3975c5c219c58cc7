package io.copyflow.publish.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Killed;
import io.copyflow.contract.ReasonRules;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people may ask of the release gate: docs/semantics.md, rules 20 to 22. What passes the gate because of an order is
 * {@link FamilyDecider}'s affair.
 *
 * <p>Refusals: those of {@link Rights}; {@code story-killed}, {@code story-spiked}, {@code story-unknown},
 * {@code reason-missing}, {@code reason-too-long}, {@code not-live}, {@code not-taken-down}, {@code text-outdated}, {@code already-released},
 * {@code time-passed}, {@code no-embargo}, {@code embargo-later}, {@code language-not-wanted}, {@code not-scheduled},
 * {@code already-withheld}, {@code not-withheld}, {@code no-such-obligation}.
 */
final class Orders {

    private Orders() {}

    static Decision<FamilyEvent> decide(Family family, FamilyCommand.Order order) {
        Decision<FamilyEvent> refused = refusedForWho(family, order);
        if (refused == null) {
            refused = refusedForTheStory(family, order);
        }
        if (refused == null) {
            refused = refusedForItsLength(order);
        }
        if (refused != null) {
            return refused;
        }
        return switch (order) {
            case FamilyCommand.TakeDown takeDown -> takeDown(family, takeDown);
            case FamilyCommand.Restore restore -> restore(family, restore);
            case FamilyCommand.SetEmbargo set -> setEmbargo(family, set);
            case FamilyCommand.LiftEmbargo lift -> liftEmbargo(family, lift);
            case FamilyCommand.Schedule schedule -> schedule(family, schedule);
            case FamilyCommand.CancelSchedule cancel -> cancelSchedule(family, cancel);
            case FamilyCommand.SetPolicy set -> setPolicy(family, set);
            case FamilyCommand.Withhold withhold -> withhold(family, withhold);
            case FamilyCommand.Unwithhold unwithhold -> unwithhold(family, unwithhold);
            case FamilyCommand.Waive waive -> waive(family, waive);
        };
    }

    private static @Nullable Decision<FamilyEvent> refusedForWho(Family family, FamilyCommand.Order order) {
        Refusal refusal = switch (order) {
            case FamilyCommand.TakeDown takeDown ->
                Rights.refusal(takeDown.actor(), "take a version down", takeDown.language(), Role.EDITOR, Role.CHIEF);
            case FamilyCommand.Restore restore ->
                Rights.refusal(restore.actor(), "restore a version", restore.language(), Role.EDITOR, Role.CHIEF);
            case FamilyCommand.SetEmbargo set -> {
                Embargo now = family.terms().embargo();
                yield now != null && set.embargo().endsBefore(now)
                        ? Rights.refusal(set.actor(), "move an embargo to an earlier time", Role.CHIEF)
                        : Rights.refusal(set.actor(), "embargo a story", Role.EDITOR, Role.CHIEF);
            }
            case FamilyCommand.LiftEmbargo lift ->
                Rights.refusal(lift.actor(), "end an embargo before its time", Role.CHIEF);
            case FamilyCommand.Schedule schedule ->
                rightToSchedule(schedule.actor(), "schedule a release", schedule.language());
            case FamilyCommand.CancelSchedule cancel ->
                rightToSchedule(cancel.actor(), "take a schedule back", cancel.language());
            case FamilyCommand.SetPolicy set ->
                Rights.refusal(set.actor(), "set how a story goes out", Role.EDITOR, Role.CHIEF);
            case FamilyCommand.Withhold withhold ->
                Rights.refusal(withhold.actor(), "withhold a story", Role.EDITOR, Role.CHIEF);
            case FamilyCommand.Unwithhold unwithhold ->
                Rights.refusal(unwithhold.actor(), "let a withheld story go live again", Role.EDITOR, Role.CHIEF);
            case FamilyCommand.Waive waive ->
                Rights.refusal(waive.actor(), "waive an obligation", waive.language(), Role.EDITOR, Role.CHIEF);
        };
        return refusal == null ? null : Decision.refuse(refusal.code(), refusal.sentence());
    }

    private static @Nullable Refusal rightToSchedule(Actor actor, String deed, @Nullable String language) {
        return language == null
                ? Rights.refusal(actor, deed, Role.EDITOR, Role.CHIEF)
                : Rights.refusal(actor, deed, language, Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
    }

    /** Killed, for everything; spiked or not known, for what is about releases to come. */
    private static @Nullable Decision<FamilyEvent> refusedForTheStory(Family family, FamilyCommand.Order order) {
        String deed = switch (order) {
            case FamilyCommand.TakeDown _ -> "take a version down";
            case FamilyCommand.Restore _ -> "restore a version";
            case FamilyCommand.SetEmbargo _ -> "embargo";
            case FamilyCommand.LiftEmbargo _ -> "end the embargo of";
            case FamilyCommand.Schedule _, FamilyCommand.CancelSchedule _ -> "schedule";
            case FamilyCommand.SetPolicy _ -> "set the release of";
            case FamilyCommand.Withhold _ -> "withhold";
            case FamilyCommand.Unwithhold _ -> "let go live again";
            case FamilyCommand.Waive _ -> "waive an obligation of";
        };
        if (family.killed()) {
            Refusal killed = Killed.refusal(deed);
            return Decision.refuse(killed.code(), killed.sentence());
        }
        boolean isAboutWhatIsOut = switch (order) {
            case FamilyCommand.TakeDown _,
                    FamilyCommand.Withhold _,
                    FamilyCommand.Unwithhold _,
                    FamilyCommand.Waive _ -> true;
            case FamilyCommand.Restore _,
                    FamilyCommand.SetEmbargo _,
                    FamilyCommand.LiftEmbargo _,
                    FamilyCommand.Schedule _,
                    FamilyCommand.CancelSchedule _,
                    FamilyCommand.SetPolicy _ -> false;
        };
        if (family.spiked() && !isAboutWhatIsOut) {
            return Decision.refuse(
                    "story-spiked",
                    "Expected a story that was not dropped to " + deed
                            + ", but this one was. Nothing more of it is released; submit it as a new story.");
        }
        if (!family.isKnown() && !(order instanceof FamilyCommand.TakeDown)) {
            return Decision.refuse(
                    "story-unknown",
                    "Expected a story to " + deed + ", but publish-stage has not read of it."
                            + " Check the id; if the story was submitted just now, ask again in a moment.");
        }
        return null;
    }

    private static @Nullable Decision<FamilyEvent> refusedForItsLength(FamilyCommand.Order order) {
        Refusal refusal = switch (order) {
            case FamilyCommand.TakeDown takeDown -> ReasonRules.reason(takeDown.reason());
            case FamilyCommand.Restore restore -> ReasonRules.reason(restore.reason());
            case FamilyCommand.SetEmbargo set -> ReasonRules.note(set.embargo().note());
            case FamilyCommand.LiftEmbargo lift -> ReasonRules.reason(lift.reason());
            case FamilyCommand.Withhold withhold -> ReasonRules.reason(withhold.reason());
            case FamilyCommand.Unwithhold unwithhold -> ReasonRules.reason(unwithhold.reason());
            case FamilyCommand.Waive waive -> ReasonRules.reason(waive.reason());
            case FamilyCommand.Schedule _, FamilyCommand.CancelSchedule _, FamilyCommand.SetPolicy _ -> null;
        };
        return refusal == null ? null : Decision.refuse(refusal.code(), refusal.sentence());
    }

    private static Decision<FamilyEvent> takeDown(Family family, FamilyCommand.TakeDown order) {
        Version version = family.version(order.language());
        Clearing out = version.live();
        // so that it does not come back with the others; of a spiked story nothing does
        if (out == null && family.terms().withheld() && !family.hasEnded() && !isTakenDown(version)) {
            out = version.withdrawn();
        }
        if (out == null) {
            return Decision.refuse(
                    "not-live",
                    "Expected a live version in " + order.language() + " to take down, but "
                            + (version.isDown() ? "it was taken down already" : "it was never released")
                            + ". Check story and language.");
        }
        return order.reason().isBlank()
                ? reasonMissing("taking the version down")
                : Decision.accept(down(version, order.language(), out, order.reason(), false));
    }

    /** Whether what was withdrawn was taken down by itself. */
    private static boolean isTakenDown(Version version) {
        return version.withdrawn() != null && version.withdrawn().contentHash().equals(version.takenDown());
    }

    /** The end of a version that is out. */
    static FamilyEvent down(Version version, String language, Clearing out, String reason, boolean withheld) {
        return new FamilyEvent.TakenDown(
                language, version.releaseSequence() + 1, out.contentHash(), out.sourceRevision(), reason, withheld);
    }

    private static Decision<FamilyEvent> restore(Family family, FamilyCommand.Restore order) {
        Version version = family.version(order.language());
        String hash = version.takenDown();
        if (hash == null || version.live() != null) {
            return Decision.refuse(
                    "not-taken-down",
                    "Expected a version in " + order.language() + " that was taken down, but "
                            + (version.live() != null
                                    ? "one is live"
                                    : version.isDown() ? "it is withheld with its story" : "it was never released")
                            + ". Check story and language"
                            + (family.terms().withheld() ? "; end the withholding to have it live again." : "."));
        }
        if (!Gate.canComeBack(family, version)) {
            return Decision.refuse(
                    "text-outdated",
                    "Expected the text that was taken down in " + order.language()
                            + " to be cleared still and the newest, but it is not: the source was revised, another text"
                            + " was handed in, or its approval is void. Have the newest text approved and signed; it"
                            + " goes out then.");
        }
        return order.reason().isBlank()
                ? reasonMissing("restoring the version")
                : Decision.accept(new FamilyEvent.Restored(order.language(), hash, order.reason()));
    }

    private static Decision<FamilyEvent> setEmbargo(Family family, FamilyCommand.SetEmbargo order) {
        if (family.wasReleased()) {
            return alreadyReleased("embargo", "Withhold the story to take it down until further notice.");
        }
        Instant until = order.embargo().until();
        if (until != null && !until.isAfter(order.at())) {
            return timePassed("the embargo's end", until, "Lift the embargo to end it now.");
        }
        Embargo now = family.terms().embargo();
        return order.embargo().equals(now)
                ? Decision.accept()
                : Decision.accept(new FamilyEvent.EmbargoSet(order.embargo(), now, null));
    }

    private static Decision<FamilyEvent> liftEmbargo(Family family, FamilyCommand.LiftEmbargo order) {
        Embargo now = family.terms().embargo();
        if (now == null || !now.holdsAt(order.at())) {
            return Decision.refuse(
                    "no-embargo",
                    "Expected an embargo to end, but the story is under none. Nothing is held by it; see what the story"
                            + " waits for with 'copyflow story'.");
        }
        return order.reason().isBlank()
                ? reasonMissing("ending the embargo")
                : Decision.accept(new FamilyEvent.EmbargoLifted(now, order.reason()));
    }

    private static Decision<FamilyEvent> schedule(Family family, FamilyCommand.Schedule order) {
        if (order.language() != null && !order.wanted()) {
            return Decision.refuse(
                    "language-not-wanted",
                    "Expected a language the story comes in, but " + order.language()
                            + " is none of them. Check story and language.");
        }
        if (!order.notBefore().isAfter(order.at())) {
            return timePassed("the time of release", order.notBefore(), "Leave the schedule away to release at once.");
        }
        Embargo embargo = family.terms().embargo();
        if (embargo != null && (embargo.until() == null || order.notBefore().isBefore(embargo.until()))) {
            return Decision.refuse(
                    "embargo-later",
                    "Expected a time at or after the end of the embargo, but "
                            + (embargo.until() == null
                                    ? "the embargo has no end"
                                    : "the embargo ends at " + embargo.until())
                            + ". Choose a later time, or have a chief end the embargo.");
        }
        Instant now = order.language() == null
                ? family.terms().scheduledFor()
                : family.version(order.language()).scheduledFor();
        return order.notBefore().equals(now)
                ? Decision.accept()
                : Decision.accept(new FamilyEvent.Scheduled(order.language(), order.notBefore()));
    }

    private static Decision<FamilyEvent> cancelSchedule(Family family, FamilyCommand.CancelSchedule order) {
        Instant now = order.language() == null
                ? family.terms().scheduledFor()
                : family.version(order.language()).scheduledFor();
        return now == null
                ? Decision.refuse(
                        "not-scheduled",
                        "Expected a schedule to take back, but "
                                + (order.language() == null ? "the story" : order.language())
                                + " has none. Schedules of the story and of a language are taken back each by itself.")
                : Decision.accept(new FamilyEvent.ScheduleCancelled(order.language(), now));
    }

    private static Decision<FamilyEvent> setPolicy(Family family, FamilyCommand.SetPolicy order) {
        if (family.wasReleased()) {
            return alreadyReleased("set the release of", "Schedule the languages that are not out yet.");
        }
        Policy policy = order.policy();
        if (policy != null && policy.isOverAt(order.at())) {
            return timePassed(
                    "the deadline",
                    Objects.requireNonNull(policy.deadline()),
                    "Choose a later one, or the policy independent.");
        }
        if (policy != null && policy.core() != null) {
            Set<String> unwanted = new TreeSet<>(policy.core());
            unwanted.removeAll(order.targets());
            unwanted.remove(family.sourceLanguage());
            if (!unwanted.isEmpty()) {
                return Decision.refuse(
                        "language-not-wanted",
                        "Expected languages the story comes in, but " + String.join(", ", unwanted) + " "
                                + (unwanted.size() == 1 ? "is none of them" : "are none of them")
                                + ". Check story and languages.");
            }
        }
        return Objects.equals(policy, family.terms().policy())
                ? Decision.accept()
                : Decision.accept(new FamilyEvent.PolicySet(policy, order.targets()));
    }

    private static Decision<FamilyEvent> withhold(Family family, FamilyCommand.Withhold order) {
        if (family.terms().withheld()) {
            return Decision.refuse(
                    "already-withheld",
                    "Expected a story that is not withheld, but this one is. Nothing of it is live; there is nothing left"
                            + " to do.");
        }
        if (order.reason().isBlank()) {
            return reasonMissing("withholding the story");
        }
        List<FamilyEvent> events = new ArrayList<>(List.of(new FamilyEvent.Withheld(order.reason())));
        for (String language : family.live()) {
            Version version = family.version(language);
            events.add(down(version, language, Objects.requireNonNull(version.live()), order.reason(), true));
        }
        return Decision.accept(events);
    }

    private static Decision<FamilyEvent> unwithhold(Family family, FamilyCommand.Unwithhold order) {
        if (!family.terms().withheld()) {
            return Decision.refuse(
                    "not-withheld",
                    "Expected a story that is withheld, but this one is not. A language that was taken down by itself is"
                            + " restored by itself.");
        }
        return order.reason().isBlank()
                ? reasonMissing("ending the withholding")
                : Decision.accept(new FamilyEvent.Unwithheld(order.reason()));
    }

    private static Decision<FamilyEvent> waive(Family family, FamilyCommand.Waive order) {
        Obligation obligation = family.obligations().stream()
                .filter(each -> each.place().equals(order.obligation())
                        && each.language().equals(order.language()))
                .findFirst()
                .orElse(null);
        if (obligation == null) {
            return Decision.refuse(
                    "no-such-obligation",
                    "Expected an obligation of the story in " + order.language()
                            + " that is open, but there is none of that id. 'copyflow obligations' lists them; one that"
                            + " was met or closed needs no waiver.");
        }
        return order.reason().isBlank()
                ? reasonMissing("waiving the obligation")
                : Decision.accept(new FamilyEvent.ObligationClosed(obligation, ObligationEnd.WAIVED, order.reason()));
    }

    private static Decision<FamilyEvent> alreadyReleased(String deed, String advice) {
        return Decision.refuse(
                "already-released",
                "Expected a story that nothing was released of to " + deed + ", but this one is out. " + advice);
    }

    private static Decision<FamilyEvent> timePassed(String what, Instant time, String advice) {
        return Decision.refuse(
                "time-passed", "Expected " + what + " to be in the future, but " + time + " has passed. " + advice);
    }

    private static Decision<FamilyEvent> reasonMissing(String deed) {
        return Decision.refuse(
                "reason-missing", "Expected a reason for " + deed + ", but it is blank. Say why, for colleagues.");
    }
}
