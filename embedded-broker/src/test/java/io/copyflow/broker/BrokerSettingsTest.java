package io.copyflow.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.broker.EmbeddedBroker.Settings;
import java.nio.file.Path;
import java.util.Map;
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
    void refusesADiskWithTooLittleRoom() {
        BrokerStartException refused = catchThrowableOfType(
                BrokerStartException.class,
                () -> DataDirectory.open(dir, Long.MAX_VALUE).close());

        assertThat(refused.code()).isEqualTo("no-space");
        // The lock went with the refusal.
        DataDirectory.open(dir).close();
    }
}
