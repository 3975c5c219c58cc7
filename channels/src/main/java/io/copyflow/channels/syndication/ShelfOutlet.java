package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Answer;
import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.ReadBack;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Step;
import io.copyflow.channels.delivery.Version;
import java.util.Set;

/**
 * A member that fetches for itself: what the content API has, it has. Only receipts come of it.
 *
 * @param itemsAddress the address of {@code /items}
 */
record ShelfOutlet(String itemsAddress) implements Outlet {

    @Override
    public Ability ability() {
        return new Ability(true, true, false);
    }

    @Override
    public OnCorrection onCorrection() {
        return OnCorrection.EDIT;
    }

    @Override
    public boolean isHadBeforeCalled() {
        return true;
    }

    @Override
    public String digest(Version version) {
        return version.contentHash() + "/" + version.urgency();
    }

    @Override
    public Answer perform(Step step) {
        return switch (step) {
            case Step.Create create -> there(create.version());
            case Step.Edit edit -> there(edit.version());
            case Step.Reply reply -> there(reply.version());
            case Step.Delete delete -> Answer.done(delete.id(), null);
        };
    }

    private Answer there(Version version) {
        String uri = Item.uri(version);
        return Answer.done(uri, itemsAddress + "/" + uri);
    }

    @Override
    public ReadBack readBack(Attempt attempt, Version version, Set<String> known) {
        return new ReadBack.SafeToRepeat();
    }
}
