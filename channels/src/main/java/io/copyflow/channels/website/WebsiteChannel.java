package io.copyflow.channels.website;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The website: keeps a folder of static pages as the published log says. An ordinary Kafka consumer, as anybody could
 * write one.
 *
 * <ul>
 *   <li>Effectively once (docs/semantics.md, rule 19): the order is pages, receipts, a note with the files that they are
 *       delivered, commit. A crash between any two repeats what gives the same files and receipts with the same ids.
 *   <li>A folder that is new reads the log from its beginning, whatever its group has committed.
 *   <li>A record that cannot be read goes to {@code .copyflow/dead-letters} in the folder, and the channel goes on.
 *   <li>When the disk or the broker does not do its part, the channel keeps its place, waits longer each time, and
 *       {@link #condition()} says so.
 * </ul>
 */
public final class WebsiteChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebsiteChannel.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final WebsiteSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final PublishedReader reader;
    private final Receipts receipts;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread worker;

    private @Nullable Site site;
    private Duration wait = Duration.ZERO;
    private volatile Condition condition = Condition.starting("The channel has not been started.");

    /**
     * @param settings what the website is to be
     * @param kafka {@code bootstrap.servers} and whatever else consumer and producer need to reach the broker, such as
     *     security; what this channel must decide itself, such as {@code group.id}, may not be among it
     * @param ids where schemas come from
     * @param clock the time on receipts; its zone is the one that pages print times in
     * @throws IllegalArgumentException with a sentence that names a setting that is not the caller's
     */
    public WebsiteChannel(WebsiteSettings settings, Map<String, ?> kafka, SchemaIds ids, Clock clock) {
        this(
                settings,
                new KafkaConsumer<>(consumerConfig(settings, kafka)),
                new KafkaProducer<>(producerConfig(settings, kafka)),
                ids,
                clock);
    }

    /** With clients of the caller's, which the channel closes. */
    WebsiteChannel(
            WebsiteSettings settings,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            SchemaIds ids,
            Clock clock) {
        this.settings = settings;
        this.consumer = consumer;
        this.producer = producer;
        this.reader = new PublishedReader(ids);
        this.receipts = new Receipts(producer, ids, settings.channelId(), clock);
        this.clock = clock;
        this.worker =
                Thread.ofPlatform().name("channel-" + settings.channelId()).unstarted(this::run);
        consumer.subscribe(List.of(Topics.PUBLISHED.name()));
    }

    /** Begins to consume, on a thread of its own. */
    public WebsiteChannel start() {
        worker.start();
        return this;
    }

    /** How the channel is now. */
    public Condition condition() {
        return condition;
    }

    /** The consumer group of a channel. */
    public static String groupId(String channelId) {
        return "copyflow-channel-" + channelId;
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                turn(POLL);
                if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (WakeupException e) {
            // closing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    /** One round: poll, deliver, commit. Throws nothing but {@link WakeupException}: trouble becomes the condition. */
    void turn(Duration poll) {
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        try {
            Site open = open();
            records = consumer.poll(poll);
            if (consumer.assignment().isEmpty()) {
                condition = condition.now(
                        false,
                        "Waiting for the broker to give this channel its part of " + Topics.PUBLISHED.name() + ".");
            } else {
                if (!beginUnseen(open, records)) {
                    deliver(open, records);
                }
                condition = condition.now(true, "Delivering to " + settings.folder() + ".");
            }
            wait = Duration.ZERO;
        } catch (WakeupException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            trouble(
                    records,
                    "Expected to write the website's files to " + settings.folder() + ", but that failed: " + reason(e)
                            + ". Free some space or mend the folder's rights. The channel keeps its place in the log.",
                    e);
        } catch (KafkaException e) {
            trouble(
                    records,
                    "Expected the broker to answer, but it did not do its part: " + reason(e)
                            + ". Check that it runs and that this channel may read and write its topics. The channel"
                            + " keeps its place in the log.",
                    e);
        } catch (RuntimeException e) {
            trouble(
                    records,
                    "Expected to deliver to " + settings.folder() + ", but that failed: " + reason(e)
                            + ". Report it with the channel's log. The channel keeps its place in the log.",
                    e);
        }
    }

    private Site open() throws IOException {
        Site open = site;
        if (open == null) {
            open = Site.open(settings, clock.getZone());
            site = open;
        }
        return open;
    }

    /**
     * A partition this folder has not seen from its beginning is read from there. The group's offset is set back first,
     * so that a crash afterwards does not skip the rest.
     */
    private boolean beginUnseen(Site open, ConsumerRecords<byte[], byte[]> records) throws IOException {
        Set<Integer> unseen = open.unseen(
                consumer.assignment().stream().map(TopicPartition::partition).toList());
        if (unseen.isEmpty()) {
            return false;
        }
        List<TopicPartition> partitions = unseen.stream()
                .map(partition -> new TopicPartition(Topics.PUBLISHED.name(), partition))
                .toList();
        backToStartOf(records); // none of it is delivered in this turn
        consumer.seekToBeginning(partitions);
        consumer.commitSync(partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition, partition -> new OffsetAndMetadata(consumer.position(partition)))));
        open.begin(unseen);
        log.info("reading-from-beginning channel={} partitions={}", settings.channelId(), unseen);
        return true;
    }

    private void deliver(Site open, ConsumerRecords<byte[], byte[]> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        List<Version> versions = new ArrayList<>();
        long unreadable = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                versions.add(reader.read(record.value()));
            } catch (SerializationException e) {
                unreadable++;
                keepDeadLetter(open, record, e);
            }
        }
        List<Delivery> deliveries = open.deliver(versions);
        receipts.send(deliveries);
        open.remember();
        Condition counted = condition.afterUnreadable(unreadable);
        for (Delivery delivery : deliveries) {
            Version version = delivery.version();
            log.info(
                    "delivered channel={} story={} language={} sequence={} status={}",
                    settings.channelId(),
                    version.storyId(),
                    version.language(),
                    version.sequence(),
                    version.status());
            counted = counted.after(delivery);
        }
        condition = counted;
        consumer.commitSync(records.nextOffsets());
    }

    private static void keepDeadLetter(Site open, ConsumerRecord<byte[], byte[]> record, SerializationException e)
            throws IOException {
        log.warn(
                "record-unreadable topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                Logfmt.value(e.getMessage()));
        open.keepDeadLetter(
                record.topic() + "-" + record.partition() + "-" + record.offset(),
                record.key(),
                record.value(),
                "topic: " + record.topic() + "\npartition: " + record.partition() + "\noffset: " + record.offset()
                        + "\nreason: " + e.getMessage());
    }

    /** Back to where these records began, to take them again after a while. */
    private void trouble(ConsumerRecords<byte[], byte[]> records, String sentence, Exception e) {
        wait = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            wait = LONGEST_WAIT;
        }
        condition = condition.now(false, sentence);
        log.error(
                "channel-waiting channel={} millis={} reason={}",
                settings.channelId(),
                wait.toMillis(),
                Logfmt.value(sentence),
                e);
        backToStartOf(records);
    }

    private void backToStartOf(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    /** How long to wait before the next turn. */
    Duration waiting() {
        return wait;
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message.replaceFirst("\\.$", "");
    }

    /** Stops consuming; what is being delivered is finished first. */
    @Override
    public void close() {
        closing.countDown();
        if (worker.getState() == Thread.State.NEW) {
            release();
            return;
        }
        consumer.wakeup();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        condition = condition.now(false, "The channel is closed.");
        try (Consumer<byte[], byte[]> _ = consumer;
                Producer<byte[], byte[]> _ = producer;
                Site _ = site) {
            log.info("channel-closed channel={}", settings.channelId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> consumerConfig(WebsiteSettings settings, Map<String, ?> kafka) {
        return with(
                kafka,
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        groupId(settings.channelId()),
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        groupId(settings.channelId()),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class));
    }

    private static Map<String, Object> producerConfig(WebsiteSettings settings, Map<String, ?> kafka) {
        return with(
                kafka,
                Map.of(
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        groupId(settings.channelId()),
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class));
    }

    private static Map<String, Object> with(Map<String, ?> kafka, Map<String, Object> ours) {
        for (String key : ours.keySet()) {
            if (kafka.containsKey(key)) {
                throw new IllegalArgumentException("Expected '" + key + "' to be left to the channel, which sets it to "
                        + ours.get(key) + ", but the Kafka settings have it too. Remove it there.");
            }
        }
        Map<String, Object> all = new HashMap<>(kafka);
        all.putAll(ours);
        return all;
    }
}
