package io.copyflow.runtime;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * Kafka Streams that tells of its metrics those alone that are measured. Rates, totals, latencies and ratios of single stores
 * it lists at every recording level and measures at {@code debug}: a stage has some thousand of them, each NaN or 0 for ever.
 * What a store is (its size, its entries, its files) is told.
 *
 * @see <a href="https://kafka.apache.org/documentation/#kafka_streams_monitoring">Kafka Streams' metrics, with their levels</a>
 */
final class MeasuredStreams extends KafkaStreams {

    private static final String OF_STORES = "stream-state-metrics";
    private static final Set<String> STATISTICS = Set.of("rate", "total", "avg", "max", "min", "ratio");

    MeasuredStreams(Topology topology, Properties properties, KafkaClientSupplier clients) {
        super(topology, properties, clients);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return super.metrics().entrySet().stream()
                .filter(metric -> isMeasured(metric.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static boolean isMeasured(MetricName metric) {
        String name = metric.name();
        return !metric.group().equals(OF_STORES) || !STATISTICS.contains(name.substring(name.lastIndexOf('-') + 1));
    }
}
