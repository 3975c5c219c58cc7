package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import io.copyflow.runtime.Configuration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectorTest {

    @Test
    void doesNothingAndStartsNothingOnceItIsClosed(@TempDir Path folder) {
        List<String> told = new ArrayList<>();
        Clock clock = Clock.systemUTC();
        try (Cluster cluster = Cluster.of(
                        new Cluster.Plan(1, 1, false, false, folder), Configuration.defaults(), (member, code) -> {});
                Outbox outbox = new Outbox(cluster.configuration().kafkaClient(), clock);
                Receiver receiver = new Receiver("ab", new Random(1))) {
            Injector injector = new Injector(
                    cluster,
                    outbox,
                    receiver,
                    new FaultLog(1, clock, folder.resolve("faults.jsonl"), told::add),
                    new Random(1),
                    Map.of());
            injector.close();

            injector.died(cluster.brokers().getFirst(), 134);
            injector.run(Duration.ofHours(1), Duration.ofSeconds(1));
            injector.settle();

            assertThat(told).isEmpty();
            assertThat(injector.endings().byCode()).isEmpty();
            assertThat(cluster.members()).extracting(Member::state).containsOnly(Member.State.ENDED);
        }
    }
}
