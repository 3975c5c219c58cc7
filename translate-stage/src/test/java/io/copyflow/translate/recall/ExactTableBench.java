package io.copyflow.translate.recall;

import static io.copyflow.translate.recall.Memories.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.translate.wire.MemoryWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
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
                    String text = story * SEGMENTS + segment + PARAGRAPH;
                    pairs[segment] = Memories.pair("b" + segment, text, text);
                }
                topic.pipeInput("s" + story + "/1/fr", Memories.version("s" + story, 1, NOON, pairs));
            }
            System.out.printf("table of %,d entries: filled in %.1f s%n", entries, (System.nanoTime() - start) / 1e9);
            ExactMatches matches = new ExactMatches(Topics.MEMORY.name(), wire, _ -> false);
            long[] passed = new long[QUESTIONS];
            for (int i = 0; i < QUESTIONS; i++) {
                String text = (int) (i * 7919L % (entries / SEGMENTS * SEGMENTS)) + PARAGRAPH;
                long asked = System.nanoTime();
                assertThat(matches.find(driver.getKeyValueStore("remembered-store"), "en", "fr", text, 5))
                        .hasSize(1);
                passed[i] = System.nanoTime() - asked;
            }
            Arrays.sort(passed);
            System.out.printf(
                    "an answer: median %.0f µs, p95 %.0f µs; on disk %,d MB; heap in use %,d MB%n",
                    passed[QUESTIONS / 2] / 1e3,
                    passed[QUESTIONS * 95 / 100] / 1e3,
                    size(folder) >> 20,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20);
        }
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
