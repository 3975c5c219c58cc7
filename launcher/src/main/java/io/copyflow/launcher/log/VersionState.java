package io.copyflow.launcher.log;

/** Where one language's version of a story stands. */
public enum VersionState {
    /** Wanted, but not in the queue: its translation waits for approval of the source, or the stage is behind. */
    WAITING("waiting"),
    QUEUED("queued"),
    CLAIMED("claimed"),
    /** Handed in, not decided. */
    IN_REVIEW("in review"),
    CHANGES_REQUESTED("changes requested"),
    REJECTED("rejected"),
    /** Its approval and signatures are void, and no new version has come. */
    VOID("void"),
    /** Approved, not signed by all. */
    APPROVED("approved"),
    /** Vouched for by one person, and waits for a countersignature. */
    GLASS_BROKEN("glass broken"),
    /** Signed by all, not released. */
    CLEARED("cleared"),
    /** Cleared, and waits at the gate. */
    HELD("held"),
    LIVE("live"),
    TAKEN_DOWN("taken down"),
    /** Not wanted any more. */
    CANCELLED("cancelled"),
    /** Its story was killed, and it is not live any more, or never was. */
    KILLED("killed");

    private final String words;

    VersionState(String words) {
        this.words = words;
    }

    /** For tables and sentences, such as {@code in review}. */
    public String words() {
        return words;
    }

    /** As it is typed and in JSON, such as {@code in-review}. */
    @Override
    public String toString() {
        return words.replace(' ', '-');
    }
}
