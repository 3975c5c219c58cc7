package io.copyflow.launcher.cluster;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Says in plain words that a process died, and starts it again unless it died soon after its start. */
public final class Tending implements BiConsumer<Member, Integer> {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int SIGNALLED = 128;

    private final BooleanSupplier isEnding;
    private final Consumer<String> tell;

    /** @param isEnding whether the whole cluster is ending: nothing is told and started any more */
    public Tending(BooleanSupplier isEnding, Consumer<String> tell) {
        this.isEnding = isEnding;
        this.tell = tell;
    }

    @Override
    public void accept(Member member, Integer exitCode) {
        if (isEnding.getAsBoolean() || member.state() == Member.State.CLOSED) {
            return;
        }
        boolean isSoon = member.age().compareTo(SOON) < 0;
        tell.accept(sentence(member.name(), member.pid(), exitCode, member.told())
                + (isSoon
                        ? " It had run for " + member.age().toSeconds()
                                + " s only, so it is not started again: mend what it says, and start anew."
                        : " It is started again."));
        if (!isSoon) {
            member.start();
        }
    }

    static String sentence(String name, long pid, int exitCode, String told) {
        return exitCode > SIGNALLED
                ? name + " (process " + pid + ") was ended by signal " + (exitCode - SIGNALLED) + "."
                : name + " (process " + pid + ") ended by itself with code " + exitCode + ". " + told;
    }
}
