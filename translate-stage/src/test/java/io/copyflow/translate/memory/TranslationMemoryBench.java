package io.copyflow.translate.memory;

import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Origin;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a suggestion takes in a memory of {@code -Dmemory.bench=<entries>} entries, all of one pair of languages.
 * Sentences are made of 20,000 words that are as unevenly frequent as words are (Zipf), 4 to 40 of them each; every second
 * question is one of the entries with a fifth of its words replaced. Prints, and asserts nothing.
 */
@EnabledIfSystemProperty(named = "memory.bench", matches = "\\d+", disabledReason = "a measurement, not a test")
class TranslationMemoryBench {

    private static final int WORDS = 20_000;
    private static final int WARM_UP = 2_000;
    private static final int QUESTIONS = 2_000;

    private final Random random = new Random(42);
    private final double[] upTo = new double[WORDS];

    @Test
    void measures(@TempDir Path folder) {
        int entries = Integer.getInteger("memory.bench");
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        List<String> sentences = new ArrayList<>();
        try (TranslationMemory memory = TranslationMemory.open(folder)) {
            long start = System.nanoTime();
            for (int i = 0; i < entries; i++) {
                String sentence = sentence(4 + random.nextInt(37));
                sentences.add(sentence);
                memory.put(
                        new MemoryEntry(
                                "en",
                                "fr",
                                Passage.plain("b" + i % 20, sentence),
                                Passage.plain("b" + i % 20, sentence),
                                new EntryOrigin.ClearedStory(
                                        "s" + i / 20,
                                        "b" + i % 20,
                                        1,
                                        "h",
                                        Origin.PERSON,
                                        null,
                                        List.of("awa"),
                                        Instant.EPOCH.plusSeconds(i))),
                        "s" + i / 20 + "/1/fr");
                if (i % 500 == 499) {
                    memory.commit(Map.of("events-0", (long) i));
                }
            }
            memory.commit(Map.of("events-0", (long) entries));
            System.out.printf(
                    "memory of %,d entries: fed in %.1f s, a commit each 500%n",
                    entries, (System.nanoTime() - start) / 1e9);

            ask(memory, sentences, WARM_UP);
            ask(memory, sentences, QUESTIONS);
        }
    }

    private void ask(TranslationMemory memory, List<String> sentences, int times) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long[] passed = new long[times];
        long[] worked = new long[times];
        int found = 0;
        for (int i = 0; i < times; i++) {
            String question = i % 2 == 0
                    ? sentence(4 + random.nextInt(37))
                    : altered(sentences.get(random.nextInt(sentences.size())));
            long working = thread.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            found += memory.suggest("en", "fr", question, 5).isEmpty() ? 0 : 1;
            passed[i] = System.nanoTime() - start;
            worked[i] = thread.getCurrentThreadCpuTime() - working;
        }
        System.out.printf("%,d of %,d questions found something%n", found, times);
        print("time passed", passed);
        print("processor time", worked);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "suggest, %s: median %.2f ms, p95 %.2f ms, longest %.2f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private String altered(String sentence) {
        return Arrays.stream(sentence.split(" "))
                .map(word -> random.nextInt(5) == 0 ? word() : word)
                .collect(Collectors.joining(" "));
    }

    private String sentence(int words) {
        return IntStream.range(0, words).mapToObj(_ -> word()).collect(Collectors.joining(" "));
    }

    /** The more frequent the shorter, as in a language. */
    private String word() {
        int rank = Arrays.binarySearch(upTo, random.nextDouble() * upTo[WORDS - 1]);
        int number = rank < 0 ? -rank - 1 : rank;
        Random letters = new Random(number);
        int length = 2 + (int) Math.min(8, Math.log(number + 1));
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + letters.nextInt(26)));
        }
        return word.toString();
    }
}
