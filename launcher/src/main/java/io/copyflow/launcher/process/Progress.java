package io.copyflow.launcher.process;

/** Told what is going on, for the person who waits. */
public interface Progress {

    /** Something begins; what began before is done. */
    void begin(String what);

    /** All is done. */
    void done();

    /** Nobody waits. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void begin(String what) {
                // nobody waits
            }

            @Override
            public void done() {
                // nobody waits
            }
        };
    }
}
