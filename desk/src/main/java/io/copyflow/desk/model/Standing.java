package io.copyflow.desk.model;

import java.util.Locale;

/** Where one language's version of a story stands. */
public enum Standing {
    /** Wanted, but not in the queue: its translation waits for approval of the source. */
    WAITING,
    QUEUED,
    CLAIMED,
    /** Handed in, not decided. */
    IN_REVIEW,
    CHANGES_REQUESTED,
    REJECTED,
    /** Its approval and signatures are void, and no new version has come. */
    VOID,
    /** Approved, not signed by all. */
    APPROVED,
    /** Vouched for by one person, and waits for a countersignature. */
    GLASS_BROKEN,
    /** Signed by all, not released. */
    CLEARED,
    /** Cleared, and waits at the gate. */
    HELD,
    LIVE,
    TAKEN_DOWN,
    /** Not wanted any more. */
    CANCELLED,
    KILLED;

    /** For addresses, styles and the keys of words, such as {@code in-review}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a translator has it, or is to have it. */
    public boolean isTranslators() {
        return switch (this) {
            case WAITING, QUEUED, CLAIMED -> true;
            case IN_REVIEW,
                    CHANGES_REQUESTED,
                    REJECTED,
                    VOID,
                    APPROVED,
                    GLASS_BROKEN,
                    CLEARED,
                    HELD,
                    LIVE,
                    TAKEN_DOWN,
                    CANCELLED,
                    KILLED -> false;
        };
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
        return switch (this) {
            case LIVE, TAKEN_DOWN, CANCELLED, KILLED -> true;
            case WAITING,
                    QUEUED,
                    CLAIMED,
                    IN_REVIEW,
                    CHANGES_REQUESTED,
                    REJECTED,
                    VOID,
                    APPROVED,
                    GLASS_BROKEN,
                    CLEARED,
                    HELD -> false;
        };
    }
}
