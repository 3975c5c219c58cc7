package io.copyflow.launcher.cli;

import io.copyflow.launcher.signing.NewsroomKeys;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code copyflow keys make}. */
@Command(
        name = "make",
        description = {
            "Make a pair of keys: the private one in a file that only you can read, the public one in the newsroom's file"
                    + " of keys.",
            "No file is ever overwritten. Whoever has the private key can decide in the person's name."
        },
        mixinStandardHelpOptions = true)
public final class KeysMakeCommand extends KeysMaking {

    @Override
    NewsroomKeys.Made make(NewsroomKeys newsroom, String person, Function<String, Path> to) {
        return newsroom.make(person, to);
    }
}
