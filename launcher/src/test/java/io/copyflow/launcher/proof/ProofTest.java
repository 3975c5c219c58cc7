package io.copyflow.launcher.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.DeciderTopology;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {

    @TempDir
    static Path folder;

    private static MemoryLog log;

    @BeforeAll
    static void invent() {
        try (InventedNewsroom newsroom = new InventedNewsroom(new Random(11), folder)) {
            log = newsroom.run(4).log();
        }
    }

    @Test
    void r26_facts_from_before_the_chain_are_counted_and_no_fault() {
        MemoryLog old = log.copy();
        List<RawRecord> records = old.records(Topics.REVIEW_EVENTS);
        records.replaceAll(record -> {
            Headers headers = new RecordHeaders(record.headers().toArray());
            headers.remove(CloudEvents.CHAIN);
            return MemoryLog.with(record, headers, record.value());
        });

        Proof.Verdict verdict = Proof.of(old, null);

        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict.unchained()).isEqualTo(records.size());
        assertThat(VerdictText.summary(verdict)).contains("from before the chain");
    }

    @Test
    void r26_a_record_outside_its_partition_is_told() {
        Findings findings = new Findings();
        RawRecord record = log.records(Topics.STORY_EVENTS).getFirst();
        int other = 1 - DeciderTopology.partition(record.storyOfKey(), 2);

        new StoryRecords(other, 2, null, log.schemaIds(), findings).next(record);

        assertThat(findings.all()).extracting(Finding::fault).containsExactly(Fault.PARTITION_WRONG);
    }

    @Test
    void r26_of_two_readings_only_what_both_found_is_told() {
        MemoryLog once = log.copy();
        once.records(Topics.PUBLISHED).removeLast();
        Proof.Verdict moved = Proof.of(once, null);

        assertThat(moved.isClean()).isFalse();
        assertThat(Proof.of(log, null).confirmedBy(moved).isClean()).isTrue();
        assertThat(moved.confirmedBy(moved).findings()).isEqualTo(moved.findings());
    }

    @Test
    @Timeout(20)
    void r26_a_hundred_thousand_faults_are_compared_in_a_moment() {
        List<Finding> many = IntStream.range(0, 100_000)
                .mapToObj(n -> new Finding(Fault.ID_WRONG, new Place("t", 0, n), "s", null, "Expected."))
                .toList();
        Proof.Verdict verdict = new Proof.Verdict(1, 1, 1, 0, many, List.of());

        assertThat(verdict.confirmedBy(verdict).findings()).hasSameSizeAs(many);
    }

    @Test
    void r26_a_fault_is_told_with_story_language_and_place() {
        MemoryLog falsified = log.copy();
        Tampering.kinds().get("published: the headline").test(falsified, new Random(3));
        Proof.Verdict verdict = Proof.of(falsified, null);

        assertThat(VerdictText.lines(verdict).getFirst())
                .matches(
                        "hash-differs: story s\\w+ in \\w+ \\(copyflow\\.published\\.v1, partition 0, offset \\d+\\)\\. .+");
        assertThat(VerdictText.lines(verdict).getLast())
                .startsWith("Not proved: ")
                .endsWith(", 1 fault");
        assertThat(VerdictText.json(verdict).at("/faults/0/code").asText()).isEqualTo("hash-differs");
    }

    @Test
    void r26_one_story_is_proved_alone() {
        String story = log.records(Topics.STORY_EVENTS).getFirst().storyOfKey();

        Proof.Verdict verdict = Proof.of(log, story);

        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict.stories()).isEqualTo(1);
    }
}
