package io.copyflow.launcher;

import io.copyflow.launcher.cli.RootCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program. */
public final class Copyflow {

    /** Advises an incubating module of the JDK, past Logback. Held, as a logger nobody holds forgets its level. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Copyflow() {}

    public static void main(String[] args) {
        LUCENE.setLevel(Level.SEVERE);
        System.exit(RootCommand.run(args));
    }
}
