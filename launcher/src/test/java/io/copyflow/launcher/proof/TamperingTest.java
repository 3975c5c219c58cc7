package io.copyflow.launcher.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copyflow.testkit.Seeds;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Untouched logs of invented stories are proved; each kind of falsification is found, wherever chance puts it. The system
 * property {@code proof.stories} has so many stories proved as well, {@code proof.tries} says how often each kind is tried.
 */
@ExtendWith(Seeds.Extension.class)
class TamperingTest {

    private static final int STORIES = 20;
    private static final int MANY = Integer.getInteger("proof.stories", 0);
    private static final int TRIES = Integer.getInteger("proof.tries", 3);

    @TempDir
    Path folder;

    @Test
    void r26_an_untouched_log_is_proved_and_every_kind_of_tampering_is_found(Seeds seeds) {
        Random random = seeds.random();
        MemoryLog untouched = log(random, STORIES);
        Proof.Verdict clean = Proof.of(untouched, null);
        assertThat(clean.findings()).isEmpty();
        assertThat(clean.versions()).isGreaterThan(STORIES);

        Table table = Table.of(untouched, random, TRIES);
        System.out.println(table);
        assertThat(table.notFound()).isEmpty();
        // a few need what not every twenty stories come to
        assertThat(table.rows().values().stream().filter(row -> row[0] > 0)).hasSizeGreaterThan(100);
    }

    @Test
    void r26_many_untouched_stories_are_proved(Seeds seeds) {
        assumeTrue(MANY > 0, "set the system property proof.stories to a number of stories, such as 1000");
        Proof.Verdict clean = Proof.of(log(seeds.random(), MANY), null);
        System.out.println(VerdictText.summary(clean));
        assertThat(clean.findings()).isEmpty();
        assertThat(clean.stories()).isEqualTo(MANY);
    }

    private MemoryLog log(Random random, int stories) {
        try (InventedNewsroom newsroom = new InventedNewsroom(random, folder)) {
            return newsroom.run(stories).log();
        }
    }

    /**
     * How often each kind was tried and found.
     *
     * @param rows tried and found, by kind
     * @param codes what was found with it
     * @param alone kinds that some time nothing but this check found
     */
    record Table(Map<String, int[]> rows, Map<String, Map<String, Integer>> codes, Map<Fault, Set<String>> alone) {

        static Table of(MemoryLog untouched, Random random, int tries) {
            Map<String, int[]> rows = new LinkedHashMap<>();
            Map<String, Map<String, Integer>> codes = new LinkedHashMap<>();
            Map<Fault, Set<String>> alone = new EnumMap<>(Fault.class);
            for (Map.Entry<String, BiPredicate<MemoryLog, Random>> kind :
                    Tampering.kinds().entrySet()) {
                int[] row = new int[2];
                Map<String, Integer> found = new TreeMap<>();
                for (int n = 0; n < tries; n++) {
                    MemoryLog log = untouched.copy();
                    if (!kind.getValue().test(log, random)) {
                        continue;
                    }
                    row[0]++;
                    List<Finding> findings = Proof.of(log, null).findings();
                    row[1] += findings.isEmpty() ? 0 : 1;
                    Set<Fault> checks = findings.stream().map(Finding::fault).collect(Collectors.toSet());
                    if (checks.size() == 1) {
                        alone.computeIfAbsent(checks.iterator().next(), fault -> new TreeSet<>())
                                .add(kind.getKey());
                    }
                    findings.forEach(finding -> found.merge(finding.fault().code(), 1, Integer::sum));
                }
                rows.put(kind.getKey(), row);
                codes.put(kind.getKey(), found);
            }
            return new Table(rows, codes, alone);
        }

        List<String> notFound() {
            return rows.entrySet().stream()
                    .filter(row -> row.getValue()[1] < row.getValue()[0])
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("| kind | tried | found | by |\n|---|---|---|---|\n");
            rows.forEach((kind, row) -> text.append("| ")
                    .append(kind)
                    .append(" | ")
                    .append(row[0])
                    .append(" | ")
                    .append(row[1])
                    .append(" | ")
                    .append(String.join(", ", codes.get(kind).keySet()))
                    .append(" |\n"));
            return text.toString();
        }
    }
}
