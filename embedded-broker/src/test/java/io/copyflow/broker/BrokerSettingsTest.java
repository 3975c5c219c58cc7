package io.copyflow.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.broker.EmbeddedBroker.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSettingsTest {
    @TempDir
    Path dir;

    @Test
    void refusesAnOverrideOfWhatTheBrokerDecides() {
        BrokerStartException refused = catchThrowableOfType(
                BrokerStartException.class,
                () -> KafkaSettings.of(new Settings(dir, 0, 0, Map.of("listeners", "PLAINTEXT://0.0.0.0:9092"))));

        assertThat(refused.code()).isEqualTo("settings-invalid");
        assertThat(refused).hasMessageContaining("listeners");
    }

    @Test
    void refusesAValueKafkaRefuses() {
        BrokerStartException refused = catchThrowableOfType(
                BrokerStartException.class,
                () -> KafkaSettings.of(new Settings(dir, 0, 0, Map.of("num.io.threads", "many"))));

        assertThat(refused.code()).isEqualTo("settings-invalid");
        assertThat(refused).hasMessageContaining("num.io.threads");
    }

    @Test
    void letsAnOverrideWinOverADefault() {
        var config = KafkaSettings.of(new Settings(dir, 0, 0, Map.of("num.io.threads", "7")));

        assertThat(config.getInt("num.io.threads")).isEqualTo(7);
    }

    @Test
    void hasNoMoreThreadsThanOneMachineHasProcessorsForBesideTheStages() {
        expectThreads(1, "2", "1");
        expectThreads(2, "2", "1");
        expectThreads(3, "3", "1");
        expectThreads(16, "4", "2");
    }

    private static void expectThreads(int processors, String ofRequests, String ofTheNetwork) {
        assertThat(BrokerDefaults.settings(processors))
                .containsEntry("num.io.threads", ofRequests)
                .containsEntry("num.network.threads", ofTheNetwork);
    }

    @Test
    void keepsEachRecordOnThreeOfThreeAndWritesOnTwo() {
        Quorum three = new Quorum("kLmNoPqRsTuVwXyZ012345", 2, new TreeMap<>(Map.of(1, 20001, 2, 20002, 3, 20003)));
        var config = KafkaSettings.of(Settings.of(dir, 20012, three));

        assertThat(config.getInt("node.id")).isEqualTo(2);
        assertThat(config.getList("controller.quorum.voters"))
                .containsExactly("1@127.0.0.1:20001", "2@127.0.0.1:20002", "3@127.0.0.1:20003");
        assertThat(config.getList("listeners").toString()).contains("127.0.0.1:20002");
        assertThat(config.getInt("num.io.threads")).isEqualTo(4);
        assertThat(config.getInt("num.network.threads")).isEqualTo(2);
        assertThat(config.getInt("default.replication.factor")).isEqualTo(3);
        assertThat(config.getInt("min.insync.replicas")).isEqualTo(2);
        assertThat(config.getShort("offsets.topic.replication.factor")).isEqualTo((short) 3);
        assertThat(config.getShort("transaction.state.log.replication.factor")).isEqualTo((short) 3);
        assertThat(config.getInt("transaction.state.log.min.isr")).isEqualTo(2);
    }

    @Test
    void refusesANodeThatIsNotOfItsQuorum() {
        BrokerStartException refused = catchThrowableOfType(
                BrokerStartException.class, () -> new Quorum("c", 4, new TreeMap<>(Map.of(1, 20001))));

        assertThat(refused.code()).isEqualTo("settings-invalid");
        assertThat(refused).hasMessageContaining("node 4");
    }

    @Test
    void refusesADiskWithTooLittleRoom() {
        BrokerStartException refused = catchThrowableOfType(
                BrokerStartException.class,
                () -> DataDirectory.open(dir, Long.MAX_VALUE).close());

        assertThat(refused.code()).isEqualTo("no-space");
        // The lock went with the refusal.
        DataDirectory.open(dir).close();
    }
}
