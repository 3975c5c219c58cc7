package io.copyflow.publish.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.state.ChannelDelivery;
import io.copyflow.schemas.state.Deliveries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What channels tell. A receipt is noted on a shelf and asks nothing of the family, so that it costs little; only where a
 * correction is on its way does the family hear of it.
 */
final class Receipts {

    private Receipts() {}

    static Reading<FamilyCommand> read(DeliveryEvent receipt, StageData data) {
        String storyId = receipt.getStoryId();
        // without its facts the story is over, or never was here
        Boolean shows = shows(receipt);
        if (shows == null || data.onShelf(Shelves.FACTS, storyId) == null) {
            return Reading.nothing();
        }
        String key = Shelves.key(storyId, receipt.getLanguage());
        Deliveries before = data.onShelf(Shelves.DELIVERIES, key);
        List<ChannelDelivery> channels = new ArrayList<>(before == null ? List.of() : before.getChannels());
        ChannelDelivery now = new ChannelDelivery(receipt.getChannel(), receipt.getReleaseSequence(), shows);
        int known = indexOf(channels, receipt.getChannel());
        if (known < 0) {
            channels.add(now);
        } else if (isNewer(receipt, shows, channels.get(known))) {
            channels.set(known, now);
        } else {
            return Reading.nothing();
        }
        boolean watched = before != null && before.getWatched();
        return new Reading<>(
                watched
                        ? List.of(Ask.reaction(
                                Subject.of(storyId),
                                receipt.getEventId(),
                                Topics.PUBLISH,
                                new FamilyCommand.NoteReceipt(
                                        receipt.getLanguage(),
                                        receipt.getChannel(),
                                        receipt.getReleaseSequence(),
                                        shows)))
                        : List.of(),
                List.of(new Keep<>(Shelves.DELIVERIES, key, new Deliveries(watched, channels))));
    }

    /** The channels that show a language, by what they told last. */
    static List<String> showing(String storyId, String language, StageData data) {
        Deliveries known = data.onShelf(Shelves.DELIVERIES, Shelves.key(storyId, language));
        return known == null
                ? List.of()
                : known.getChannels().stream()
                        .filter(ChannelDelivery::getShowing)
                        .map(ChannelDelivery::getChannel)
                        .toList();
    }

    /** From now on the family hears of the language's receipts. */
    static List<Keep<?>> watched(String storyId, String language, StageData data) {
        String key = Shelves.key(storyId, language);
        Deliveries before = data.onShelf(Shelves.DELIVERIES, key);
        return before != null && before.getWatched()
                ? List.of()
                : List.of(new Keep<>(
                        Shelves.DELIVERIES,
                        key,
                        new Deliveries(true, before == null ? List.of() : before.getChannels())));
    }

    /** Null for what says nothing new of what readers see: the channel shows what it showed before, as far as it knows. */
    private static @Nullable Boolean shows(DeliveryEvent receipt) {
        return switch (receipt.getOutcome()) {
            case DELIVERED, CORRECTED -> true;
            case WITHDRAWN, SKIPPED -> false;
            case FAILED, LEFT, UNCONFIRMED, UNKNOWN -> null;
        };
    }

    private static boolean isNewer(DeliveryEvent receipt, boolean shows, ChannelDelivery known) {
        return receipt.getReleaseSequence() > known.getReleaseSequence()
                || (receipt.getReleaseSequence() == known.getReleaseSequence() && known.getShowing() && !shows);
    }

    private static int indexOf(List<ChannelDelivery> channels, String channel) {
        for (int n = 0; n < channels.size(); n++) {
            if (channels.get(n).getChannel().equals(channel)) {
                return n;
            }
        }
        return -1;
    }
}
