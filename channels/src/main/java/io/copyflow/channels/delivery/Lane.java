package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Standing.Shown;
import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel's way out by calls, at its own pace on a virtual thread of its own. What it is given is in its journal
 * before {@link #take} returns, so nobody has to give it twice.
 *
 * <ul>
 *   <li>Effectively once (docs/semantics.md, rule 19): what is not newer than what was done or waits is dropped; of several
 *       releases that wait, the newest is sent. A call that could double is noted before it is made, carries an idempotency
 *       key, and is read back when its outcome is unknown (rule 24).
 *   <li>A story's languages go one after the other in the order they were taken. One that has to wait goes behind what else
 *       waits: its story's others are not kept from readers, and only what comes later of that story waits for it. Within a
 *       language nothing can be overtaken, since only its newest release waits.
 *   <li>A bug in one call is that call's: it waits, longer each time, and the condition says so. The others go on.
 *   <li>Kills go before everything, and do not wait for the account's pace (rule 22).
 * </ul>
 */
public final class Lane implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** How much of an id is told of. */
    private static final int MOST_SAID = 40;

    /** Sends receipts and returns when the broker has them. */
    @FunctionalInterface
    public interface ReceiptSink {
        void send(List<Receipt> receipts);
    }

    /**
     * What a person has to look at.
     *
     * @param sequence the newest release
     * @param headline of it; empty for a withdrawal
     * @param isToBeShown whether it is to be shown; else nothing of it is
     */
    public record Unconfirmed(String storyId, String language, long sequence, String headline, boolean isToBeShown) {}

    private final String channelId;
    private final Outlet outlet;
    private final @Nullable Pace pace;
    private final Patience patience;
    private final InstantSource clock;
    private final LaneMemory memory;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final Thread worker;

    /** @param pace how much may be done in an hour; null for any */
    public Lane(
            String channelId,
            Outlet outlet,
            DeliveryJournal journal,
            ReceiptSink receipts,
            @Nullable Pace pace,
            Patience patience,
            InstantSource clock) {
        this.channelId = channelId;
        this.outlet = outlet;
        this.pace = pace;
        this.patience = patience;
        this.clock = clock;
        this.memory =
                new LaneMemory(channelId, outlet.isHadBeforeCalled(), journal, receipts, patience.backOff(), clock);
        this.worker = Thread.ofVirtual().name("channel-" + channelId).unstarted(this::run);
    }

    public Lane start() {
        memory.say(true, "Delivering.");
        worker.start();
        return this;
    }

    public String channelId() {
        return channelId;
    }

    /** How the channel is now. */
    public Condition condition() {
        return memory.condition();
    }

    /** Completes, with the reason, when an error has ended it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    /** How much there is to do: story and language pairs that wait or are out just now, and receipts not sent. */
    public int waiting() {
        return memory.waiting();
    }

    /**
     * Takes versions to deliver, in the log's order.
     *
     * @param wanted whether one is for this channel
     * @param known whether one is that it was given an earlier version of
     * @return how many it took
     */
    public int take(Collection<Version> versions, Predicate<Version> wanted, Predicate<Version> known)
            throws IOException {
        return memory.take(versions, wanted, known);
    }

    /** Sends once more, under the same keys, what is shown or was given up; what is killed or withdrawn is not. */
    public int again(Collection<Version> versions) throws IOException {
        return memory.again(versions);
    }

    /** Takes these stories down in every language it was ever given, before all else. */
    public void kill(Set<String> storyIds) throws IOException {
        kill(storyIds, List.of());
    }

    /**
     * The same where members fetch.
     *
     * @param had versions of these stories that could be had until now, though this lane may not have taken them yet
     */
    public void kill(Set<String> storyIds, Collection<Version> had) throws IOException {
        memory.kill(storyIds, had);
    }

    /** What a person has to look at: nobody can tell whether it stands. */
    public List<Unconfirmed> unconfirmed() {
        return memory.unconfirmed();
    }

    /**
     * A person looked at what was unconfirmed: the newest release is now shown, changed or withdrawn as what they found asks
     * for.
     *
     * @param id the network's id of what stands there; null when nothing does
     * @param url where it can be seen
     * @return false when nothing of that story and language is unconfirmed
     * @throws UnreadableInputException {@code looked-invalid} when the network has no ids like that one
     */
    public boolean looked(String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        if (id != null && !outlet.isId(id)) {
            throw new UnreadableInputException(
                    "looked-invalid",
                    "Expected an id as " + channelId + " gives them, but '" + shortened(id)
                            + "' is none. Take it from the address of what stands there.");
        }
        try {
            return memory.looked(storyId, language, id == null ? null : new Shown(id, url, "", List.of()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a call of " + channelId + " was waited for");
        }
    }

    private static String shortened(String id) {
        return id.length() <= MOST_SAID ? id : id.substring(0, MOST_SAID) + "…";
    }

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = memory.goesOnAfter(step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            StageFailure failure = new StageFailure(
                    "channel-failed",
                    "Expected the channel " + channelId + " to run for as long as this process does, but that ended."
                            + " Start the process again; the channel goes on from its journal. What ended it: "
                            + Failures.tell(e).sentence(),
                    e);
            log.error("channel-failed channel={}", channelId, e);
            memory.say(false, String.valueOf(failure.getMessage()));
            dead.complete(failure);
        }
    }

    /** Does the next thing that is due; how long to wait for another, zero when it did something. */
    Duration step() {
        memory.sendReceipts();
        Standing standing = memory.next();
        if (standing == null) {
            return memory.untilNext();
        }
        try {
            if (standing.isOpen()) {
                advance(standing);
            }
        } catch (IOException e) {
            memory.failed(standing, e);
        } finally {
            memory.idle();
        }
        return Duration.ZERO;
    }

    private void advance(Standing standing) throws IOException {
        boolean killing = standing.isKillOpen();
        Version pending = standing.pending();
        Version target = killing || pending == null ? killTarget(standing) : pending;
        try {
            advance(standing, target, killing);
        } catch (RuntimeException e) {
            // what was noted of a call before it was made is kept, so that it is read back
            log.error(
                    "call-broken channel={} story={} language={}",
                    channelId,
                    Logfmt.value(target.storyId()),
                    target.language(),
                    e);
            String sentence = "Expected to deliver " + target.storyId() + " in " + target.language()
                    + ", but a fault of this program kept it from that: "
                    + Failures.tell(e).sentence()
                    + " It is tried again; report it with the log.";
            tryLater(memory.now(standing), target, killing, new Upshot.Wait(standing, null, false, sentence));
            memory.say(false, sentence);
        }
    }

    private void advance(Standing standing, Version target, boolean killing) throws IOException {
        Attempt attempt = standing.attempt();
        if (attempt != null) {
            ReadBack found = outlet.readBack(attempt, target, known(standing));
            if (found instanceof ReadBack.Found) {
                memory.well(Duration.ZERO);
            }
            settle(Upshot.of(standing, attempt, target, killing, found), target, killing);
            return;
        }
        switch (Plan.of(standing, target, key(standing, target, killing), outlet)) {
            case Plan.Finish end -> finish(standing, target, killing, end.outcome(), end.detail());
            case Plan.Call(Step step) -> {
                if (mayGo(standing, killing)) {
                    call(standing, target, killing, step);
                }
            }
        }
    }

    private String key(Standing standing, Version target, boolean killing) {
        return receipt(standing, target, killing, Outcome.DELIVERED, null).eventId(channelId);
    }

    private static Receipt receipt(
            Standing standing, Version target, boolean killing, Outcome outcome, @Nullable String detail) {
        Shown shown = standing.shown();
        return new Receipt(
                target.storyId(),
                target.language(),
                target.sequence(),
                outcome,
                shown == null ? null : shown.url(),
                detail,
                shown == null ? null : shown.id(),
                killing,
                standing.looks());
    }

    /** What a kill asks for, as a withdrawal of what was last done. */
    private static Version killTarget(Standing standing) {
        Attempt attempt = standing.attempt();
        long sequence = Math.max(standing.sequence(), attempt == null ? 1 : attempt.sequence());
        return Version.killed(standing.storyId(), standing.language(), sequence);
    }

    private boolean mayGo(Standing standing, boolean killing) {
        Duration wait = pace == null || killing ? Duration.ZERO : pace.take(clock.instant());
        if (wait.isPositive()) {
            memory.rest(wait, standing);
        }
        return !wait.isPositive();
    }

    private void call(Standing before, Version target, boolean killing, Step step) throws IOException {
        Standing standing = before;
        String digest = target.isLive() ? outlet.digest(target) : "";
        if (step instanceof Step.Create create) {
            standing =
                    memory.begin(standing, new Attempt(create.key(), null, digest, target.sequence(), clock.instant()));
        } else if (step instanceof Step.Reply reply) {
            standing = memory.begin(
                    standing, new Attempt(reply.key(), reply.shown().id(), digest, target.sequence(), clock.instant()));
        }
        if (step instanceof Step.Delete delete
                && delete.id().equals(delete.shown().id())) {
            standing = memory.keep(standing.taking());
        }
        Answer answer = isPossible(step)
                ? outlet.perform(step)
                : new Answer.Refused("Expected an id that the network can have given, but what is noted as shown is '"
                        + shortened(idIn(step)) + "'. Look there, and put it right by hand.");
        if (answer instanceof Answer.Done done) {
            memory.well(done.quiet());
        }
        settle(Upshot.of(standing, target, step, digest, answer), target, killing);
    }

    private boolean isPossible(Step step) {
        return step instanceof Step.Create || outlet.isId(idIn(step));
    }

    /** The id of what a step changes; empty where it changes nothing. */
    private static String idIn(Step step) {
        return switch (step) {
            case Step.Create _ -> "";
            case Step.Edit edit -> edit.shown().id();
            case Step.Reply reply -> reply.shown().id();
            case Step.Delete delete -> delete.id();
        };
    }

    private void settle(Upshot upshot, Version target, boolean killing) throws IOException {
        switch (upshot) {
            case Upshot.End end -> finish(end.standing(), target, killing, end.outcome(), end.detail());
            case Upshot.Next(Standing standing) -> memory.first(memory.keep(standing));
            case Upshot.Wait wait -> tryLater(memory.keep(wait.standing()), target, killing, wait);
        }
    }

    private static Set<String> known(Standing standing) {
        Set<String> known = new HashSet<>();
        Shown shown = standing.shown();
        if (shown != null) {
            known.add(shown.id());
            known.addAll(shown.replies());
        }
        return known;
    }

    private void finish(Standing standing, Version target, boolean killing, Outcome outcome, @Nullable String detail)
            throws IOException {
        log.info(
                "delivered channel={} story={} language={} sequence={} outcome={}",
                channelId,
                target.storyId(),
                target.language(),
                target.sequence(),
                outcome);
        memory.finish(standing, target, receipt(standing, target, killing, outcome, detail));
    }

    private void tryLater(Standing standing, Version target, boolean killing, Upshot.Wait wait) throws IOException {
        Instant since = standing.pendingSince();
        if (since != null
                && !killing
                && Duration.between(since, clock.instant()).compareTo(patience.giveUpAfter()) > 0) {
            finish(
                    standing,
                    target,
                    false,
                    standing.attempt() != null ? Outcome.UNCONFIRMED : Outcome.FAILED,
                    wait.sentence() + " It was tried for " + patience.giveUpAfter() + " and given up.");
        } else {
            memory.later(standing, wait.pause(), wait.everything(), wait.sentence());
        }
    }

    /** Stops; a call that is out is waited for. */
    @Override
    public void close() {
        memory.end();
        try {
            if (worker.getState() != Thread.State.NEW) {
                worker.join();
            }
            memory.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
