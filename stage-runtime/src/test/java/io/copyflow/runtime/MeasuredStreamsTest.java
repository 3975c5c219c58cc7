package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredStreamsTest {

    @ParameterizedTest
    @CsvSource({
        "stream-state-metrics, put-rate, false",
        "stream-state-metrics, get-latency-avg, false",
        "stream-state-metrics, bytes-read-total, false",
        "stream-state-metrics, block-cache-data-hit-ratio, false",
        "stream-state-metrics, estimate-num-keys, true",
        "stream-state-metrics, total-sst-files-size, true",
        "stream-state-updater-metrics, restore-records-rate, true",
        "stream-thread-metrics, process-rate, true",
        "consumer-fetch-manager-metrics, records-lag-max, true"
    })
    void what_kafka_measures_at_debug_alone_is_not_told(String group, String name, boolean measured) {
        assertThat(MeasuredStreams.isMeasured(new MetricName(name, group, "", Map.of())))
                .isEqualTo(measured);
    }
}
