package io.copyflow.channels.delivery;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel's way through the log: an ordinary Kafka consumer, as anybody could write one.
 *
 * <ul>
 *   <li>Effectively once (docs/semantics.md, rule 19): the order is work, receipts, a note that it is done, commit. A crash
 *       between any two repeats what gives the same things and receipts with the same ids.
 *   <li>Kills come by a consumer of their own: what was shown is hidden at once, and the rest done between two batches,
 *       whatever the backlog (rule 22). Nothing is delivered before the kills that were there have been read.
 *   <li>Partitions the work has not seen are read from their beginning, whatever the group has committed.
 *   <li>A record that cannot be read goes to a folder of dead letters, and the channel goes on (rule 28).
 *   <li>When the disk or the broker does not do its part, the channel keeps its place, waits longer each time, and
 *       {@link #condition()} says so. An {@link Error} ends it, and {@link #dead()} says that.
 * </ul>
 */
public final class ChannelReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChannelReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /**
     * Who reads and for what.
     *
     * @param channelId the channel's id in the directory; its consumer group is {@code copyflow-channel-<id>}
     * @param place what it delivers to, for sentences, such as a folder or {@code 12 social accounts}
     * @param deadLetters the folder for records that cannot be read
     * @param fromBeginning whether a group that has committed nothing begins with the first record; else with the next
     */
    public record Identity(String channelId, String place, Path deadLetters, boolean fromBeginning) {

        String groupId() {
            return ChannelReader.groupId(channelId);
        }
    }

    private final Identity identity;
    private final ChannelWork.Opening opening;
    private final PlaceInLog place;
    private final Producer<byte[], byte[]> producer;
    private final Kills kills;
    private final PublishedReader reader;
    private final Receipts receipts;
    private final DeadLetterFolder deadLetters;
    private final BackOff backOff = new BackOff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final CompletableFuture<Void> began = new CompletableFuture<>();
    private final Thread worker;
    private final Thread killer;

    /** Held from the first file that is touched to the note that it is done. */
    private final ReentrantLock working = new ReentrantLock(true);

    private final KillDuty duty = new KillDuty();

    private volatile @Nullable ChannelWork work;
    private int failures;

    /** Changed by {@link #change} alone: two threads tell how it is. */
    private volatile Condition condition = Condition.starting("The channel has not been started.");

    /**
     * @param kafka {@code bootstrap.servers} and whatever else the clients need to reach the broker, such as security;
     *     what this channel must decide itself, such as {@code group.id}, may not be among it
     * @param ids where schemas come from
     * @param clock the time on receipts
     * @throws IllegalArgumentException with a sentence that names a setting that is not the caller's
     */
    public ChannelReader(
            Identity identity, ChannelWork.Opening opening, Map<String, ?> kafka, SchemaIds ids, Clock clock) {
        this(
                identity,
                opening,
                KafkaClients.consumer(identity.groupId(), identity.fromBeginning(), kafka),
                KafkaClients.producer(identity.groupId(), kafka),
                Kills.from(kafka, ids),
                ids,
                clock);
    }

    /** With clients of the caller's, which the channel closes. */
    public ChannelReader(
            Identity identity,
            ChannelWork.Opening opening,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Kills kills,
            SchemaIds ids,
            Clock clock) {
        this.identity = identity;
        this.opening = opening;
        this.place = new PlaceInLog(identity.channelId(), identity.fromBeginning(), consumer);
        this.producer = producer;
        this.kills = kills;
        this.reader = new PublishedReader(ids);
        this.receipts = new Receipts(producer, ids, identity.channelId(), clock);
        this.deadLetters = new DeadLetterFolder(identity.deadLetters());
        String name = "channel-" + identity.channelId();
        this.worker = Thread.ofPlatform().name(name).unstarted(() -> guard(this::read));
        this.killer = Thread.ofVirtual().name(name + "-kills").unstarted(() -> guard(this::kill));
    }

    /** Begins to consume, on threads of its own. */
    public ChannelReader start() {
        followKills();
        kills.dead().thenAccept(this::die);
        killer.start();
        worker.start();
        return this;
    }

    /** Begins to take notice of kills, without threads that act on them. */
    public void followKills() {
        kills.follow(storyId -> {
            duty.add(storyId);
            hide(storyId);
        });
    }

    /** Before the delivery that is under way is finished. What fails here is done, and told, in its turn. */
    private void hide(String storyId) {
        ChannelWork open = work;
        if (open == null) {
            return;
        }
        try {
            open.hide(storyId);
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "kill-not-at-once channel={} story={} reason={}",
                    identity.channelId(),
                    storyId,
                    Logfmt.value(Trouble.reason(e)));
        }
    }

    /** How the channel is now. */
    public Condition condition() {
        return condition;
    }

    private synchronized void change(UnaryOperator<Condition> how) {
        condition = how.apply(condition);
    }

    private void say(boolean ready, String sentence) {
        change(before -> before.now(ready, sentence));
    }

    /** Completes, with the reason, when an error has ended it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    /** Completes once it is ready for the first time. */
    public CompletionStage<Void> began() {
        return began;
    }

    /** Whether a kill of that story was read. */
    public boolean isKilled(String storyId) {
        return duty.isKilled(storyId);
    }

    /** The consumer group of a channel. */
    public static String groupId(String channelId) {
        return "copyflow-channel-" + channelId;
    }

    private void guard(Loop loop) {
        try {
            loop.run();
        } catch (WakeupException e) {
            // closing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            die(new StageFailure(
                    "channel-failed",
                    "Expected the channel " + identity.channelId()
                            + " to run for as long as this process does, but that ended. Start the process again; the"
                            + " channel goes on from its place in the log. What ended it: "
                            + Failures.tell(e).sentence(),
                    e));
        }
    }

    @FunctionalInterface
    private interface Loop {
        void run() throws InterruptedException;
    }

    private void die(StageFailure failure) {
        if (closing.getCount() > 0 && !dead.isDone()) {
            log.error("channel-failed channel={}", identity.channelId(), failure);
            // first, so that who is told that it ended finds the condition that says so
            say(false, String.valueOf(failure.getMessage()));
            dead.complete(failure);
        }
    }

    private void read() throws InterruptedException {
        try {
            while (closing.getCount() > 0 && !dead.isDone()) {
                turn(POLL);
                if (closing.await(waiting().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } finally {
            place.close();
        }
    }

    private void kill() throws InterruptedException {
        int failed = 0;
        while (closing.getCount() > 0 && !dead.isDone()) {
            if (!duty.isDueWithin(POLL)) {
                continue;
            }
            failed = killNow() ? 0 : failed + 1;
            if (closing.await(backOff.after(failed).toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Does the kills that were read; false when that has to be tried again. */
    public boolean killNow() {
        Set<String> storyIds = duty.take();
        if (storyIds.isEmpty()) {
            return true;
        }
        working.lock();
        try {
            ChannelWork open = open();
            List<Receipt> done = open.kill(storyIds);
            receipts.send(done);
            open.remember();
            tell(done, 0);
            change(Condition::killsDone);
            return true;
        } catch (IOException | RuntimeException e) {
            duty.again(storyIds);
            String sentence = "Expected to take down what was killed, but that failed: " + Trouble.reason(e)
                    + ". It is tried again; mend what the reason names.";
            change(before -> before.killWaits(sentence));
            log.error("kill-waiting channel={} reason={}", identity.channelId(), Logfmt.value(sentence), e);
            return false;
        } finally {
            working.unlock();
        }
    }

    /** One round: poll, deliver, commit. Throws nothing but {@link WakeupException}: trouble becomes the condition. */
    public void turn(Duration poll) {
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        try {
            ChannelWork open = alone(this::open);
            if (!kills.isCaughtUp()) {
                say(false, "Reading the kills in force, before anything is delivered.");
                Thread.sleep(PAUSE);
                return;
            }
            records = place.poll(poll);
            if (!place.isAssigned()) {
                say(false, "Waiting for the broker to give this channel its part of " + Topics.PUBLISHED.name() + ".");
            } else {
                if (!beginsUnseen(open, records)) {
                    deliver(open, records);
                }
                say(true, "Delivering to " + identity.place() + ".");
                began.complete(null);
            }
            failures = 0;
        } catch (WakeupException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            trouble(records, Trouble.sentence(e, identity.place()), e);
        }
    }

    /** Something of the work's, which only one thread at a time may ask for. */
    @FunctionalInterface
    private interface Deed<T> {
        T done() throws IOException;
    }

    private <T> T alone(Deed<T> deed) throws IOException {
        working.lock();
        try {
            return deed.done();
        } finally {
            working.unlock();
        }
    }

    /** Whether partitions begin, so that nothing of what was polled is to be delivered; kills are not kept waiting by it. */
    private boolean beginsUnseen(ChannelWork open, ConsumerRecords<byte[], byte[]> records) throws IOException {
        Set<Integer> unseen = alone(() -> open.unseen(place.partitions()));
        if (unseen.isEmpty()) {
            return false;
        }
        place.begin(unseen, records);
        alone(() -> {
            open.begin(unseen);
            return unseen;
        });
        return true;
    }

    private ChannelWork open() throws IOException {
        ChannelWork open = work;
        if (open == null) {
            open = opening.open();
            work = open;
        }
        return open;
    }

    private void deliver(ChannelWork open, ConsumerRecords<byte[], byte[]> records) throws IOException {
        working.lock();
        try {
            if (records.isEmpty()) {
                open.rest();
                return;
            }
            List<Version> versions = new ArrayList<>();
            long unreadable = 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                try {
                    Version version = reader.read(record.value());
                    if (!version.isLive() || !isKilled(version.storyId())) {
                        versions.add(version);
                    }
                } catch (SerializationException e) {
                    unreadable++;
                    deadLetters.keep(record, e);
                }
            }
            List<Receipt> done = open.deliver(versions);
            receipts.send(done);
            open.remember();
            tell(done, unreadable);
        } finally {
            working.unlock();
        }
        place.passed(records);
    }

    private void tell(List<Receipt> done, long unreadable) {
        change(before -> before.afterUnreadable(unreadable));
        for (Receipt receipt : done) {
            log.info(
                    "delivered channel={} story={} language={} sequence={} outcome={}",
                    identity.channelId(),
                    receipt.storyId(),
                    receipt.language(),
                    receipt.sequence(),
                    receipt.outcome());
            change(before -> before.after(receipt));
        }
    }

    /** Back to where these records began, to take them again after a while. */
    private void trouble(ConsumerRecords<byte[], byte[]> records, String sentence, Exception e) {
        failures++;
        say(false, sentence);
        log.error(
                "channel-waiting channel={} millis={} reason={}",
                identity.channelId(),
                waiting().toMillis(),
                Logfmt.value(sentence),
                e);
        place.backTo(records);
    }

    /** How long to wait before the next turn. */
    public Duration waiting() {
        return backOff.after(failures);
    }

    /** Stops consuming; what is being delivered is finished first. */
    @Override
    public void close() {
        closing.countDown();
        kills.close();
        if (worker.getState() == Thread.State.NEW) {
            place.close();
        } else {
            place.wakeUp();
            join(worker);
            join(killer); // never interrupted: that would close the file it may be writing
        }
        say(false, "The channel is closed.");
        try (Producer<byte[], byte[]> _ = producer;
                ChannelWork _ = work) {
            log.info("channel-closed channel={}", identity.channelId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
