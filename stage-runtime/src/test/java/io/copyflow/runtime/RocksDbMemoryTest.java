package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class RocksDbMemoryTest {

    private static final int RECORDS = 200_000;
    private static final int LOOKS = 500;

    /** What may be fetched for a look: a piece of index and one of filter, and a block of records, each of 4 KiB. */
    private static final long FEW_PIECES = 16 << 10;

    @TempDir
    Path folder;

    @Test
    void looks_into_a_store_that_is_larger_than_the_budget_fetch_little() throws Exception {
        try (RocksDbMemory memory = new RocksDbMemory(256 << 10, 64 << 20);
                Statistics statistics = new Statistics();
                Options options = options(memory)) {
            options.setCreateIfMissing(true).setStatistics(statistics);
            try (RocksDB store = RocksDB.open(options, folder.toString())) {
                for (int i = 0; i < RECORDS; i++) {
                    store.put(key(i), new byte[100]);
                }
                store.compactRange();
                statistics.getAndResetTickerCount(TickerType.BLOCK_CACHE_BYTES_WRITE);

                look(store);

                assertThat(statistics.getTickerCount(TickerType.BLOCK_CACHE_BYTES_WRITE) / LOOKS)
                        .isBetween(1L, FEW_PIECES);
            }
        }
    }

    /** Half of them for what is there. */
    private static void look(RocksDB store) throws RocksDBException {
        for (int i = 0; i < LOOKS; i++) {
            int far = (int) (i * 7_919L % RECORDS);
            boolean isThere = i % 2 == 0;
            byte[] found = store.get(key(isThere ? far : far + RECORDS));
            assertThat(found != null).isEqualTo(isThere);
        }
    }

    private static byte[] key(int number) {
        return ("= 018f3a5e-7c1d-7b2a-9d53-2f6a7c8e9%08d/kk-Cyrl/b%d".formatted(number, number % 20)).getBytes(UTF_8);
    }

    /** As Kafka Streams hands them to a setter. */
    private static Options options(RocksDbMemory memory) {
        Options options = new Options();
        options.setTableFormatConfig(new BlockBasedTableConfig());
        options.setCompactionStyle(CompactionStyle.UNIVERSAL);
        options.setCompressionType(CompressionType.NO_COMPRESSION);
        Map<String, Object> configs = new HashMap<>(memory.streams());
        assertThat(configs.get(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
                .isEqualTo(RocksDbMemory.Setter.class);
        RocksDBConfigSetter setter = new RocksDbMemory.Setter();
        setter.setConfig("store", options, configs);
        return options;
    }
}
