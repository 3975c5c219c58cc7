package io.copyflow.launcher.bench;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.launcher.bench.BareRecord.Hop;
import io.copyflow.launcher.bench.BareRecord.Log;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What bare Kafka does: the same hops and bytes as the flow in consume, produce and send-offsets transactions, with no
 * logic, no state and no Avro. What is left to the flow is a share of this.
 */
public final class LimitBench {

    private static final int PARTITIONS = 4;
    private static final int WARM_UP_STORIES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<String> LANGUAGES =
            List.of("ar", "de", "el", "es", "fr", "it", "ja", "kk-Cyrl", "ko", "ms", "pt", "ru", "sw", "th", "zh-Hans");

    private final Path folder;
    private final Progress progress;

    /**
     * @param stories handed in all at once, each round
     * @param languages versions of each story
     * @param warmUp how long other stories pass first
     * @param rounds how often it is measured; the middle one counts
     * @param threads of each stage, 1 to {@value #PARTITIONS}; each is a consumer and a transactional producer
     */
    public record Settings(int stories, int languages, Duration warmUp, int rounds, int threads, long seed) {}

    /**
     * @param versions of one round
     * @param versionsPerSecond of the middle round
     * @param rounds versions a second of each, in their order
     */
    public record Result(Settings settings, int versions, double versionsPerSecond, List<Double> rounds) {}

    public LimitBench(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** @throws StageFailure with code {@code bench-stalled} when nothing comes through any more */
    public Result run(Settings settings) {
        progress.begin("Kafka for the limit");
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder))) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            makeTopics(client);
            BareValues values = new BareValues(settings.seed(), LANGUAGES);
            List<BareHop> hops = new ArrayList<>();
            try (KafkaConsumer<String, byte[]> reader = reader(client);
                    KafkaProducer<String, byte[]> producer = producer(client)) {
                for (Hop hop : Hop.values()) {
                    int threads = hop == Hop.PEOPLE ? 1 : settings.threads();
                    for (int thread = 0; thread < threads; thread++) {
                        int first = thread;
                        List<Integer> mine = IntStream.range(0, PARTITIONS)
                                .filter(partition -> partition % threads == first)
                                .boxed()
                                .toList();
                        hops.add(new BareHop(client, hop, mine, settings.languages(), values));
                    }
                }
                progress.begin("the limit's warm-up");
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < settings.warmUp().toNanos()) {
                    seconds(WARM_UP_STORIES, settings.languages(), values, producer, reader, hops);
                }
                progress.begin("the limit's measured part");
                int versions = settings.stories() * settings.languages();
                List<Double> rounds = new ArrayList<>();
                for (int round = 0; round < settings.rounds(); round++) {
                    rounds.add(versions
                            / seconds(settings.stories(), settings.languages(), values, producer, reader, hops));
                }
                progress.done();
                return new Result(settings, versions, Figures.middle(rounds), List.copyOf(rounds));
            } finally {
                hops.forEach(BareHop::close);
            }
        }
    }

    private static double seconds(
            int stories,
            int languages,
            BareValues values,
            KafkaProducer<String, byte[]> producer,
            KafkaConsumer<String, byte[]> reader,
            List<BareHop> hops) {
        long begin = System.nanoTime();
        CompletableFuture<Void> notSent = new CompletableFuture<>();
        for (int story = 0; story < stories; story++) {
            producer.send(
                    new ProducerRecord<>(
                            Log.STORY_COMMANDS.topic(),
                            "story-" + story,
                            values.of(BareRecord.SUBMIT_STORY, story % languages)),
                    (_, failure) -> {
                        if (failure != null) {
                            notSent.completeExceptionally(failure);
                        }
                    });
        }
        int left = stories * languages;
        long last = begin;
        while (left > 0) {
            for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
                if (BareValues.kind(record.value()) == BareRecord.PUBLISHED) {
                    left--;
                }
                last = System.nanoTime();
            }
            throwWhatFailed(notSent);
            hops.forEach(hop -> throwWhatFailed(hop.ended()));
            if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new StageFailure(
                        "bench-stalled",
                        "Expected " + stories * languages + " versions through the bare chain, but nothing came for "
                                + PATIENCE.toSeconds() + " s and " + left + " are missing.");
            }
        }
        return (last - begin) / 1e9;
    }

    private static void throwWhatFailed(CompletableFuture<?> part) {
        if (part.isCompletedExceptionally()) {
            part.join();
        }
    }

    private static void makeTopics(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(Arrays.stream(Log.values())
                            .map(log -> new NewTopic(log.topic(), PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new StageFailure("topics-not-made", "The bare chain's topics could not be made: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while making topics.", e);
        }
    }

    private static KafkaConsumer<String, byte[]> reader(Map<String, Object> client) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<String, byte[]> reader =
                new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Log.PUBLISHED.topic(), partition))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        return reader;
    }

    static KafkaProducer<String, byte[]> producer(Map<String, Object> client) {
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
    }
}
