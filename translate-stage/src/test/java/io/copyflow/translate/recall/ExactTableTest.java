package io.copyflow.translate.recall;

import static io.copyflow.translate.recall.Memories.NOON;
import static io.copyflow.translate.recall.Memories.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.translate.wire.MemoryWire;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
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
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactTableTest {

    private static final String KILLED = "killed";
    private static final String STORE = "cleared-version-store";

    /** A broker that is not there, and little patience with it. */
    private static final Map<String, Object> NOBODY = Map.of(
            "bootstrap.servers",
            "127.0.0.1:1",
            "default.api.timeout.ms",
            500,
            "request.timeout.ms",
            500,
            "task.timeout.ms",
            0);

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
        assertThat(stored()).as("the record, its entry and where that lies").isEqualTo(3);
    }

    @Test
    void what_is_taken_off_the_topic_is_found_no_more_and_what_comes_again_changes_nothing() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        assertThat(stored()).isEqualTo(3);

        send(Topics.MEMORY, "s1/fr/b1", null);

        assertThat(find("It rains.", 5)).isEmpty();
        assertThat(stored()).isZero();
    }

    @Test
    void every_segment_of_a_version_is_found_and_the_version_lies_there_once() {
        version("s1", 1, NOON, pair("b1", "It rains.", "Il pleut."), pair("b2", "It snows.", "Il neige."));
        version("s1", 1, NOON, pair("b1", "It rains.", "Il pleut."), pair("b2", "It snows.", "Il neige."));

        assertThat(find("It rains.", 5)).containsExactly("Il pleut.");
        assertThat(find("It snows.", 5)).containsExactly("Il neige.");
        assertThat(stored()).as("the record, two entries and where they lie").isEqualTo(5);
    }

    @Test
    void a_later_revision_replaces_segment_by_segment_and_what_it_dropped_is_still_found() {
        version("s1", 1, NOON, pair("b1", "It rains.", "Il pleut."), pair("b2", "It snows.", "Il neige."));
        version("s1", 2, NOON.plusSeconds(1), pair("b1", "It rains.", "La pluie tombe."));

        assertThat(find("It rains.", 5)).containsExactly("La pluie tombe.");
        assertThat(find("It snows.", 5)).containsExactly("Il neige.");
        assertThat(stored()).as("two records, two entries and where they lie").isEqualTo(6);
    }

    @Test
    void a_version_of_which_newer_ones_replaced_every_segment_is_not_kept() {
        version("s1", 1, NOON, pair("b1", "It rains.", "Il pleut."), pair("b2", "It snows.", "Il neige."));
        version("s1", 2, NOON.plusSeconds(1), pair("b1", "It rains.", "La pluie tombe."));
        version("s1", 3, NOON.plusSeconds(2), pair("b2", "It snows.", "La neige tombe."));

        assertThat(find("It rains.", 5)).containsExactly("La pluie tombe.");
        assertThat(find("It snows.", 5)).containsExactly("La neige tombe.");
        assertThat(stored()).as("two records, two entries and where they lie").isEqualTo(6);
    }

    @Test
    void a_correction_of_a_version_takes_its_place_as_a_whole() {
        version("s1", 1, NOON, pair("b1", "It rains.", "Il pleut."), pair("b2", "It snows.", "Il neige."));
        version("s1", 1, NOON.plusSeconds(1), pair("b1", "It rains.", "La pluie tombe."));

        assertThat(find("It rains.", 5)).containsExactly("La pluie tombe.");
        assertThat(find("It snows.", 5)).as("as on the topic, once compacted").isEmpty();
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void versions_and_segments_that_earlier_builds_wrote_one_by_one_replace_each_other() {
        remember("s1", "b1", "It rains.", "Il pleut.", NOON);
        remember("s1", "1", "It snows.", "Il neige.", NOON);
        version("s1", 1, NOON.plusSeconds(1), pair("b1", "It rains.", "La pluie tombe."));

        assertThat(find("It rains.", 5)).containsExactly("La pluie tombe.");
        assertThat(find("It snows.", 5)).containsExactly("Il neige.");

        remember("s1", "b1", "It rains.", "Des pluies.", NOON.plusSeconds(2));

        assertThat(find("It rains.", 5)).containsExactly("Des pluies.");
        assertThat(stored()).as("two records, two entries and where they lie").isEqualTo(6);
    }

    @Test
    void a_version_that_is_taken_off_the_topic_takes_what_no_other_brought_again() {
        version("s1", 1, NOON, pair("b1", "It rains.", "Il pleut."), pair("b2", "It snows.", "Il neige."));
        version("s1", 2, NOON.plusSeconds(1), pair("b1", "It rains.", "La pluie tombe."));

        send(Topics.MEMORY, "s1/1/fr", null);

        assertThat(find("It snows.", 5)).isEmpty();
        assertThat(find("It rains.", 5)).containsExactly("La pluie tombe.");
        assertThat(stored()).isEqualTo(3);

        send(Topics.MEMORY, "s1/fr/b1", null);
        assertThat(find("It rains.", 5)).as("that record brought nothing").containsExactly("La pluie tombe.");
    }

    @Test
    void of_a_line_that_was_translated_often_one_record_is_fetched_for_each_thing_said() {
        version("s0", 1, NOON, pair("b1", "By Awa", "Par Awa"), pair("b2", "It rains.", "Il pleut."));
        for (int story = 1; story <= 50; story++) {
            version(
                    "s" + story,
                    1,
                    NOON.plusSeconds(story),
                    pair("b1", "By Awa", "D’Awa"),
                    pair("b2", "It snows.", "Il neige."));
        }
        AtomicInteger fetched = new AtomicInteger();

        assertThat(find(counting(store(STORE), fetched), "By Awa", 5)).containsExactly("D’Awa", "Par Awa");
        assertThat(fetched).hasValue(2);
    }

    @SuppressWarnings("unchecked")
    private static ReadOnlyKeyValueStore<String, byte[]> counting(
            ReadOnlyKeyValueStore<String, byte[]> store, AtomicInteger fetched) {
        return (ReadOnlyKeyValueStore<String, byte[]>) Proxy.newProxyInstance(
                ExactTableTest.class.getClassLoader(),
                new Class<?>[] {ReadOnlyKeyValueStore.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        fetched.incrementAndGet();
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void stores_of_earlier_builds_are_deleted(@TempDir Path folder) throws IOException {
        Path stores = folder.resolve("copyflow-memory/global/rocksdb");
        for (String outdated : List.of("remembered-store", "imported-store")) {
            Files.createDirectories(stores.resolve(outdated));
            Files.writeString(stores.resolve(outdated).resolve("CURRENT"), "MANIFEST-000005");
        }
        try (RocksDbMemory budget = new RocksDbMemory(16L << 20, 16L << 20);
                ExactTable table = ExactTable.start(NOBODY, Memories.IDS, folder, budget, KILLED::equals)) {

            assertThat(stores.resolve("remembered-store")).doesNotExist();
            assertThat(stores.resolve("imported-store")).doesNotExist();
            assertThat(table.dead().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(30));
        }
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

        version("killed", 1, NOON.plusSeconds(3), pair("b1", "It rains.", "Hoax."), pair("b2", "It rains.", "Lie."));

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
        try (RocksDbMemory budget = new RocksDbMemory(16L << 20, 16L << 20);
                ExactTable table = ExactTable.start(NOBODY, Memories.IDS, folder, budget, KILLED::equals)) {
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
                        .find(store("imported-unit-store"), "en", "fr", "It rains.", 5))
                .singleElement()
                .satisfies(entry -> assertThat(entry.origin().name()).isEqualTo("old.tmx"));
    }

    private void remember(String story, String segment, String source, String target, Instant at) {
        send(Topics.MEMORY, story + "/fr/" + segment, Memories.cleared(story, segment, source, target, at));
    }

    private void version(String story, int revision, Instant at, RememberedPair... pairs) {
        send(Topics.MEMORY, story + "/" + revision + "/fr", Memories.version(story, revision, at, pairs));
    }

    private void send(Topic<?> topic, String key, byte[] value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private List<String> find(String text, int limit) {
        return find(store(STORE), text, limit);
    }

    private List<String> find(ReadOnlyKeyValueStore<String, byte[]> store, String text, int limit) {
        return new ExactMatches(Topics.MEMORY.name(), wire, KILLED::equals)
                .find(store, "en", "fr", text, limit).stream()
                        .map(entry -> entry.target().text())
                        .toList();
    }

    private int stored() {
        int stored = 0;
        try (KeyValueIterator<String, byte[]> all = store(STORE).all()) {
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
