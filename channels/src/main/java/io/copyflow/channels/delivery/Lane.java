package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Standing.Shown;
import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
 *   <li>A story's languages go one after the other in the order they were taken; one that has to wait holds back its own
 *       story, no other.
 *   <li>Kills go before everything, and do not wait for the account's pace (rule 22).
 * </ul>
 */
public final class Lane implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration NEVER = Duration.ofMinutes(10);

    /** Sends receipts and returns when the broker has them. */
    @FunctionalInterface
    public interface ReceiptSink {
        void send(List<Receipt> receipts);
    }

    private final String channelId;
    private final Outlet outlet;
    private final DeliveryJournal journal;
    private final ReceiptSink receipts;
    private final @Nullable Pace pace;
    private final Patience patience;
    private final InstantSource clock;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final Thread worker;

    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition changed = lock.newCondition();
    // all below under the lock
    private final LaneQueue queue;
    private final List<Receipt> unsent = new ArrayList<>();
    private Instant quietUntil = Instant.MIN;
    private Instant receiptsAfter = Instant.MIN;
    private int laneFailures;
    private int receiptFailures;
    private boolean closed;
    private boolean stirred;
    private boolean busy;
    private Condition condition = Condition.starting("The channel has not been started.");

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
        this.journal = journal;
        this.receipts = receipts;
        this.pace = pace;
        this.patience = patience;
        this.clock = clock;
        this.queue = new LaneQueue();
        for (Standing standing : journal.standings()) {
            unsent.addAll(standing.unsent());
            if (standing.isOpen()) {
                queue.add(standing, Instant.MIN);
            }
        }
        this.worker = Thread.ofVirtual().name("channel-" + channelId).unstarted(this::run);
    }

    public Lane start() {
        condition = condition.now(true, "Delivering.");
        worker.start();
        return this;
    }

    public String channelId() {
        return channelId;
    }

    /** How the channel is now. */
    public Condition condition() {
        lock.lock();
        try {
            return condition;
        } finally {
            lock.unlock();
        }
    }

    /** Completes, with the reason, when an error has ended it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    /** How much there is to do: story and language pairs that wait or are out just now, and receipts not sent. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size() + (busy ? 1 : 0) + unsent.size();
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            Map<String, Standing> news = new HashMap<>();
            List<String> order = new ArrayList<>();
            Instant now = clock.instant();
            for (Version version : versions) {
                Standing before =
                        news.getOrDefault(version.place(), journal.standing(version.storyId(), version.language()));
                boolean isKnown =
                        news.containsKey(version.place()) || journal.knows(version.storyId(), version.language());
                boolean taken = wanted.test(version) || isKnown && known.test(version);
                if (!taken || !before.isNews(version) || version.isLive() && before.killed()) {
                    continue;
                }
                news.put(version.place(), before.waiting(version, now));
                order.remove(version.place());
                order.add(version.place());
            }
            List<Standing> changes = order.stream().map(news::get).toList();
            journal.keep(changes, true);
            changes.forEach(standing -> queue.add(standing, Instant.MIN));
            stir();
            return changes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Sends once more, under the same keys, what is shown or was given up; what is killed or withdrawn is not. */
    public int again(Collection<Version> versions) throws IOException {
        lock.lock();
        try {
            List<Standing> changes = new ArrayList<>();
            for (Version version : versions) {
                Standing before = journal.standing(version.storyId(), version.language());
                if (version.isLive()
                        && !before.killed()
                        && before.pending() == null
                        && version.sequence() >= before.sequence()) {
                    Shown shown = before.shown();
                    changes.add((shown == null ? before : before.showing(shown.saying("")))
                            .waiting(version, clock.instant()));
                }
            }
            journal.keep(changes, true);
            changes.forEach(standing -> queue.add(standing, Instant.MIN));
            stir();
            return changes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes these stories down in every language it was ever given, before all else. */
    public void kill(Set<String> storyIds) throws IOException {
        lock.lock();
        try {
            List<Standing> changes = new ArrayList<>();
            for (Standing standing : journal.standings()) {
                if (storyIds.contains(standing.storyId()) && !standing.killed()) {
                    changes.add(standing.toBeKilled());
                }
            }
            journal.keep(changes, true);
            for (Standing standing : changes) {
                queue.remove(standing);
                if (standing.isOpen()) {
                    queue.add(standing, Instant.MIN);
                }
            }
            stir();
        } finally {
            lock.unlock();
        }
    }

    private void stir() {
        stirred = true;
        changed.signalAll();
    }

    private void run() {
        try {
            while (true) {
                Duration wait = step();
                lock.lock();
                try {
                    if (closed) {
                        return;
                    }
                    if (wait.isPositive() && !stirred) {
                        boolean _ = changed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
                    }
                    stirred = false;
                } finally {
                    lock.unlock();
                }
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
            say(false, String.valueOf(failure.getMessage()));
            dead.complete(failure);
        }
    }

    /** Does the next thing that is due; how long to wait for another, zero when it did something. */
    Duration step() {
        sendReceipts();
        Standing standing;
        lock.lock();
        try {
            Instant now = clock.instant();
            Standing next = queue.next(now, now.isBefore(quietUntil));
            if (closed || next == null) {
                return closed ? NEVER : untilNext(now);
            }
            standing = journal.standing(next.storyId(), next.language());
            busy = true;
        } finally {
            lock.unlock();
        }
        try {
            if (standing.isOpen()) {
                advance(standing);
            }
            idle();
        } catch (IOException e) {
            queueAgain(standing);
            idle();
            pause(
                    null,
                    "Expected to keep this channel's memory, but that failed: " + e.getMessage()
                            + " Free some space or mend the folder's rights.");
        }
        return Duration.ZERO;
    }

    private void idle() {
        lock.lock();
        try {
            busy = false;
        } finally {
            lock.unlock();
        }
    }

    private void queueAgain(Standing standing) {
        lock.lock();
        try {
            queue.add(journal.standing(standing.storyId(), standing.language()), Instant.MIN);
        } finally {
            lock.unlock();
        }
    }

    private Duration untilNext(Instant now) {
        Duration wait = queue.untilNext(now).orElse(NEVER);
        if (now.isBefore(quietUntil) && queue.size() > 0) {
            wait = Duration.between(now, quietUntil);
        }
        if (!unsent.isEmpty()) {
            Duration other = Duration.between(now, receiptsAfter);
            wait = other.compareTo(wait) < 0 ? other : wait;
        }
        return wait.isPositive() ? wait : Duration.ofMillis(1);
    }

    private void advance(Standing standing) throws IOException {
        boolean killing = standing.isKillOpen();
        Version pending = standing.pending();
        Version target = killing || pending == null ? killTarget(standing) : pending;
        Attempt attempt = standing.attempt();
        if (attempt != null) {
            readBack(standing, attempt, target, killing);
            return;
        }
        String key = Receipt.idempotencyKey(channelId, target.storyId(), target.language(), target.sequence())
                + (killing ? "/killed" : "");
        switch (Plan.of(standing, target, key, outlet)) {
            case Plan.Finish end -> finish(standing, target, killing, end.outcome(), end.detail());
            case Plan.Call(Step step) -> {
                if (mayGo(standing, killing)) {
                    call(standing, target, killing, step);
                }
            }
        }
    }

    /** What a kill asks for, as a withdrawal of what was last done. */
    private static Version killTarget(Standing standing) {
        Attempt attempt = standing.attempt();
        long sequence = Math.max(standing.sequence(), attempt == null ? 1 : attempt.sequence());
        return Version.killed(standing.storyId(), standing.language(), sequence);
    }

    private boolean mayGo(Standing standing, boolean killing) {
        if (pace == null || killing) {
            return true;
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            Duration wait = pace.take(now);
            if (wait.isPositive()) {
                quietUntil = now.plus(wait);
                queue.first(current(standing));
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void call(Standing before, Version target, boolean killing, Step step) throws IOException {
        Standing standing = before;
        String digest = target.isLive() ? outlet.digest(target) : "";
        if (step instanceof Step.Create create) {
            standing = begin(standing, new Attempt(create.key(), null, digest, target.sequence(), clock.instant()));
        } else if (step instanceof Step.Reply reply) {
            standing = begin(
                    standing, new Attempt(reply.key(), reply.shown().id(), digest, target.sequence(), clock.instant()));
        }
        switch (outlet.perform(step)) {
            case Answer.Done done -> done(standing, target, killing, step, digest, done);
            case Answer.Gone _ -> gone(standing, target, killing, step);
            case Answer.Refused(String sentence) -> refused(standing, target, killing, step, sentence);
            case Answer.Later later -> {
                Standing again = keep(standing.attempting(null));
                tryLater(again, target, killing, later.pause(), later.everything(), later.sentence());
            }
            case Answer.Unknown(String sentence) -> tryLater(standing, target, killing, null, false, sentence);
        }
    }

    private Standing begin(Standing standing, Attempt attempt) throws IOException {
        lock.lock();
        try {
            Standing now =
                    journal.standing(standing.storyId(), standing.language()).attempting(attempt);
            journal.keep(List.of(now), true);
            return now;
        } finally {
            lock.unlock();
        }
    }

    private void done(Standing standing, Version target, boolean killing, Step step, String digest, Answer.Done done)
            throws IOException {
        well(done.quiet());
        switch (step) {
            case Step.Create _ -> {
                Outcome outcome = standing.replaced() ? Outcome.CORRECTED : Outcome.DELIVERED;
                String detail = standing.replaced() ? "Removed, and shown anew." : done.detail();
                finish(
                        standing.showing(new Shown(done.id(), done.url(), digest, List.of())),
                        target,
                        killing,
                        outcome,
                        detail);
            }
            case Step.Edit edit ->
                finish(
                        standing.showing(new Shown(
                                edit.shown().id(),
                                url(done, edit.shown()),
                                digest,
                                edit.shown().replies())),
                        target,
                        killing,
                        Outcome.CORRECTED,
                        done.detail() == null ? "Changed where it stands." : done.detail());
            case Step.Reply reply ->
                finish(
                        standing.showing(reply.shown().repliedWith(done.id(), digest)),
                        target,
                        killing,
                        Outcome.CORRECTED,
                        "Answered beneath what stands.");
            case Step.Delete delete -> removed(standing, target, killing, delete, done.detail());
        }
    }

    private static @Nullable String url(Answer.Done done, Shown shown) {
        return done.url() == null ? shown.url() : done.url();
    }

    private void removed(
            Standing standing, Version target, boolean killing, Step.Delete delete, @Nullable String detail)
            throws IOException {
        if (!delete.id().equals(delete.shown().id())) {
            again(keep(standing.showing(delete.shown().without(delete.id()))));
        } else if (target.isLive()) {
            again(keep(standing.removedToShowAnew()));
        } else {
            finish(standing.showing(null), target, killing, Outcome.WITHDRAWN, detail);
        }
    }

    private void gone(Standing standing, Version target, boolean killing, Step step) throws IOException {
        if (step instanceof Step.Delete delete) {
            removed(standing, target, killing, delete, "It was not there any more.");
        } else {
            finish(
                    standing.showing(null),
                    target,
                    killing,
                    Outcome.SKIPPED,
                    "What was posted had been removed at the network, so it was neither changed nor posted anew.");
        }
    }

    private void refused(Standing standing, Version target, boolean killing, Step step, String sentence)
            throws IOException {
        boolean stands = standing.shown() != null && target.isLive() && !(step instanceof Step.Create);
        finish(standing, target, killing, stands ? Outcome.LEFT : Outcome.FAILED, sentence);
    }

    private void readBack(Standing standing, Attempt attempt, Version target, boolean killing) throws IOException {
        switch (outlet.readBack(attempt, target, known(standing))) {
            case ReadBack.Found made -> {
                well(Duration.ZERO);
                Shown shown = standing.shown();
                Shown now = shown == null || attempt.to() == null
                        ? new Shown(made.id(), made.url(), attempt.digest(), List.of())
                        : shown.repliedWith(made.id(), attempt.digest());
                Standing found = standing.showing(now);
                if (!killing && attempt.sequence() == target.sequence()) {
                    boolean correction = attempt.to() != null || standing.replaced();
                    finish(
                            found,
                            target,
                            false,
                            correction ? Outcome.CORRECTED : Outcome.DELIVERED,
                            "The call had no answer; what it made was found there.");
                } else {
                    again(keep(standing.found(now, attempt.sequence())));
                }
            }
            case ReadBack.NotThere _ -> again(keep(standing.attempting(null)));
            case ReadBack.SafeToRepeat _ -> {
                boolean repeat = target.isLive() && attempt.sequence() == target.sequence();
                // what may be there is changed or taken down as if it were
                again(keep(
                        repeat
                                ? standing.attempting(null)
                                : standing.found(
                                        new Shown(attempt.key(), null, attempt.digest(), List.of()),
                                        attempt.sequence())));
            }
            case ReadBack.CannotTell(String sentence) ->
                finish(standing.leftUnconfirmed(), target, killing, Outcome.UNCONFIRMED, sentence);
            case ReadBack.Later later -> tryLater(standing, target, killing, later.pause(), false, later.sentence());
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
        Shown shown = standing.shown();
        Receipt receipt = new Receipt(
                target.storyId(),
                target.language(),
                target.sequence(),
                outcome,
                shown == null ? null : shown.url(),
                detail,
                shown == null ? null : shown.id(),
                killing);
        log.info(
                "delivered channel={} story={} language={} sequence={} outcome={}",
                channelId,
                target.storyId(),
                target.language(),
                target.sequence(),
                outcome);
        lock.lock();
        try {
            Standing ended = current(standing).done(receipt);
            if (killing && ended.isKillOpen()) {
                // what could not be taken down is told once, not for ever, and never as withdrawn
                ended = ended.showing(null).leftUnconfirmed();
            }
            queue.settled(ended);
            journal.keep(List.of(ended), true);
            unsent.add(receipt);
            condition = condition.after(receipt);
            if (ended.isOpen()) {
                queue.add(ended, Instant.MIN);
            }
        } finally {
            lock.unlock();
        }
    }

    /** With what came in while a call was out: a newer version, a kill. */
    private Standing current(Standing standing) {
        Standing now = journal.standing(standing.storyId(), standing.language());
        return new Standing(
                standing.storyId(),
                standing.language(),
                standing.sequence(),
                standing.shown(),
                standing.attempt(),
                now.pending(),
                now.pendingSince(),
                now.killed(),
                standing.replaced(),
                standing.unconfirmed(),
                now.unsent());
    }

    private Standing keep(Standing standing) throws IOException {
        lock.lock();
        try {
            Standing now = current(standing);
            if (!now.equals(journal.standing(standing.storyId(), standing.language()))) {
                journal.keep(List.of(now), true);
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private void again(Standing standing) {
        lock.lock();
        try {
            if (standing.isOpen()) {
                queue.first(standing);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tryLater(
            Standing standing,
            Version target,
            boolean killing,
            @Nullable Duration wait,
            boolean everything,
            String sentence)
            throws IOException {
        Instant since = standing.pendingSince();
        if (since != null
                && !killing
                && Duration.between(since, clock.instant()).compareTo(patience.giveUpAfter()) > 0) {
            boolean open = standing.attempt() != null;
            finish(
                    open ? standing.leftUnconfirmed() : standing,
                    target,
                    false,
                    open ? Outcome.UNCONFIRMED : Outcome.FAILED,
                    sentence + " It was tried for " + patience.giveUpAfter() + " and given up.");
            return;
        }
        lock.lock();
        try {
            int failures = queue.failed(standing);
            Duration pause = wait != null ? wait : patience.backOff().after(failures);
            queue.add(current(standing), clock.instant().plus(pause));
            log.warn(
                    "delivery-waits channel={} story={} language={} millis={} reason={}",
                    channelId,
                    standing.storyId(),
                    standing.language(),
                    pause.toMillis(),
                    Logfmt.value(sentence));
        } finally {
            lock.unlock();
        }
        if (everything) {
            pause(wait, sentence);
        } else {
            say(true, sentence);
        }
    }

    private void pause(@Nullable Duration wait, String sentence) {
        lock.lock();
        try {
            laneFailures++;
            quietUntil = clock.instant()
                    .plus(wait != null ? wait : patience.backOff().after(laneFailures));
            condition = condition.now(false, sentence);
        } finally {
            lock.unlock();
        }
    }

    private void well(Duration quiet) {
        lock.lock();
        try {
            laneFailures = 0;
            if (quiet.isPositive()) {
                quietUntil = clock.instant().plus(quiet);
            }
            condition = condition.now(true, "Delivering.");
        } finally {
            lock.unlock();
        }
    }

    private void say(boolean ready, String sentence) {
        lock.lock();
        try {
            condition = condition.now(ready, sentence);
        } finally {
            lock.unlock();
        }
    }

    private void sendReceipts() {
        List<Receipt> now;
        lock.lock();
        try {
            if (unsent.isEmpty() || clock.instant().isBefore(receiptsAfter)) {
                return;
            }
            now = List.copyOf(unsent);
        } finally {
            lock.unlock();
        }
        try {
            receipts.send(now);
        } catch (RuntimeException e) {
            lock.lock();
            try {
                receiptFailures++;
                receiptsAfter = clock.instant().plus(patience.backOff().after(receiptFailures));
            } finally {
                lock.unlock();
            }
            log.warn("receipts-wait channel={} reason={}", channelId, Logfmt.value(e.getMessage()), e);
            return;
        }
        lock.lock();
        try {
            receiptFailures = 0;
            unsent.removeAll(new HashSet<>(now));
            Map<String, Standing> sent = new HashMap<>();
            for (Receipt receipt : now) {
                String place = Standing.place(receipt.storyId(), receipt.language());
                sent.put(
                        place,
                        journal.standing(receipt.storyId(), receipt.language()).receipted(now));
            }
            journal.keep(sent.values(), false);
        } catch (IOException e) {
            // they are sent once more after a restart, under the same ids
            log.warn("receipts-not-noted channel={} reason={}", channelId, Logfmt.value(e.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    /** Stops; a call that is out is waited for. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            stir();
        } finally {
            lock.unlock();
        }
        try {
            if (worker.getState() != Thread.State.NEW) {
                worker.join();
            }
            journal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("journal-not-closed channel={} reason={}", channelId, Logfmt.value(e.getMessage()), e);
        }
    }
}
