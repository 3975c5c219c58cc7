package io.copyflow.channels.social;

import io.copyflow.channels.delivery.Outlet.OnCorrection;
import io.copyflow.channels.delivery.Version;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.CorrectionPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A social account.
 *
 * @param desks whose stories it takes; empty for all
 * @param urgency the least urgent it takes
 * @param postsPerHour 0 for any number
 * @param inDirectory false for one that is in the directory no longer: it takes nothing new, but still takes down
 */
record Account(
        String id,
        Network network,
        String handle,
        List<String> languages,
        List<String> desks,
        int urgency,
        OnCorrection onCorrection,
        int postsPerHour,
        boolean inDirectory) {

    private static final int LEAST_URGENT = 8;

    /** Of a channel in the directory; null when this version does not know its network. */
    static @Nullable Account of(Channel channel) {
        Network network = Network.of(channel.getNetwork());
        String handle = channel.getHandle();
        if (network == null || handle == null) {
            return null;
        }
        Integer urgency = channel.getUrgency();
        Integer perHour = channel.getPostsPerHour();
        return new Account(
                channel.getId(),
                network,
                handle,
                List.copyOf(channel.getLanguages()),
                List.copyOf(channel.getDesks()),
                urgency == null ? LEAST_URGENT : urgency,
                policy(channel.getOnCorrection()),
                perHour == null ? network.perHour() : perHour,
                true);
    }

    /** Of what a journal says the account was, when the directory has it no longer; null when it says nothing. */
    static @Nullable Account removed(String id, Map<String, String> about) {
        String word = about.get("network");
        Network network = Network.of(word);
        String handle = about.get("handle");
        return network == null || handle == null
                ? null
                : new Account(
                        id,
                        network,
                        handle,
                        List.of(),
                        List.of(),
                        LEAST_URGENT,
                        OnCorrection.EDIT,
                        network.perHour(),
                        false);
    }

    /** The same, no longer in the directory. */
    static Account gone(Account account) {
        return new Account(
                account.id,
                account.network,
                account.handle,
                account.languages,
                account.desks,
                account.urgency,
                account.onCorrection,
                account.postsPerHour,
                false);
    }

    Map<String, String> about() {
        return Map.of("network", network.name().toLowerCase(Locale.ROOT), "handle", handle);
    }

    private static OnCorrection policy(@Nullable CorrectionPolicy policy) {
        return switch (policy) {
            case null -> OnCorrection.EDIT;
            case EDIT -> OnCorrection.EDIT;
            case REPLY -> OnCorrection.REPLY;
            case DELETE_AND_REPOST -> OnCorrection.DELETE_AND_REPOST;
            case LEAVE_AND_REPORT, UNKNOWN -> OnCorrection.LEAVE_AND_REPORT;
        };
    }

    /** Whether a version it was never given is for it. */
    boolean wants(Version version) {
        return inDirectory
                && version.isLive()
                && languages.contains(version.language())
                && version.urgency() <= urgency
                && (desks.isEmpty() || desks.contains(version.desk()));
    }
}
