package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Standing.Shown;
import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane has done and has to do: its journal, what waits, receipts to be sent, how it is. Shared by whoever gives it
 * work and its own thread, which calls nobody while it is in here.
 */
final class LaneMemory {

    private static final Logger log = LoggerFactory.getLogger(LaneMemory.class);
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final String channelId;
    private final boolean isHadBeforeCalled;
    private final DeliveryJournal journal;
    private final InstantSource clock;
    private final BackOff backOff;
    private final LaneQueue queue = new LaneQueue();
    private final Outbox outbox;
    private final Readiness readiness;
    private boolean closed;
    private boolean stirred;
    private @Nullable Standing busy;

    /** @param isHadBeforeCalled see {@link Outlet#isHadBeforeCalled} */
    LaneMemory(
            String channelId,
            boolean isHadBeforeCalled,
            DeliveryJournal journal,
            Lane.ReceiptSink receipts,
            BackOff backOff,
            InstantSource clock) {
        this.channelId = channelId;
        this.isHadBeforeCalled = isHadBeforeCalled;
        this.journal = journal;
        this.clock = clock;
        this.backOff = backOff;
        this.outbox = new Outbox(channelId, receipts, backOff);
        this.readiness = new Readiness(backOff);
        for (Standing standing : journal.standings()) {
            outbox.add(standing.unsent());
            if (standing.isOpen()) {
                queue.add(standing, Instant.MIN);
            }
        }
    }

    /** See {@link Lane#take}. */
    synchronized int take(Collection<Version> versions, Predicate<Version> wanted, Predicate<Version> known)
            throws IOException {
        Map<String, Standing> news = new HashMap<>();
        List<String> order = new ArrayList<>();
        Instant now = clock.instant();
        for (Version version : versions) {
            Standing before =
                    news.getOrDefault(version.place(), journal.standing(version.storyId(), version.language()));
            boolean isKnown = news.containsKey(version.place()) || journal.knows(version.storyId(), version.language());
            boolean taken = wanted.test(version) || isKnown && known.test(version);
            if (!taken || !before.isNews(version) || version.isLive() && before.killed()) {
                continue;
            }
            news.put(version.place(), (version.isLive() ? before : hadUncalled(before)).waiting(version, now));
            order.remove(version.place());
            order.add(version.place());
        }
        return add(order.stream().map(news::get).toList());
    }

    /** See {@link Lane#again}. */
    synchronized int again(Collection<Version> versions) throws IOException {
        List<Standing> changes = new ArrayList<>();
        for (Version version : versions) {
            Standing before = journal.standing(version.storyId(), version.language());
            if (version.isLive()
                    && !before.killed()
                    && before.pending() == null
                    && version.sequence() >= before.sequence()) {
                Shown shown = before.shown();
                changes.add(
                        (shown == null ? before : before.showing(shown.saying(""))).waiting(version, clock.instant()));
            }
        }
        return add(changes);
    }

    /** See {@link Lane#kill}. */
    synchronized void kill(Set<String> storyIds, Collection<Version> had) throws IOException {
        Map<String, Standing> killed = new LinkedHashMap<>();
        for (Standing standing : journal.standings()) {
            if (storyIds.contains(standing.storyId()) && !standing.killed()) {
                killed.put(standing.place(), standing);
            }
        }
        for (Version version : had) {
            Standing before = journal.standing(version.storyId(), version.language());
            if (!before.killed() && before.isNews(version)) {
                killed.put(version.place(), before.waiting(version, clock.instant()));
            }
        }
        List<Standing> changes = killed.values().stream()
                .map(standing -> hadUncalled(standing).toBeKilled())
                .toList();
        journal.keep(changes, true);
        for (Standing standing : changes) {
            queue.remove(standing);
            if (standing.isOpen()) {
                queue.add(standing, Instant.MIN);
            }
        }
        stir();
    }

    private Standing hadUncalled(Standing standing) {
        return isHadBeforeCalled ? standing.hadUncalled(channelId) : standing;
    }

    /** See {@link Lane#unconfirmed}. */
    synchronized List<Lane.Unconfirmed> unconfirmed() {
        List<Lane.Unconfirmed> all = new ArrayList<>();
        for (Standing standing : journal.standings()) {
            Standing.Doubt doubt = standing.doubt();
            if (doubt != null) {
                all.add(new Lane.Unconfirmed(
                        standing.storyId(),
                        standing.language(),
                        doubt.newest().sequence(),
                        doubt.newest().headline(),
                        doubt.newest().isLive() && !standing.killed()));
            }
        }
        return all;
    }

    /** See {@link Lane#looked}. */
    synchronized boolean looked(String storyId, String language, @Nullable Shown found)
            throws IOException, InterruptedException {
        while (busy != null && busy.place().equals(Standing.place(storyId, language))) {
            wait();
        }
        Standing before = journal.standing(storyId, language);
        if (!before.isUnconfirmed()) {
            return false;
        }
        add(List.of(before.looked(found, clock.instant())));
        log.info(
                "looked channel={} story={} language={} found={}",
                channelId,
                storyId,
                language,
                Logfmt.value(found == null ? "nothing" : found.id()));
        return true;
    }

    private int add(List<Standing> changes) throws IOException {
        journal.keep(changes, true);
        changes.forEach(standing -> queue.add(standing, Instant.MIN));
        stir();
        return changes.size();
    }

    private void stir() {
        stirred = true;
        notifyAll();
    }

