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
    private final DeliveryJournal journal;
    private final @Nullable Pace pace;
    private final Patience patience;
    private final InstantSource clock;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final Thread worker;

    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition changed = lock.newCondition();
    // all below under the lock
    private final LaneQueue queue = new LaneQueue();
    private final Outbox outbox;
    private final Readiness readiness;
    private boolean closed;
    private boolean stirred;
    private @Nullable Standing busy;

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
        this.pace = pace;
        this.patience = patience;
        this.clock = clock;
        this.outbox = new Outbox(channelId, receipts, patience.backOff());
        this.readiness = new Readiness(patience.backOff());
        for (Standing standing : journal.standings()) {
            outbox.add(standing.unsent());
            if (standing.isOpen()) {
                queue.add(standing, Instant.MIN);
            }
        }
        this.worker = Thread.ofVirtual().name("channel-" + channelId).unstarted(this::run);
    }

    public Lane start() {
        say(true, "Delivering.");
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
            return readiness.condition();
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
            return queue.size() + (busy == null ? 0 : 1) + outbox.size();
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

    /** What a person has to look at: nobody can tell whether it stands. */
    public List<Unconfirmed> unconfirmed() {
        lock.lock();
        try {
            List<Unconfirmed> all = new ArrayList<>();
            for (Standing standing : journal.standings()) {
                Standing.Doubt doubt = standing.doubt();
                if (doubt != null) {
                    all.add(new Unconfirmed(
                            standing.storyId(),
                            standing.language(),
                            doubt.newest().sequence(),
                            doubt.newest().headline(),
                            doubt.newest().isLive() && !standing.killed()));
                }
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A person looked at what was unconfirmed: the newest release is now shown, changed or withdrawn as what they found asks
     * for.
     *
     * @param id the network's id of what stands there; null when nothing does
     * @param url where it can be seen
     * @return false when nothing of that story and language is unconfirmed
     */
    public boolean looked(String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        lock.lock();
        try {
            while (busy != null && busy.place().equals(Standing.place(storyId, language))) {
                changed.awaitUninterruptibly();
            }
            Standing before = journal.standing(storyId, language);
            if (!before.isUnconfirmed()) {
                return false;
            }
            Standing after = before.looked(id == null ? null : new Shown(id, url, "", List.of()), clock.instant());
            journal.keep(List.of(after), true);
            queue.add(after, Instant.MIN);
            log.info(
                    "looked channel={} story={} language={} found={}",
                    channelId,
                    storyId,
                    language,
                    Logfmt.value(id == null ? "nothing" : id));
            stir();
            return true;
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
            Standing next = queue.next(now, readiness.isQuiet(now));
            if (closed || next == null) {
                return closed ? NEVER : untilNext(now);
            }
            standing = journal.standing(next.storyId(), next.language());
            busy = standing;
        } finally {
            lock.unlock();
        }
        try {
            if (standing.isOpen()) {
                advance(standing);
            }
        } catch (IOException e) {
            journalFailed(standing, e);
        } finally {
            idle();
        }
        return Duration.ZERO;
    }

    private void idle() {
        lock.lock();
        try {
            busy = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void journalFailed(Standing standing, IOException e) {
        lock.lock();
        try {
            queue.add(journal.standing(standing.storyId(), standing.language()), Instant.MIN);
            readiness.pause(
                    readiness.failed(),
                    clock.instant(),
                    "Expected to keep this channel's memory, but that failed: " + e.getMessage()
                            + " Free some space or mend the folder's rights.");
        } finally {
            lock.unlock();
        }
    }

    private Duration untilNext(Instant now) {
        Duration wait = queue.untilNext(now).orElse(NEVER);
        if (readiness.isQuiet(now) && queue.size() > 0) {
            wait = readiness.quiet(now);
        }
        if (outbox.size() > 0) {
            Duration other = outbox.untilDue(now);
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
            ReadBack found = outlet.readBack(attempt, target, known(standing));
            if (found instanceof ReadBack.Found) {
                well(Duration.ZERO);
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
        if (pace == null || killing) {
            return true;
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            Duration wait = pace.take(now);
            if (wait.isPositive()) {
                readiness.rest(now.plus(wait));
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
        Answer answer = outlet.perform(step);
        if (answer instanceof Answer.Done done) {
            well(done.quiet());
        }
        settle(Upshot.of(standing, target, step, digest, answer), target, killing);
    }

    private void settle(Upshot upshot, Version target, boolean killing) throws IOException {
        switch (upshot) {
            case Upshot.End end -> finish(end.standing(), target, killing, end.outcome(), end.detail());
            case Upshot.Next(Standing standing) -> again(keep(standing));
            case Upshot.Wait wait ->
                tryLater(
                        keep(wait.standing()), target, killing, wait.pause(), wait.everything(), wait.sentence());
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
        Receipt receipt = receipt(standing, target, killing, outcome, detail);
        log.info(
                "delivered channel={} story={} language={} sequence={} outcome={}",
                channelId,
                target.storyId(),
                target.language(),
                target.sequence(),
                outcome);
        lock.lock();
        try {
            Standing now = current(standing);
            Standing ended = (outcome == Outcome.UNCONFIRMED ? now.doubting(target) : now).done(receipt);
            if (killing && ended.isKillOpen()) {
                // what could not be taken down is told once, not for ever, and never as withdrawn
                ended = ended.showing(null).doubting(target);
            }
            queue.settled(ended);
            journal.keep(List.of(ended), true);
            outbox.add(List.of(receipt));
            readiness.count(receipt);
            if (ended.isOpen()) {
                queue.add(ended, Instant.MIN);
            }
        } finally {
            lock.unlock();
        }
    }

    /** With what came in while a call was out: a newer version, a kill. */
    private Standing current(Standing standing) {
        return standing.meanwhile(journal.standing(standing.storyId(), standing.language()));
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
            finish(
                    standing,
                    target,
                    false,
                    standing.attempt() != null ? Outcome.UNCONFIRMED : Outcome.FAILED,
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
            Duration usual = readiness.failed();
            readiness.pause(wait != null ? wait : usual, clock.instant(), sentence);
        } finally {
            lock.unlock();
        }
    }

    private void well(Duration quiet) {
        lock.lock();
        try {
            readiness.well(quiet, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void say(boolean ready, String sentence) {
        lock.lock();
        try {
            readiness.say(ready, sentence);
        } finally {
            lock.unlock();
        }
    }

    private void sendReceipts() {
        List<Receipt> due;
        lock.lock();
        try {
            due = outbox.due(clock.instant());
        } finally {
            lock.unlock();
        }
        if (due.isEmpty()) {
            return;
        }
        boolean isSent = outbox.send(due);
        lock.lock();
        try {
            if (!isSent) {
                outbox.failed(clock.instant());
                return;
            }
            outbox.sent(due);
            Map<String, Standing> noted = new HashMap<>();
            for (Receipt receipt : due) {
                noted.put(
                        Standing.place(receipt.storyId(), receipt.language()),
                        journal.standing(receipt.storyId(), receipt.language()).receipted(due));
            }
            journal.keep(noted.values(), false);
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
