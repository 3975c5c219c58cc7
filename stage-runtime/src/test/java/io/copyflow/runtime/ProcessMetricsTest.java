package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMetricsTest {

    private final PrometheusMeterRegistry registry = ProcessMetrics.registry();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.stream.state.put.rate",
                "kafka.stream.state.get.latency.avg",
                "kafka.stream.state.bytes.read.total",
                "kafka.stream.state.block.cache.data.hit.ratio"
            })
    void whatKafkaDoesNotMeasureOfAStoreIsLeftOut(String name) {
        registry.gauge(name, 0);

        assertThat(registry.getMeters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.stream.state.estimate.num.keys",
                "kafka.stream.state.total.sst.files.size",
                "kafka.stream.state.updater.restore.records.rate",
                "kafka.stream.thread.process.rate",
                "kafka.consumer.fetch.manager.records.lag.max",
                "jvm.memory.max"
            })
    void whatIsMeasuredIsTold(String name) {
        registry.gauge(name, 1);

        assertThat(registry.scrape()).contains(name.replace('.', '_'));
    }
}
