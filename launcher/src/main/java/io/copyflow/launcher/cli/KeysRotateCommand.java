package io.copyflow.launcher.cli;

import io.copyflow.launcher.signing.NewsroomKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow keys rotate}. */
@Command(
        name = "rotate",
        description = {
            "Make a new key for a person, and end those they have: they hold until now, the new one from now on.",
            "What was signed with the old ones stays signed."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class KeysRotateCommand implements Runnable {

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
        NewsroomKeys.Made made = where.keys().rotate(making.person(), making.to());
        KeysOptions.tell(keys.root(), making.person(), made);
        applying.finish(keys.root(), where);
    }
}
