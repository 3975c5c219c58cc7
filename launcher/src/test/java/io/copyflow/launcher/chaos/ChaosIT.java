package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.testkit.Seeds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newsroom at work, each of its stages and its broker a process, which are killed, stopped and hindered meanwhile.
 *
 * <p>{@code -Dchaos.minutes=20} for the whole of it, on three brokers with two instances of each stage, which
 * docs/reliability.md tells of; {@code -Dchaos.disks=true} to fill disks too, which needs the right to
 * mount, {@code -Dchaos.clocks=true} to set clocks, which needs libfaketime; {@code -Dseed=…} to repeat one.
 */
@ExtendWith(Seeds.Extension.class)
class ChaosIT {

    private static final int MINUTES = Integer.getInteger("chaos.minutes", 0);

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void r27_whateverFailsNothingIsLostAndNothingIsDoneTwice(Seeds seeds, @TempDir Path folder) {
        PrintWriter out = new PrintWriter(System.out, true);
        boolean whole = MINUTES > 0;
        ChaosRun.Settings settings = new ChaosRun.Settings(
                whole ? 3 : 1,
                whole ? 2 : 1,
                whole ? Duration.ofMinutes(MINUTES) : Duration.ofSeconds(10),
                whole ? Duration.ofSeconds(4) : Duration.ofMillis(1_500),
                whole ? Duration.ofSeconds(2) : Duration.ofMillis(400),
                whole ? 3 : 2,
                Boolean.getBoolean("chaos.disks"),
                Boolean.getBoolean("chaos.clocks"),
                seeds.random().nextInt(1_000_000));

        ChaosRun.Result result = new ChaosRun(
                        Configuration.defaults(), folder, Clock.systemUTC(), Progress.silent(), out::println)
                .run(settings);

        ChaosReport.print(result, out);
        assertThat(result.faultsDone()).isGreaterThanOrEqualTo(3);
        assertThat(result.invariants())
                .allSatisfy(invariant -> assertThat(invariant.breaches())
                        .as(invariant.sentence())
                        .isEmpty());
        assertThat(result.notShown()).isEmpty();
        assertThat(result.holds()).isTrue();
        assertThat(result.rest().came()).isTrue();
    }
}
