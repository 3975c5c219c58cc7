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
        if (standing.unconfirmed()) {
            return new Finish(
                    Outcome.UNCONFIRMED,
                    "Expected to know what this channel shows, but an earlier call had no answer and the network cannot"
                            + " be asked. Look there, and put it right by hand.");
        }
        Shown shown = standing.shown();
        if (!target.isLive()) {
            return shown == null ? new Finish(Outcome.WITHDRAWN, null) : takeDown(shown, target, key, outlet.ability());
        }
        if (shown == null) {
            return new Call(new Step.Create(key, target));
        }
        if (shown.digest().equals(outlet.digest(target))) {
            return new Finish(Outcome.DELIVERED, "It looks the same there as before, so nothing was sent.");
        }
        return correct(shown, target, key, outlet);
    }

    private static Plan takeDown(Shown shown, Version target, String key, Ability ability) {
        if (!ability.delete()) {
            return new Finish(
                    Outcome.FAILED, "Expected to take it down, but this network has no way to. Take it down by hand.");
        }
        String id = shown.replies().isEmpty() ? shown.id() : shown.replies().getLast();
        return new Call(new Step.Delete(key, shown, id, target));
    }

    private static Plan correct(Shown shown, Version target, String key, Outlet outlet) {
        return switch (outlet.onCorrection()) {
            case EDIT -> new Call(new Step.Edit(key, shown, target));
            case REPLY -> new Call(new Step.Reply(key, shown, target));
            case DELETE_AND_REPOST -> takeDown(shown, target, key, outlet.ability());
            case LEAVE_AND_REPORT ->
                new Finish(Outcome.LEFT, "This account leaves what it posted as it is when it is corrected.");
        };
    }
}
