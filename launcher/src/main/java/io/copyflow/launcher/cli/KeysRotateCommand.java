package io.copyflow.launcher.cli;

import io.copyflow.launcher.signing.NewsroomKeys;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code copyflow keys rotate}. */
@Command(
        name = "rotate",
        description = {
            "Make a new key for a person, and end those they have: they hold until now, the new one from now on.",
            "What was signed with the old ones stays signed."
        },
        mixinStandardHelpOptions = true)
public final class KeysRotateCommand extends KeysMaking {

    @Override
    NewsroomKeys.Made make(NewsroomKeys newsroom, String person, Function<String, Path> to) {
        return newsroom.rotate(person, to);
    }
}
