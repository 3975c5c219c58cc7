package io.copyflow.launcher.cli;

import picocli.CommandLine.Parameters;

/** The translation that a command is about, as its first parameter. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class TaskParameter {

    @Parameters(
            index = "0",
            paramLabel = "TASK",
            description = "STORY/LANGUAGE, as 'copyflow tasks' shows it.",
            converter = TaskAddress.Converter.class)
    private TaskAddress address;

    TaskAddress address() {
        return address;
    }

    /** Where it is served. */
    String path() {
        return address.path();
    }
}
