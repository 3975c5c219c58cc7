package io.copyflow.launcher;

import io.copyflow.launcher.cli.RootCommand;

/** The program. */
public final class Copyflow {

    private Copyflow() {}

    public static void main(String[] args) {
        System.exit(RootCommand.run(args));
    }
}
