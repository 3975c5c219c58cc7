package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTimeTest {

    @Test
    void a_time_that_every_format_can_say_is_taken_as_it_is() {
        Instant last = Instant.parse("9999-12-31T23:59:59.999Z");

        assertThat(StatedTime.checked(last)).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void a_time_that_some_format_cannot_say_is_none(String far) {
        assertThatThrownBy(() -> StatedTime.checked(Instant.parse(far))).isInstanceOf(DateTimeException.class);
    }
}
