package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoresTest {

    private static final int PARTITIONS = 4;
    private static final String STORY = "s1";
    private static final int ITS_PARTITION = DeciderTopology.partition(STORY, PARTITIONS);

    private final Map<Integer, ReadOnlyKeyValueStore<String, byte[]>> here = new HashMap<>();

    @TempDir
    private Path folder;

    private int opened;
    private boolean moving;
    private final LocalStores stores = new LocalStores("translate-stage", this::open, PARTITIONS);

    @Test
    void a_key_is_looked_up_in_the_store_of_its_partition_and_a_part_of_a_story_lies_with_it() {
        here.put(ITS_PARTITION, store(STORY, STORY + "/fr"));
        here.put((ITS_PARTITION + 1) % PARTITIONS, store());

        assertThat(stores.get("any", STORY)).isEqualTo(new byte[] {1});
        assertThat(stores.get("any", STORY + "/fr")).isEqualTo(new byte[] {1});
        assertThat(stores.get("any", STORY + "/de")).isNull();
        assertThat(stores.all("any")).hasSize(2);
        assertThat(opened).as("asked often, opened once").isEqualTo(1);
    }

    @Test
    void what_another_instance_has_is_told_so() {
        here.put((ITS_PARTITION + 1) % PARTITIONS, store());

        assertThat(code(() -> stores.get("any", STORY))).isEqualTo("kept-elsewhere");
    }

    @Test
    void after_the_partitions_moved_they_are_opened_anew() {
        stores.all("any");
        here.put(ITS_PARTITION, store(STORY));

        stores.renew();

        assertThat(stores.get("any", STORY)).isNotNull();
    }

    @Test
    void a_read_that_a_move_got_in_the_way_of_is_done_again() {
        here.put(ITS_PARTITION, store(STORY));
        stores.all("any");
        int[] reads = {0};

        int size = stores.reading(() -> {
            if (reads[0]++ == 0) {
                throw new InvalidStateStoreException("moved");
            }
            return stores.all("any").size();
        });

        assertThat(size).isEqualTo(1);
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void a_stage_that_starts_still_says_so() {
        moving = true;

        assertThat(code(() -> stores.all("any"))).isEqualTo("stage-not-ready");
        assertThat(code(() -> stores.get("any", STORY))).isEqualTo("stage-not-ready");
        moving = false;
        assertThat(stores.all("any")).isEmpty();
    }

    @Test
    void a_stage_that_has_stopped_is_not_ready_either() {
        LocalStores stopped = new LocalStores(
                "translate-stage",
                name -> {
                    throw new IllegalStateException("not running");
                },
                PARTITIONS);

        assertThat(code(() -> stopped.all("any"))).isEqualTo("stage-not-ready");
    }

    @Test
    void before_a_client_has_its_partitions_it_does_not_pass_for_one_without_stores() {
        Topology topology = new Topology().addSource("in", "any");
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "any",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                StreamsConfig.STATE_DIR_CONFIG, folder.toString()));
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            LocalStores starting = LocalStores.of("translate-stage", streams, PARTITIONS);

            assertThat(code(() -> starting.all("any"))).isEqualTo("stage-not-ready");
            assertThat(code(() -> starting.get("any", STORY))).isEqualTo("stage-not-ready");
        }
    }

    private Map<Integer, ReadOnlyKeyValueStore<String, byte[]>> open(String name) {
        opened++;
        if (moving) {
            throw new InvalidStateStoreException("not running");
        }
        return Map.copyOf(here);
    }

    private static String code(Runnable reading) {
        return catchThrowableOfType(StageFailure.class, reading::run).code();
    }

    private static ReadOnlyKeyValueStore<String, byte[]> store(String... keys) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("any"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
        for (String key : keys) {
            store.put(key, new byte[] {1});
        }
        return store;
    }
}
