package io.copyflow.desk.model;

import java.util.Locale;

/** Where a whole story stands: a section of the board. Each story is in one. */
public enum Phase {
    /** Its source waits for an editor, or for its authors. */
    EDITING,
    /** Its source is approved and waits for signatures or for the gate. */
    SIGNING,
    /** Its source is out; some languages are not. */
    FOLLOWING,
    /** Every language that is wanted is out. */
    OUT,
    /** Spiked, killed, or taken down. */
    STOPPED;

    /** For addresses and the keys of words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
