package io.copyflow.translate.recall;

import static io.copyflow.translate.recall.Memories.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.translate.wire.MemoryWire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactTableTest {

    private static final String KILLED = "killed";

    private final MemoryWire wire = new MemoryWire(Memories.IDS);
    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path folder) {
        start(folder, wire, () -> false);
    }

    private void start(Path folder, MemoryWire wire, BooleanSupplier pause) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(ExactTable.topology(wire, pause), properties);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void the_newest_translations_of_the_very_text_come_first() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("s2", "b4", "It  rains.", "La pluie tombe.", NOON.plusSeconds(1));
        remember("s3", "b1", "It rained.", "Il a plu.", NOON);

        assertThat(find("It rains.", 5)).containsExactly("La pluie tombe.", "Il pleut.");
        assertThat(find("It rains.", 1)).containsExactly("La pluie tombe.");
        assertThat(find("it rains.", 5)).isEmpty();
    }

    @Test
    void of_entries_that_say_the_same_the_newest_is_enough() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("s2", "b1", "It rains.", "Il pleut.", NOON.plusSeconds(1));

        assertThat(find("It rains.", 5)).containsExactly("Il pleut.");
    }

    @Test
    void a_newer_text_of_a_segment_takes_the_place_of_the_older_whatever_its_source() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("s1", "b1", "It snows.", "Il neige.", NOON.plusSeconds(1));

        assertThat(find("It rains.", 5)).isEmpty();
        assertThat(find("It snows.", 5)).containsExactly("Il neige.");
        assertThat(stored()).as("the entry and where it lies").isEqualTo(2);
    }

    @Test
    void what_is_taken_off_the_topic_is_found_no_more_and_what_comes_again_changes_nothing() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        assertThat(stored()).isEqualTo(2);

        send(Topics.MEMORY, "s1/fr/b1", null);

        assertThat(find("It rains.", 5)).isEmpty();
        assertThat(stored()).isZero();
    }

    @Test
    void r28_what_nobody_can_read_is_skipped() {
        send(Topics.MEMORY, "s1/fr/b1", new byte[] {1, 2, 3});
        remember("s2", "b1", "It rains.", "Il pleut.", NOON);

        assertThat(find("It rains.", 5)).containsExactly("Il pleut.");
    }

    @Test
    void r22_of_a_killed_story_nothing_is_found_and_it_hides_nothing() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("killed", "b1", "It rains.", "Il pleut.", NOON.plusSeconds(1));
        remember("killed", "b2", "It rains.", "Hoax.", NOON.plusSeconds(2));

        assertThat(find("It rains.", 1)).containsExactly("Il pleut.");
        assertThat(find("It rains.", 5)).containsExactly("Il pleut.");
    }

    @Test
    void a_schema_that_cannot_be_had_now_is_waited_for(@TempDir Path folder) {
        AtomicInteger refusals = new AtomicInteger(2);
        driver.close();
        start(
                folder,
                new MemoryWire(new SchemaIds() {
                    @Override
                    public int idOf(String subject, Schema schema) {
                        return Memories.IDS.idOf(subject, schema);
                    }

                    @Override
                    public Schema schemaOf(int id) {
                        if (refusals.getAndDecrement() > 0) {
                            throw new SchemaUnavailableException("The registry is away.");
                        }
                        return Memories.IDS.schemaOf(id);
                    }
                }),
                () -> true);

        remember("s1", "b1", "It rains.", "Il pleut.", NOON);

        assertThat(refusals).hasNegativeValue();
        assertThat(find("It rains.", 5)).containsExactly("Il pleut.");
    }

    @Test
    void a_table_that_can_be_kept_no_longer_says_so_and_nothing_is_found_in_it(@TempDir Path folder) {
        Map<String, Object> nobody = Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "default.api.timeout.ms",
                500,
                "request.timeout.ms",
                500,
                "task.timeout.ms",
                0);
        try (RocksDbMemory budget = new RocksDbMemory(16L << 20, 16L << 20);
                ExactTable table = ExactTable.start(nobody, Memories.IDS, folder, budget, KILLED::equals)) {
            assertThat(table.dead().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(30))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("follower-failed"));
            assertThat(table.suggest("en", "fr", "It rains.", 5)).isEmpty();
        }
    }

    @Test
    void nothing_is_found_in_a_table_that_was_closed(@TempDir Path folder) {
        try (RocksDbMemory budget = new RocksDbMemory(16L << 20, 16L << 20)) {
            ExactTable table = ExactTable.start(
                    Map.of("bootstrap.servers", "127.0.0.1:1"), Memories.IDS, folder, budget, KILLED::equals);
            table.close();

            assertThat(table.suggest("en", "fr", "It rains.", 5)).isEmpty();
            assertThat(table.dead().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void entries_of_files_are_found_too() {
        send(Topics.MEMORY_IMPORTS, "old.tmx/en/fr/u1", Memories.imported("old.tmx", "u1", "It rains.", "Il pleut."));

        assertThat(new ExactMatches(Topics.MEMORY_IMPORTS.name(), wire, KILLED::equals)
                        .find(store("imported-store"), "en", "fr", "It rains.", 5))
                .singleElement()
                .satisfies(entry -> assertThat(entry.origin().name()).isEqualTo("old.tmx"));
    }

    private void remember(String story, String segment, String source, String target, Instant at) {
        send(Topics.MEMORY, story + "/fr/" + segment, Memories.cleared(story, segment, source, target, at));
    }

    private void send(Topic<?> topic, String key, byte[] value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private List<String> find(String text, int limit) {
        return new ExactMatches(Topics.MEMORY.name(), wire, KILLED::equals)
                .find(store("remembered-store"), "en", "fr", text, limit).stream()
                        .map(entry -> entry.target().text())
                        .toList();
    }

    private int stored() {
        int stored = 0;
        try (KeyValueIterator<String, byte[]> all = store("remembered-store").all()) {
            while (all.hasNext()) {
                all.next();
                stored++;
            }
        }
        return stored;
    }

    private KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }
}
