package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Role;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Person;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DirectoryHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final Findings findings = new Findings();
    private final DirectoryHistory history = new DirectoryHistory(findings);

    @Test
    void r26_a_right_is_held_from_when_it_was_given() {
        entry(NOON, io.copyflow.schemas.directory.Role.EDITOR);

        assertThat(may(NOON.minusMillis(1))).isFalse();
        assertThat(may(NOON)).isTrue();
        assertThat(may(NOON.plusSeconds(86_400))).isTrue();
    }

    @Test
    void r26_a_right_that_was_taken_away_holds_for_the_minute_in_which_stages_may_not_know() {
        entry(NOON, io.copyflow.schemas.directory.Role.EDITOR);
        entry(NOON.plusSeconds(600), io.copyflow.schemas.directory.Role.REPORTER);

        assertThat(may(NOON.plusSeconds(659))).isTrue();
        assertThat(may(NOON.plusSeconds(661))).isFalse();
    }

    @Test
    void r26_somebody_who_left_has_no_right_any_more() {
        entry(NOON, io.copyflow.schemas.directory.Role.EDITOR);
        record(NOON.plusSeconds(600), null);

        assertThat(may(NOON.plusSeconds(661))).isFalse();
    }

    @Test
    void r26_an_entry_dated_before_those_it_comes_after_is_told() {
        entry(NOON, io.copyflow.schemas.directory.Role.REPORTER);
        entry(NOON.minusSeconds(3_600), io.copyflow.schemas.directory.Role.EDITOR);

        assertThat(findings.all()).extracting(Finding::fault).containsExactly(Fault.DIRECTORY_ORDER);
    }

    private boolean may(Instant at) {
        return history.missingFor("fr", "amina", at, "approve", Role.EDITOR) == null;
    }

    private void entry(Instant at, io.copyflow.schemas.directory.Role role) {
        record(
                at,
                new DirectoryEntry(
                        at, new Person("amina", "Amina", List.of(role), List.of("fr"), null, null, List.of())));
    }

    private void record(Instant at, DirectoryEntry entry) {
        history.next(
                new RawRecord(
                        Topics.DIRECTORY,
                        0,
                        0,
                        at.toEpochMilli(),
                        "person/amina".getBytes(UTF_8),
                        new RecordHeaders(),
                        null),
                entry);
    }
}
