package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void an_id_tells_its_number() {
        assertThat(EventId.of("review-stage", "s1/kk-Cyrl", 12)).isEqualTo("review-stage:s1/kk-Cyrl:12");
        assertThat(EventId.number(EventId.of("review-stage", "s1/kk-Cyrl", Long.MAX_VALUE / 10)))
                .isEqualTo(Long.MAX_VALUE / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "e1", "ingest:s1:", "ingest:s1:0", "ingest:s1:-4", ":7", "ingest:s1:1234567890123456789"})
    void an_id_without_a_number_is_refused(String id) {
        assertThatThrownBy(() -> EventId.number(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + id + "'");
    }
}
