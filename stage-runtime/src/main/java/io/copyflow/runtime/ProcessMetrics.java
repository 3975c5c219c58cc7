package io.copyflow.runtime;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/** What a process measures of itself, as {@code /metrics} tells it. */
public final class ProcessMetrics {

    private static final String OF_STORES = "kafka.stream.state.";

    /** Of the thread that restores stores, not of a store. */
    private static final String OF_RESTORING = OF_STORES + "updater.";

    private static final Set<String> STATISTICS = Set.of("rate", "total", "avg", "max", "min", "ratio");

    private ProcessMetrics() {}

    /**
     * An empty one. Rates, latencies and ratios of single stores are left out: Kafka lists them at every recording level and
     * measures them at {@code debug} alone, and there are some thousands, each NaN or 0 for ever. What a store is (its size,
     * its entries, its files) is in it.
     *
     * @see <a href="https://kafka.apache.org/documentation/#kafka_streams_monitoring">Kafka Streams' metrics</a>
     */
    public static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(MeterFilter.deny(id -> isNeverMeasured(id.getName())));
        return registry;
    }

    private static boolean isNeverMeasured(String name) {
        return name.startsWith(OF_STORES)
                && !name.startsWith(OF_RESTORING)
                && STATISTICS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
