package io.copyflow.channels.social;

import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.ReadBack;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Step;
import io.copyflow.channels.delivery.Version;
import java.util.Set;

/** An account that has posted, and has no secret now: everything waits until it has one again. */
record UnconnectedOutlet(Account account) implements Outlet {

    private String sentence() {
        return "Expected a secret for the account " + account.id()
                + ", which has posts to look after, but there is none. Give it one; what waits is done then.";
    }

    @Override
    public Ability ability() {
        return account.network().ability();
    }

    @Override
    public boolean isId(String id) {
        return account.network().isId(id);
    }

    @Override
    public OnCorrection onCorrection() {
        return account.onCorrection();
    }

    @Override
    public String digest(Version version) {
        return version.contentHash();
    }

    @Override
    public Answer perform(Step step) {
        return new Answer.Later(null, true, sentence());
    }

    @Override
    public ReadBack readBack(Attempt attempt, Version version, Set<String> known) {
        return new ReadBack.Later(null, sentence());
    }
}
