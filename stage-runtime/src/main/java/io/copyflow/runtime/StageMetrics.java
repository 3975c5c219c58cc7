package io.copyflow.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What a stage counts. */
final class StageMetrics {

    private final MeterRegistry registry;
    private final String stage;
    private final Counter events;
    private final Counter repeated;

    StageMetrics(MeterRegistry registry, String stage) {
        this.registry = registry;
        this.stage = stage;
        this.events = Counter.builder("copyflow.events")
                .description("Events decided")
                .tag("stage", stage)
                .register(registry);
        this.repeated = Counter.builder("copyflow.commands.repeated")
                .description("Commands answered from memory")
                .tag("stage", stage)
                .register(registry);
    }

    void accepted(int decided) {
        events.increment(decided);
    }

    void repeated() {
        repeated.increment();
    }

    void readAgain() {
        Counter.builder("copyflow.records.read.again")
                .description(
                        "Records that came once more, as Kafka told of an earlier place; nothing was done about them")
                .tag("stage", stage)
                .register(registry)
                .increment();
    }

    void timerFailed() {
        Counter.builder("copyflow.timers.failed")
                .description("Timers whose command failed; each is tried again")
                .tag("stage", stage)
                .register(registry)
                .increment();
    }

    void refused(String code) {
        Counter.builder("copyflow.commands.refused")
                .description("Commands refused, by code")
                .tag("stage", stage)
                .tag("code", code)
                .register(registry)
                .increment();
    }
}
