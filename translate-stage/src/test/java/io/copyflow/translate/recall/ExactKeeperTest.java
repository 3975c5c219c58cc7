package io.copyflow.translate.recall;

import static io.copyflow.translate.recall.Memories.NOON;
import static io.copyflow.translate.recall.Memories.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.recall.ExactKeys.Pointer;
import io.copyflow.translate.wire.MemoryWire;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks by a seed, over one story in which everything replaces everything. */
class ExactKeeperTest {

    private static final MemoryWire WIRE = new MemoryWire(Memories.IDS);
    private static final int RECORDS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void it_keeps_of_each_entry_what_came_last_and_no_more(long seed) {
        Store store = new Store(new TreeMap<>(), Integer.MAX_VALUE);
        Map<String, Pointer> expected = new TreeMap<>();
        for (Sent record : records(seed)) {
            store.take(record);
            expected.values().removeIf(pointer -> pointer.record().equals(record.key()));
            if (record.value() != null) {
                for (MemoryEntry entry : WIRE.read(Topics.MEMORY.name(), record.value())) {
                    expected.put(entry.key(), new Pointer(record.key(), ExactKeys.place(entry)));
                }
            }

            assertThat(store.content.keySet())
                    .isEqualTo(expected.entrySet().stream()
                            .flatMap(entry -> Stream.of(
                                    ExactKeys.pointer(entry.getKey()),
                                    entry.getValue().place(),
                                    ExactKeys.record(entry.getValue().record())))
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whichever_write_was_the_last_that_a_crash_left_records_that_come_again_lead_to_the_same(long seed) {
        List<Sent> records = records(seed);
        Store clean = new Store(new TreeMap<>(), Integer.MAX_VALUE);
        for (int last = 0; last < records.size(); last++) {
            int before = clean.writes;
            records.subList(last, last + 1).forEach(clean::take);
            for (int left = before; left <= clean.writes; left++) {
                Store crashed = new Store(new TreeMap<>(), left);
                records.subList(0, last + 1).forEach(crashed::take);
                for (int from = 0; from <= last; from++) {
                    Store again = new Store(new TreeMap<>(crashed.content), Integer.MAX_VALUE);
                    records.subList(from, last + 1).forEach(again::take);
                    assertThat(again.content)
                            .as("of %s writes, records from %s to %s again", left, from, last)
                            .isEqualTo(clean.content);
                }
            }
        }
    }

    private static List<Sent> records(long seed) {
        Random random = new Random(seed);
        List<Sent> records = new ArrayList<>();
        while (records.size() < RECORDS) {
            int revision = 1 + random.nextInt(2);
            int segment = 1 + random.nextInt(3);
            Instant at = NOON.plusSeconds(random.nextInt(2));
            String text = "Text " + random.nextInt(2);
            records.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Sent("s1/" + revision + "/fr", null);
                        case 1 -> new Sent("s1/fr/b" + segment, null);
                        case 2, 3 ->
                            new Sent("s1/fr/b" + segment, Memories.cleared("s1", "b" + segment, text, text, at));
                        default -> {
                            List<RememberedPair> pairs = new ArrayList<>();
                            for (int i = segment; i <= 3; i++) {
                                pairs.add(pair("b" + i, text, "Texte " + random.nextInt(2)));
                            }
                            yield new Sent(
                                    "s1/" + revision + "/fr",
                                    Memories.version("s1", revision, at, pairs.toArray(RememberedPair[]::new)));
                        }
                    });
        }
        return records;
    }

    private record Sent(String key, byte[] value) {}

    /** A store that takes no more than so many writes. */
    private static final class Store {

        private final SortedMap<String, ByteBuffer> content;
        private final int most;
        private final ExactKeeper keeper;
        private int writes;

        Store(SortedMap<String, ByteBuffer> content, int most) {
            this.content = content;
            this.most = most;
            MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
            context.addStateStore(store());
            keeper = new ExactKeeper("store", Topics.MEMORY.name(), WIRE, () -> false);
            keeper.init(context);
        }

        /** What it would write after the last write is lost. */
        void take(Sent record) {
            keeper.process(new Record<>(record.key(), record.value(), 0));
        }

        @SuppressWarnings("unchecked")
        private KeyValueStore<String, byte[]> store() {
            return (KeyValueStore<String, byte[]>) Proxy.newProxyInstance(
                    Store.class.getClassLoader(),
                    new Class<?>[] {KeyValueStore.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "name" -> "store";
                        case "get" -> bytes(content.get((String) arguments[0]));
                        case "put" -> {
                            if (++writes <= most) {
                                content.put((String) arguments[0], ByteBuffer.wrap((byte[]) arguments[1]));
                            }
                            yield null;
                        }
                        case "delete" ->
                            bytes(
                                    ++writes <= most
                                            ? content.remove((String) arguments[0])
                                            : content.get((String) arguments[0]));
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        private static byte[] bytes(ByteBuffer value) {
            return value == null ? null : value.array();
        }
    }
}
