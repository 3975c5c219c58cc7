package io.copyflow.runtime;

/** Tells whether the directory is still what it was: {@link io.copyflow.directory.Directory#state}. Safe for threads. */
final class DirectoryState {

    private volatile Object now = new Object();

    Object now() {
        return now;
    }

    /** To be called after an entry was changed, so that nobody takes what they read before for what is there now. */
    void changed() {
        now = new Object();
    }
}
