package io.copyflow.launcher.cli;

import io.copyflow.schemas.publication.WaiveObligation;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copyflow publish waive}. */
@Command(
        name = "waive",
        description = {
            "Close what a correction owes to a language or a channel, because nobody will or need meet it.",
            "'copyflow obligations' lists what is owed."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class PublishWaiveCommand extends PublishDeed {

    @Parameters(
            index = "0",
            paramLabel = "OBLIGATION",
            description = "Its id, as 'copyflow obligations' tells it: story, language, channel and revision.")
    private String obligation;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for colleagues.")
    private String reason;

    @Override
    String story() {
        return part(0);
    }

    @Override
    String language() {
        return part(1);
    }

    private String part(int n) {
        String[] parts = obligation.strip().replaceFirst(":r[0-9]+$", "").split("/", 3);
        return n < parts.length ? parts[n] : "";
    }

    @Override
    SpecificRecord body() {
        return new WaiveObligation(obligation.strip(), ReviewDeed.typed(reason));
    }

    @Override
    String done() {
        return "Waived for";
    }
}
