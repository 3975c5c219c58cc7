package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader and its kills, on threads of the test's. */
@SuppressWarnings("NullAway.Init")
class ChannelReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.PUBLISHED.name(), 0);

    @TempDir
    Path folder;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final TestKills kills = new TestKills();
    private final Work work = new Work();
    private @Nullable ChannelReader reader;

    @AfterEach
    void close() {
        if (reader != null) {
            reader.close();
        }
    }

    @Test
    void r22_a_kill_that_cannot_be_done_is_told_until_it_is_done_whatever_else_is_well() {
        ChannelReader reader = reader();
        reader.followKills();
        reader.turn(Duration.ZERO);
        assertThat(reader.condition().ready()).isTrue();
        work.fault = new IOException("Read-only file system");
        kills.kill("s1");

        assertThat(reader.killNow()).isFalse();
        reader.turn(Duration.ZERO);

        assertThat(reader.condition().ready()).isFalse();
        assertThat(reader.condition().sentence()).contains("take down").contains("Read-only file system");
        work.fault = null;
        assertThat(reader.killNow()).isTrue();
        reader.turn(Duration.ZERO);
        assertThat(reader.condition().ready()).isTrue();
        assertThat(work.killed).containsExactly("s1");
    }

    @Test
    void r22_kills_and_the_beginning_of_partitions_never_come_at_once() throws InterruptedException {
        ChannelReader reader = reader();
        reader.followKills();
        List<Thread> killers = new ArrayList<>();
        work.whileAsked = () -> {
            kills.kill("s" + killers.size());
            Thread killer = Thread.ofPlatform().start(reader::killNow);
            killers.add(killer);
            await(() -> killer.getState() == Thread.State.WAITING || killer.getState() == Thread.State.TERMINATED);
        };

        reader.turn(Duration.ZERO);

        for (Thread killer : killers) {
            killer.join();
        }
        assertThat(killers).hasSize(2);
        assertThat(work.killed).containsExactlyInAnyOrder("s0", "s1");
        assertThat(work.atOnce).isEmpty();
    }

    @Test
    void r22_a_kill_that_is_under_way_when_it_is_closed_is_finished_and_never_interrupted() throws Exception {
        ChannelReader reader = reader();
        AtomicReference<@Nullable Thread> closer = new AtomicReference<>();
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        AtomicReference<@Nullable Boolean> interrupted = new AtomicReference<>();
        CountDownLatch killing = new CountDownLatch(1);
        consumer.schedulePollTask(() -> {
            worker.set(Thread.currentThread());
            kills.kill("s1");
            await(() -> alive(closer.get()));
            throw new WakeupException(); // as closing wakes it up, which the mock does not do while it polls
        });
        work.whileKilled = () -> {
            killing.countDown();
            await(() -> !alive(worker.get()) && waits(closer.get())
                    || Thread.currentThread().isInterrupted());
            interrupted.set(Thread.currentThread().isInterrupted());
        };
        reader.start();
        assertThat(killing.await(30, TimeUnit.SECONDS)).isTrue();

        Thread closing = Thread.ofPlatform().unstarted(reader::close);
        closer.set(closing);
        closing.start();
        closing.join();
        this.reader = null;

        assertThat(interrupted.get()).isFalse();
        assertThat(work.killed).containsExactly("s1");
    }

    private static boolean waits(@Nullable Thread thread) {
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    private static boolean alive(@Nullable Thread thread) {
        return thread != null && thread.isAlive();
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .until(condition::getAsBoolean);
    }

    private ChannelReader reader() {
        ChannelReader made = new ChannelReader(
                new ChannelReader.Identity("test", "the test", folder.resolve("dead-letters"), true),
                () -> work,
                consumer,
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
                kills,
                new SchemaCatalogue(),
                Clock.systemUTC());
        consumer.rebalance(Set.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        reader = made;
        return made;
    }

    /** Says when two of its calls come at once. */
    private static final class Work implements ChannelWork {

        final List<String> killed = new CopyOnWriteArrayList<>();
        final List<String> atOnce = new CopyOnWriteArrayList<>();
        volatile @Nullable IOException fault;
        volatile Runnable whileAsked = () -> {};
        volatile Runnable whileKilled = () -> {};
        private final AtomicReference<@Nullable String> within = new AtomicReference<>();

        private void alone(String what, Runnable deed) {
            String other = within.getAndSet(what);
            if (other != null) {
                atOnce.add(other + " and " + what);
            }
            deed.run();
            within.set(null);
        }

        @Override
        public Set<Integer> unseen(Collection<Integer> partitions) {
            alone("unseen", whileAsked);
            return Set.copyOf(partitions);
        }

        @Override
        public void begin(Collection<Integer> partitions) {
            alone("begin", whileAsked);
        }

        @Override
        public List<Receipt> deliver(List<Version> versions) {
            return List.of();
        }

        @Override
        public List<Receipt> kill(Set<String> storyIds) throws IOException {
            IOException now = fault;
            if (now != null) {
                throw now;
            }
            alone("kill", whileKilled);
            killed.addAll(storyIds);
            return List.of();
        }

        @Override
        public void remember() {}

        @Override
        public void close() {}
    }
}
