package io.copyflow.runtime;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One memory budget for all stores of a process: without it each store takes its own, and there are many. */
public final class RocksDbMemory implements AutoCloseable {

    /** Key under which the budget is handed to the stores' configuration. */
    private static final String CONFIG = "copyflow.rocksdb.memory";

    private static final long BLOCKS = 64L << 20;
    private static final long WRITES = 64L << 20;
    private static final long WRITE_BUFFER = 4L << 20;
    private static final double FILTERS_SHARE = 0.1;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /** The budget of a process: 64 MiB for reading, 64 MiB for writing. */
    public RocksDbMemory() {
        this(BLOCKS, WRITES);
    }

    /**
     * @param blocks bytes for blocks, indexes and filters
     * @param writes bytes for records not yet flushed
     */
    public RocksDbMemory(long blocks, long writes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(blocks, -1, false, FILTERS_SHARE);
        writeBuffers = new WriteBufferManager(writes, cache);
    }

    /** What Kafka Streams is to be configured with so that its stores take from this budget. */
    public Map<String, Object> streams() {
        return Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Setter.class, CONFIG, this);
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Sets each store to take from the budget. */
    public static final class Setter implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            if (!(configs.get(CONFIG) instanceof RocksDbMemory memory)) {
                return;
            }
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(memory.cache);
            table.setCacheIndexAndFilterBlocks(true);
            table.setCacheIndexAndFilterBlocksWithHighPriority(true);
            table.setPinTopLevelIndexAndFilter(true);
            table.setFilterPolicy(new BloomFilter());
            options.setWriteBufferManager(memory.writeBuffers);
            options.setWriteBufferSize(WRITE_BUFFER);
            options.setTableFormatConfig(table);
        }

        @Override
        public void close(String storeName, Options options) {
            // the budget is shared and outlives the store
        }
    }
}
