package io.copyflow.channels.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a story stands in one language at one channel; what {@link DeliveryJournal} keeps.
 *
 * @param sequence the release that was last done with, whatever became of it; 0 for none. What is not newer is dropped
 *     (docs/semantics.md, rule 19)
 * @param shown what stands outside; null for nothing that is known of
 * @param attempt a call that makes something outside, begun and of an outcome not known yet; null for none
 * @param pending the newest release not done with yet
 * @param pendingSince when the first release was taken that is not done with yet
 * @param killed whether the story was killed
 * @param replaced whether what was shown was removed to be shown anew
 * @param unconfirmed whether a call was made of which nobody can tell what became of it
 * @param unsent receipts the broker may not have yet
 */
public record Standing(
        String storyId,
        String language,
        long sequence,
        @Nullable Shown shown,
        @Nullable Attempt attempt,
        @Nullable Version pending,
        @Nullable Instant pendingSince,
        boolean killed,
        boolean replaced,
        boolean unconfirmed,
        List<Receipt> unsent) {

    public Standing {
        unsent = List.copyOf(unsent);
    }

    /**
     * What stands outside.
     *
     * @param id the network's
     * @param url where it can be seen
     * @param digest of what was sent, so that what would be sent again is known; empty when it is not known
     * @param replies ids of what was put beneath it, oldest first
     */
    public record Shown(String id, @Nullable String url, String digest, List<String> replies) {
        public Shown {
            replies = List.copyOf(replies);
        }

        Shown saying(String newDigest) {
            return new Shown(id, url, newDigest, replies);
        }

        Shown repliedWith(String reply, String newDigest) {
            List<String> more = new ArrayList<>(replies);
            more.add(reply);
            return new Shown(id, url, newDigest, more);
        }

        Shown without(String reply) {
            return new Shown(
                    id,
                    url,
                    digest,
                    replies.stream().filter(one -> !one.equals(reply)).toList());
        }
    }

    /**
     * A call that makes something outside: it could double, so it is noted before it is made.
     *
     * @param key the idempotency key it carries
     * @param to the id of what it replies to; null for a post of its own
     * @param sequence the release it shows
     * @param at when it was begun
     */
    public record Attempt(String key, @Nullable String to, String digest, long sequence, Instant at) {}

    static Standing unknown(String storyId, String language) {
        return new Standing(storyId, language, 0, null, null, null, null, false, false, false, List.of());
    }

    static String place(String storyId, String language) {
        return storyId + "/" + language;
    }

    String place() {
        return place(storyId, language);
    }

    /** Whether a version is newer than what was done and what is waiting. */
    boolean isNews(Version version) {
        return version.sequence() > Math.max(sequence, pending == null ? 0 : pending.sequence());
    }

    /** Whether something is to be done. */
    @JsonIgnore
    boolean isOpen() {
        return pending != null || isKillOpen();
    }

    /** Whether a kill is to be done: something stands outside, or may. */
    @JsonIgnore
    boolean isKillOpen() {
        return killed && (shown != null || attempt != null);
    }

    Standing waiting(Version version, Instant now) {
        return new Standing(
                storyId,
                language,
                sequence,
                shown,
                attempt,
                version,
                pendingSince == null ? now : pendingSince,
                killed,
                replaced,
                unconfirmed,
                unsent);
    }

    /** A kill: what waits to be shown never is. */
    Standing toBeKilled() {
        Version left = pending == null || pending.isLive() ? null : pending;
        return new Standing(
                storyId,
                language,
                sequence,
                shown,
                attempt,
                left,
                left == null ? null : pendingSince,
                true,
                replaced,
                unconfirmed,
                unsent);
    }

    Standing attempting(@Nullable Attempt begun) {
        return new Standing(
                storyId,
                language,
                sequence,
                shown,
                begun,
                pending,
                pendingSince,
                killed,
                replaced,
                unconfirmed,
                unsent);
    }

    Standing showing(@Nullable Shown now) {
        return new Standing(
                storyId, language, sequence, now, null, pending, pendingSince, killed, replaced, unconfirmed, unsent);
    }

    /** A call of an unknown outcome was found to have shown, or is taken to have shown, a release. */
    Standing found(Shown made, long release) {
        return new Standing(
                storyId,
                language,
                Math.max(sequence, release),
                made,
                null,
                pending,
                pendingSince,
                killed,
                replaced,
                unconfirmed,
                unsent);
    }

    Standing removedToShowAnew() {
        return new Standing(
                storyId, language, sequence, null, null, pending, pendingSince, killed, true, unconfirmed, unsent);
    }

    Standing leftUnconfirmed() {
        return new Standing(
                storyId, language, sequence, shown, null, pending, pendingSince, killed, replaced, true, unsent);
    }

    /** Done with a release, or with a kill, and the receipt that says so. */
    Standing done(Receipt receipt) {
        List<Receipt> more = new ArrayList<>(unsent);
        more.add(receipt);
        Version left =
                pending != null && pending.sequence() <= receipt.sequence() && !receipt.ofKill() ? null : pending;
        return new Standing(
                storyId,
                language,
                Math.max(sequence, receipt.sequence()),
                shown,
                null,
                left,
                left == null ? null : pendingSince,
                killed,
                false,
                unconfirmed,
                more);
    }

    Standing receipted(List<Receipt> sent) {
        return new Standing(
                storyId,
                language,
                sequence,
                shown,
                attempt,
                pending,
                pendingSince,
                killed,
                replaced,
                unconfirmed,
                unsent.stream().filter(one -> !sent.contains(one)).toList());
    }
}