    /** Story and language pairs that wait or are out just now, and receipts not sent. */
    synchronized int waiting() {
        return queue.size() + (busy == null ? 0 : 1) + outbox.size();
    }

    synchronized Condition condition() {
        return readiness.condition();
    }

    synchronized void say(boolean ready, String sentence) {
        readiness.say(ready, sentence);
    }

    /** Takes out what is to be done next, until {@link #idle()}; null when nothing is due, or it is closed. */
    synchronized @Nullable Standing next() {
        Instant now = clock.instant();
        Standing next = closed ? null : queue.next(now, readiness.isQuiet(now));
        busy = next == null ? null : journal.standing(next.storyId(), next.language());
        return busy;
    }

    /** Nothing is out any more. */
    synchronized void idle() {
        busy = null;
        notifyAll();
    }

    /** How long until something is due. */
    synchronized Duration untilNext() {
        if (closed) {
            return NEVER;
        }
        Instant now = clock.instant();
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

    /** Waits until then, or until something comes; false once it is closed. */
    synchronized boolean goesOnAfter(Duration wait) throws InterruptedException {
        if (!closed && wait.isPositive() && !stirred) {
            wait(Math.max(1, wait.toMillis()));
        }
        stirred = false;
        return !closed;
    }

    /** Notes a call that could double, before it is made. */
    synchronized Standing begin(Standing standing, Attempt attempt) throws IOException {
        Standing now = journal.standing(standing.storyId(), standing.language()).attempting(attempt);
        journal.keep(List.of(now), true);
        return now;
    }

    /** Notes how it stands now, with what came in while a call was out. */
    synchronized Standing keep(Standing standing) throws IOException {
        Standing now = current(standing);
        if (!now.equals(journal.standing(standing.storyId(), standing.language()))) {
            journal.keep(List.of(now), true);
        }
        return now;
    }

    /** How it stands as noted. */
    synchronized Standing now(Standing standing) {
        return journal.standing(standing.storyId(), standing.language());
    }

    private Standing current(Standing standing) {
        return standing.meanwhile(journal.standing(standing.storyId(), standing.language()));
    }

    /** Its next step comes before all others. */
    synchronized void first(Standing standing) {
        if (standing.isOpen()) {
            queue.first(standing);
        }
    }

    /** The pace asks for a while; then this comes first. */
    synchronized void rest(Duration wait, Standing standing) {
        readiness.rest(clock.instant().plus(wait));
        queue.first(current(standing));
    }

    /** Done with a release or a kill. */
    synchronized void finish(Standing standing, Version target, Receipt receipt) throws IOException {
        Standing now = current(standing);
        Standing ended = (receipt.outcome() == Outcome.UNCONFIRMED ? now.doubting(target) : now).done(receipt);
        if (receipt.ofKill() && ended.isKillOpen()) {
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
    }

    /**
     * It is tried again later, longer each time.
     *
     * @param wait how long somebody says; null when nobody does
     * @param everything whether all of the channel waits
     */
    synchronized void later(Standing standing, @Nullable Duration wait, boolean everything, String sentence) {
        int failures = queue.failed(standing);
        Duration pause = wait != null ? wait : backOff.after(failures);
        queue.add(current(standing), clock.instant().plus(pause));
        log.warn(
                "delivery-waits channel={} story={} language={} millis={} reason={}",
                channelId,
                standing.storyId(),
                standing.language(),
                pause.toMillis(),
                Logfmt.value(sentence));
        if (everything) {
            Duration usual = readiness.failed();
            readiness.pause(wait != null ? wait : usual, clock.instant(), sentence);
        } else {
            readiness.say(true, sentence);
        }
    }

    /** The journal could not be written: nothing was noted, and it is done once more. */
    synchronized void failed(Standing standing, IOException e) {
        queue.add(journal.standing(standing.storyId(), standing.language()), Instant.MIN);
        readiness.pause(
                readiness.failed(),
                clock.instant(),
                "Expected to keep this channel's memory, but that failed: " + e.getMessage()
                        + " Free some space or mend the folder's rights.");
    }

    /** A call was answered. */
    synchronized void well(Duration quiet) {
        readiness.well(quiet, clock.instant());
    }

    /** Sends what receipts there are; those the broker does not take are sent later, under the same ids. */
    void sendReceipts() {
        List<Receipt> due;
        synchronized (this) {
            due = outbox.due(clock.instant());
        }
        if (!due.isEmpty()) {
            sent(due, outbox.send(due));
        }
    }

    private synchronized void sent(List<Receipt> receipts, boolean isSent) {
        if (!isSent) {
            outbox.failed(clock.instant());
            return;
        }
        outbox.sent(receipts);
        Map<String, Standing> noted = new HashMap<>();
        for (Receipt receipt : receipts) {
            noted.put(
                    Standing.place(receipt.storyId(), receipt.language()),
                    journal.standing(receipt.storyId(), receipt.language()).receipted(receipts));
        }
        try {
            journal.keep(noted.values(), false);
        } catch (IOException e) {
            // they are sent once more after a restart, under the same ids
            log.warn("receipts-not-noted channel={} reason={}", channelId, Logfmt.value(e.getMessage()), e);
        }
    }

    /** Nothing more is taken out. */
    synchronized void end() {
        closed = true;
        stir();
    }

    /** Once its thread has ended. */
    void close() {
        try {
            journal.close();
        } catch (IOException e) {
            log.warn("journal-not-closed channel={} reason={}", channelId, Logfmt.value(e.getMessage()), e);
        }
    }
}
