package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Standing.Attempt;
import java.util.Set;

/** A place outside that is told what to show by calls: a social account, a member's webhook. Called by one thread. */
public interface Outlet {

    /**
     * What the network can do.
     *
     * @param edit change what stands
     * @param delete take down what stands
     * @param reply put something beneath what stands
     */
    record Ability(boolean edit, boolean delete, boolean reply) {}

    /** How a correction is answered (docs/semantics.md, rule 24). */
    enum OnCorrection {
        EDIT,
        REPLY,
        DELETE_AND_REPOST,
        LEAVE_AND_REPORT
    }

    /** The longest id of any network. */
    int LONGEST_ID = 1000;

    Ability ability();

    OnCorrection onCorrection();

    /** Whether what it is given can be had from that moment, before any call: by a member that fetches. */
    default boolean isHadBeforeCalled() {
        return false;
    }

    /** A digest of what would be sent for a version: the same for two that look the same there. */
    String digest(Version version);

    /** Whether a text can be this network's id of what stands there, such as one that a person found. */
    default boolean isId(String id) {
        return !id.isBlank() && id.length() <= LONGEST_ID;
    }

    /**
     * Makes one call. Never throws for what the network does; after a bug the same is tried again later, and an {@link Error}
     * ends the channel's thread.
     */
    Answer perform(Step step);

    /**
     * Looks what became of a call whose outcome is not known.
     *
     * @param known ids of what stands from earlier calls
     */
    ReadBack readBack(Attempt attempt, Version version, Set<String> known);
}
