package io.copyflow.runtime;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory budget for all stores of a process: without it each store takes its own, and there are many.
 *
 * <p>Indexes and filters of the stores' files take from it too, and are kept in pieces of {@value #INDEX_PIECE} bytes. Whole,
 * those of one large file are some megabytes, which every look into it would have to fetch again once the budget has no
 * room for them: the larger a store, the slower each look.
 */
public final class RocksDbMemory implements AutoCloseable {

    /** Key under which the budget is handed to the stores' configuration. */
    private static final String CONFIG = "copyflow.rocksdb.memory";

    private static final long BLOCKS = 64L << 20;
    private static final long WRITES = 64L << 20;
    private static final long WRITE_BUFFER = 4L << 20;
    private static final int INDEX_PIECE = 4 << 10;
    private static final double FILTERS_SHARE = 0.1;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /** The budget of a process: 64 MiB, all of which may be records not yet flushed. */
    public RocksDbMemory() {
        this(BLOCKS, WRITES);
    }

    /**
     * @param blocks bytes for all that is kept in memory: what is not yet flushed, and of what was read as much as fits beside it
     * @param writes bytes of records not yet flushed from which on they are flushed
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
            table.setIndexType(IndexType.kTwoLevelIndexSearch);
            table.setPartitionFilters(true);
            table.setMetadataBlockSize(INDEX_PIECE);
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
