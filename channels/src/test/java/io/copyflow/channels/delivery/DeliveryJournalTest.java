package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.channels.delivery.Standing.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryJournalTest {

    @TempDir
    Path folder;

    @Test
    void what_was_kept_is_there_after_a_restart_the_last_of_each() throws IOException {
        try (DeliveryJournal journal = open()) {
            journal.describe(Map.of("network", "mastodon"));
            journal.keep(List.of(showing("s1", "1"), showing("s2", "2")), true);
            journal.keep(List.of(showing("s1", "3")), true);
        }
        try (DeliveryJournal journal = open()) {
            assertThat(journal.about()).containsEntry("network", "mastodon");
            assertThat(journal.standings()).extracting(Standing::storyId).containsExactly("s2", "s1");
            assertThat(journal.standing("s1", "en")).isEqualTo(showing("s1", "3"));
        }
    }

    @Test
    void r27_a_line_that_a_crash_tore_is_cut_off_and_the_rest_stands() throws IOException {
        try (DeliveryJournal journal = open()) {
            journal.keep(List.of(showing("s1", "1")), true);
        }
        Files.writeString(folder.resolve("a.journal"), "0badf00d {\"standing\":{\"sto", StandardOpenOption.APPEND);

        try (DeliveryJournal journal = open()) {
            journal.keep(List.of(showing("s2", "2")), true);
        }
        try (DeliveryJournal journal = open()) {
            assertThat(journal.standings()).extracting(Standing::storyId).containsExactly("s1", "s2");
        }
    }

    @Test
    void a_line_broken_in_the_middle_is_told_and_nothing_is_lost_by_going_on() throws IOException {
        try (DeliveryJournal journal = open()) {
            journal.keep(List.of(showing("s1", "1"), showing("s2", "2")), true);
        }
        Path file = folder.resolve("a.journal");
        Files.writeString(file, Files.readString(file).replaceFirst("s1", "sX"));

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is broken");
    }

    @Test
    void it_is_rewritten_when_most_of_its_lines_no_longer_count() throws IOException {
        try (DeliveryJournal journal = open()) {
            for (int i = 0; i < 5_000; i++) {
                journal.keep(List.of(showing("s1", "" + i)), false);
            }
            assertThat(Files.readAllLines(folder.resolve("a.journal"))).hasSizeLessThan(3_000);
        }
        try (DeliveryJournal journal = open()) {
            assertThat(journal.standing("s1", "en")).isEqualTo(showing("s1", "4999"));
        }
    }

    @Test
    void a_second_channel_on_it_is_told_so() throws IOException {
        try (DeliveryJournal _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another one has it open");
        }
    }

    private DeliveryJournal open() throws IOException {
        return DeliveryJournal.open(folder.resolve("a.journal"));
    }

    private static Standing showing(String storyId, String remote) {
        return Standing.unknown(storyId, "en").showing(new Shown(remote, null, "d", List.of()));
    }
}
