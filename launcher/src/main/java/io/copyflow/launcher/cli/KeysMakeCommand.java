package io.copyflow.launcher.cli;

import io.copyflow.launcher.signing.NewsroomKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow keys make}. */
@Command(
        name = "make",
        description = {
            "Make a pair of keys: the private one in a file that only you can read, the public one in the newsroom's file"
                    + " of keys.",
            "No file is ever overwritten. Whoever has the private key can decide in the person's name."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class KeysMakeCommand implements Runnable {

    @ParentCommand
    private KeysCommand keys;

    @Mixin
    private KeysOptions.Where where = new KeysOptions.Where();

    @Mixin
    private KeysOptions.Making making = new KeysOptions.Making();

    @Mixin
    private KeysOptions.Applying applying = new KeysOptions.Applying();

    @Override
    public void run() {
        NewsroomKeys.Made made = where.keys().make(making.person(), making.to());
        KeysOptions.tell(keys.root(), making.person(), made);
        applying.finish(keys.root(), where);
    }
}
