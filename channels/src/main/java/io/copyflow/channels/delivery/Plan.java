package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Outlet.Ability;
import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Standing.Shown;
import org.jspecify.annotations.Nullable;

/** What comes next for a story in a language at an outlet. {@link #of} is pure: the same standing gives the same plan. */
sealed interface Plan {

    /** A call is to be made. */
    record Call(Step step) implements Plan {}

    /** Nothing more is to be done. */
    record Finish(Outcome outcome, @Nullable String detail) implements Plan {}

    /**
     * @param target the release, or the withdrawal a kill asks for
     * @param key names the delivery of the target for good
     */
    static Plan of(Standing standing, Version target, String key, Outlet outlet) {
        Shown shown = standing.shown();
        if (!target.isLive() && shown != null) {
            return takeDown(shown, target, key, outlet.ability()); // what is known of goes, whatever else may stand
        }
        if (standing.isUnconfirmed()) {
            return new Finish(
                    Outcome.UNCONFIRMED,
                    "Expected to know what this channel shows, but an earlier call had no answer and the network cannot"
                            + " be asked. Look there, and tell with './copyflow channels looked'.");
        }
        if (!target.isLive()) {
            return new Finish(Outcome.WITHDRAWN, null);
        }
        if (shown == null) {
            return new Call(new Step.Create(key, target));
        }
        if (standing.leaving()) {
            return takeDown(shown, target, key, outlet.ability()); // a call without an answer may take it down yet
        }
        if (shown.digest().equals(outlet.digest(target))) {
            return new Finish(Outcome.DELIVERED, "It looks the same there as before, so nothing was sent.");
        }
        return standing.corrects() > 0
                ? correct(shown, target, key, outlet)
                : change(shown, target, key, outlet.ability());
    }

    private static Plan takeDown(Shown shown, Version target, String key, Ability ability) {
        if (!ability.delete()) {
            return new Finish(
                    Outcome.FAILED, "Expected to take it down, but this network has no way to. Take it down by hand.");
        }
        String id = shown.replies().isEmpty() ? shown.id() : shown.replies().getLast();
        // what is shown anew comes under the target's own key, and whoever drops keys it has had must not drop that
        return new Call(new Step.Delete(target.isLive() ? key + "/removed" : key, shown, id, target));
    }

    /** A minor change or an update is no correction: it is shown where what stands can be changed, else let be. */
    private static Plan change(Shown shown, Version target, String key, Ability ability) {
        return ability.edit()
                ? new Call(new Step.Edit(key, shown, target))
                : new Finish(
                        Outcome.LEFT,
                        "What was posted cannot be changed on this network, and this release is no correction, so it was"
                                + " left as it is.");
    }

    /** What a correction asks for by the account's policy, as far as its network can (docs/semantics.md, rule 24). */
    private static Plan correct(Shown shown, Version target, String key, Outlet outlet) {
        Ability ability = outlet.ability();
        return switch (outlet.onCorrection()) {
            case EDIT -> ability.edit() ? new Call(new Step.Edit(key, shown, target)) : cannot();
            case REPLY -> ability.reply() ? new Call(new Step.Reply(key, shown, target)) : cannot();
            case DELETE_AND_REPOST -> ability.delete() ? takeDown(shown, target, key, ability) : cannot();
            case LEAVE_AND_REPORT ->
                new Finish(Outcome.LEFT, "This account leaves what it posted as it is when it is corrected.");
        };
    }

    private static Plan cannot() {
        return new Finish(
                Outcome.LEFT,
                "Expected to answer a correction as this account's policy says, but its network has no way to. Correct it by"
                        + " hand, or choose another policy in the newsroom file.");
    }
}
