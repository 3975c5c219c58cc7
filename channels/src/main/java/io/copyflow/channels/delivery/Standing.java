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
 * @param corrects the newest release among those not shown yet that is a correction or clarification; 0 for none
 * @param killed whether the story was killed
 * @param leaving whether a call was begun that takes down what is shown, and nobody knows yet what became of it: it may
 *     still act, so what is shown cannot be counted on any more and is taken down to the end
 * @param replaced whether what was shown was removed to be shown anew
 * @param doubt what a person has to look at; null for nothing
 * @param looks how often a person looked at the release that waits, so that its receipts can be told apart
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
        long corrects,
        boolean killed,
        boolean leaving,
        boolean replaced,
        @Nullable Doubt doubt,
        int looks,
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

    /**
     * Nobody can tell what the channel shows.
     *
     * @param attempt the call whose outcome is not known; null where it was something else
     * @param newest the newest release since, which is to be shown or withdrawn once a person has looked
     */
    public record Doubt(@Nullable Attempt attempt, Version newest) {}

    static Standing unknown(String storyId, String language) {
        return new Standing(storyId, language, 0, null, null, null, null, 0, false, false, false, null, 0, List.of());
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

    /** Whether nobody can tell what the channel shows. */
    @JsonIgnore
    boolean isUnconfirmed() {
        return doubt != null;
    }

    Standing waiting(Version version, Instant now) {
        Draft draft = new Draft(this);
        draft.pending = version;
        draft.pendingSince = pendingSince == null ? now : pendingSince;
        if (version.isCorrection()) {
            draft.corrects = version.sequence();
        }
        return draft.standing();
    }

    /** A kill: what waits to be shown never is. It may have arrived without an answer, so the kill comes after it. */
    Standing toBeKilled() {
        Draft draft = new Draft(this);
        if (pending != null && pending.isLive()) {
            draft.sequence = Math.max(sequence, pending.sequence());
            draft.pending = null;
            draft.pendingSince = null;
        }
        draft.killed = true;
        return draft.standing();
    }

    /** What waits to be shown can be had already: as a call that may have arrived, so that a withdrawal comes after it. */
    Standing hadUncalled(String channelId) {
        Version waits = pending;
        Instant since = pendingSince;
        return waits == null || since == null || !waits.isLive() || shown != null || attempt != null
                ? this
                : attempting(new Attempt(
                        Receipt.idempotencyKey(channelId, storyId, language, waits.sequence()),
                        null,
                        "",
                        waits.sequence(),
                        since));
    }

    Standing attempting(@Nullable Attempt begun) {
        Draft draft = new Draft(this);
        draft.attempt = begun;
        return draft.standing();
    }

    /** What is shown is about to be taken down. */
    Standing taking() {
        Draft draft = new Draft(this);
        draft.leaving = true;
        return draft.standing();
    }

    /** The network will not take down what is shown. */
    Standing staying() {
        Draft draft = new Draft(this);
        draft.leaving = false;
        return draft.standing();
    }

    Standing showing(@Nullable Shown now) {
        Draft draft = new Draft(this);
        draft.shown = now;
        draft.attempt = null;
        draft.leaving = false;
        return draft.standing();
    }

    /** A call of an unknown outcome was found to have shown, or is taken to have shown, a release. */
    Standing found(Shown made, long release) {
        Draft draft = new Draft(this);
        draft.sequence = Math.max(sequence, release);
        draft.shown = made;
        draft.attempt = null;
        draft.leaving = false;
        if (corrects <= release) {
            draft.corrects = 0;
        }
        return draft.standing();
    }

    Standing removedToShowAnew() {
        Draft draft = new Draft(this);
        draft.shown = null;
        draft.attempt = null;
        draft.leaving = false;
        draft.replaced = true;
        return draft.standing();
    }

    /** Nobody can tell whether the newest release stands; what was in doubt before still is. */
    Standing doubting(Version newest) {
        Draft draft = new Draft(this);
        draft.doubt = new Doubt(attempt != null || doubt == null ? attempt : doubt.attempt(), newest);
        draft.attempt = null;
        return draft.standing();
    }

    /**
     * A person looked: the release in doubt waits again, to be shown, changed or withdrawn as the network stands now.
     *
     * @param found what the call had made; null when it had made nothing
     */
    Standing looked(@Nullable Shown found, Instant now) {
        if (doubt == null) {
            return this;
        }
        Attempt lost = doubt.attempt();
        Shown stands = shown;
        boolean reply = lost != null && lost.to() != null;
        Draft draft = new Draft(this);
        draft.doubt = null;
        draft.looks = looks + 1;
        if (found != null) {
            String digest = lost == null ? "" : lost.digest();
            draft.shown = stands != null && reply ? stands.repliedWith(found.id(), digest) : found.saying(digest);
            draft.leaving = false;
        } else if (stands != null && reply) {
            draft.corrects = doubt.newest().sequence();
        }
        if (killed && draft.shown != null) {
            draft.pending = null;
            draft.pendingSince = null;
        } else if (pending == null) {
            Version newest = doubt.newest();
            draft.pending = killed && newest.isLive() ? newest.withdrawn(true) : newest;
            draft.pendingSince = now;
        }
        return draft.standing();
    }

    /** Done with a release, or with a kill, and the receipt that says so. */
    Standing done(Receipt receipt) {
        Draft draft = new Draft(this);
        if (pending != null && pending.sequence() <= receipt.sequence() && !receipt.ofKill()) {
            draft.pending = null;
            draft.pendingSince = null;
        }
        draft.sequence = Math.max(sequence, receipt.sequence());
        draft.attempt = null;
        draft.replaced = false;
        if (corrects <= receipt.sequence() && receipt.outcome() != Receipt.Outcome.FAILED) {
            draft.corrects = 0;
        }
        if (receipt.outcome() != Receipt.Outcome.UNCONFIRMED) {
            draft.looks = 0;
        }
        draft.unsent = new ArrayList<>(unsent);
        draft.unsent.add(receipt);
        return draft.standing();
    }

    Standing receipted(List<Receipt> sent) {
        Draft draft = new Draft(this);
        draft.unsent = unsent.stream().filter(one -> !sent.contains(one)).toList();
        return draft.standing();
    }

    /** With what came in while a call was out: a newer version, a kill. */
    Standing meanwhile(Standing now) {
        Draft draft = new Draft(this);
        draft.pending = now.pending;
        draft.pendingSince = now.pendingSince;
        if (now.corrects > sequence) {
            draft.corrects = now.corrects;
        }
        draft.killed = now.killed;
        draft.unsent = now.unsent;
        return draft.standing();
    }

    /** A standing that is being changed. */
    private static final class Draft {
        private final String storyId;
        private final String language;
        private long sequence;
        private @Nullable Shown shown;
        private @Nullable Attempt attempt;
        private @Nullable Version pending;
        private @Nullable Instant pendingSince;
        private long corrects;
        private boolean killed;
        private boolean leaving;
        private boolean replaced;
        private @Nullable Doubt doubt;
        private int looks;
        private List<Receipt> unsent;

        Draft(Standing from) {
            this.storyId = from.storyId;
            this.language = from.language;
            this.sequence = from.sequence;
            this.shown = from.shown;
            this.attempt = from.attempt;
            this.pending = from.pending;
            this.pendingSince = from.pendingSince;
            this.corrects = from.corrects;
            this.killed = from.killed;
            this.leaving = from.leaving;
            this.replaced = from.replaced;
            this.doubt = from.doubt;
            this.looks = from.looks;
            this.unsent = from.unsent;
        }

        Standing standing() {
            return new Standing(
                    storyId,
                    language,
                    sequence,
                    shown,
                    attempt,
                    pending,
                    pendingSince,
                    corrects,
                    killed,
                    leaving,
                    replaced,
                    doubt,
                    looks,
                    unsent);
        }
    }
}
