package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentTest {

    private final Moment moment = new Moment();

    @Test
    void a_day_and_a_time_without_an_offset_are_local() {
        assertThat(moment.convert("2026-03-03")).isEqualTo(local("2026-03-03T00:00"));
        assertThat(moment.convert("2026-03-03T14:05")).isEqualTo(local("2026-03-03T14:05"));
        assertThat(moment.convert("2026-03-03T14:05:06.789")).isEqualTo(local("2026-03-03T14:05:06.789"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-03T13:05:00Z", "2026-03-03T18:05+05:00", "2026-03-03T07:05:00-06:00"})
    void an_offset_counts_where_there_is_one(String typed) {
        assertThat(moment.convert(typed)).isEqualTo(Instant.parse("2026-03-03T13:05:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-13-01", "2026-03-03T", "2026-03-03 14:05", "14:05", "2026-03-03T14:05X"})
    void anything_else_is_told_with_what_was_typed(String typed) {
        assertThatThrownBy(() -> moment.convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("but got '" + typed + "'");
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant();
    }
}
