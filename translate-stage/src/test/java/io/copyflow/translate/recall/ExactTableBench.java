package io.copyflow.translate.recall;

import static io.copyflow.translate.recall.Memories.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.wire.MemoryWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How long the table of exact matches takes to be filled and to answer: {@code -Dmemory.bench=1000000}. */
@EnabledIfSystemProperty(named = "memory.bench", matches = "\\d+")
class ExactTableBench {

    private static final int QUESTIONS = 5_000;

    /** Of a version. */
    private static final int SEGMENTS = 20;

    /** About as long as a paragraph of news. */
    private static final String PARAGRAPH = " has been announced in the capital on Tuesday".repeat(5);

    /** The last segment of every version. */
    private static final String CREDIT = "Reporting by Awa Ndoye";

    @Test
    void measures(@TempDir Path folder) throws IOException {
        int entries = Integer.getInteger("memory.bench");
        MemoryWire wire = new MemoryWire(Memories.IDS);
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(ExactTable.topology(wire, () -> false), properties)) {
            TestInputTopic<String, byte[]> topic =
                    driver.createInputTopic(Topics.MEMORY.name(), new StringSerializer(), new ByteArraySerializer());
            long start = System.nanoTime();
            for (int story = 0; story < entries / SEGMENTS; story++) {
                RememberedPair[] pairs = new RememberedPair[SEGMENTS];
                for (int segment = 0; segment < SEGMENTS; segment++) {
                    String text = segment == SEGMENTS - 1 ? CREDIT : story * SEGMENTS + segment + PARAGRAPH;
                    pairs[segment] = Memories.pair("b" + segment, text, text);
                }
                topic.pipeInput("s" + story + "/1/fr", Memories.version("s" + story, 1, NOON, pairs));
            }
            System.out.printf("table of %,d entries: filled in %.1f s%n", entries, (System.nanoTime() - start) / 1e9);
            ExactMatches matches = new ExactMatches(Topics.MEMORY.name(), wire, _ -> false);
            KeyValueStore<String, byte[]> store = driver.getKeyValueStore("cleared-version-store");
            ask("an answer", i -> {
                int entry = (int) (i * 7919L % (entries / SEGMENTS * SEGMENTS));
                return matches.find(
                        store, "en", "fr", entry - (entry % SEGMENTS == SEGMENTS - 1 ? 1 : 0) + PARAGRAPH, 5);
            });
            ask("an answer for a line of every version", _ -> matches.find(store, "en", "fr", CREDIT, 5));
            System.out.printf(
                    "on disk %,d MB; heap in use %,d MB%n",
                    size(folder) >> 20,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20);
        }
    }

    private static void ask(String what, IntFunction<List<MemoryEntry>> question) {
        long[] passed = new long[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
            long asked = System.nanoTime();
            assertThat(question.apply(i)).hasSize(1);
            passed[i] = System.nanoTime() - asked;
        }
        Arrays.sort(passed);
        System.out.printf(
                "%s: median %.0f µs, p95 %.0f µs%n",
                what, passed[QUESTIONS / 2] / 1e3, passed[QUESTIONS * 95 / 100] / 1e3);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }
}
