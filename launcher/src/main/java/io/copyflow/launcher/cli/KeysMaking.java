package io.copyflow.launcher.cli;

import io.copyflow.launcher.signing.NewsroomKeys;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** What makes a new key for a person: tells of it, and has it hold at once where that is asked. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
abstract class KeysMaking implements Runnable {

    @ParentCommand
    private KeysCommand keys;

    @Mixin
    private KeysOptions.Where where = new KeysOptions.Where();

    @Mixin
    private KeysOptions.Making making = new KeysOptions.Making();

    @Mixin
    private KeysOptions.Applying applying = new KeysOptions.Applying();

    /** @param to where the private key with an id goes */
    abstract NewsroomKeys.Made make(NewsroomKeys newsroom, String person, Function<String, Path> to);

    @Override
    public final void run() {
        NewsroomKeys.Made made = make(where.keys(), making.person(), making.to());
        KeysOptions.tell(keys.root(), making.person(), made);
        applying.finish(keys.root(), where);
    }
}
