package io.copyflow.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    @Test
    void itsStagesHaveWhatIsSetAndWhatIsChosenForThem() {
        Configuration wanted = Configuration.of(
                null,
                Map.of(),
                List.of("stage.threads=2", "http.port=8401", "kafka.security.protocol=SSL", "poll.ms=100"));

        assertThat(ChildCommand.settings(wanted, Map.of(Setting.HTTP_PORT, "0", Setting.STAGE_STANDBYS, "0")))
                .containsExactlyInAnyOrder(
                        "--set=http.port=0",
                        "--set=stage.threads=2",
                        "--set=stage.standbys=0",
                        "--set=kafka.security.protocol=SSL");
    }

    @Test
    void nothingOfItIsStartedOnceItIsClosed(@TempDir Path folder) {
        Cluster cluster = Cluster.of(
                new Cluster.Plan(1, 1, true, false, folder), Configuration.defaults(), (member, exitCode) -> {});

        cluster.close();

        assertThat(cluster.members()).extracting(Member::state).containsOnly(Member.State.CLOSED);
        assertThat(cluster.members())
                .allSatisfy(member -> assertThatIllegalStateException().isThrownBy(member::start));
    }

    @Test
    void tellsAtOnceOfAProcessThatEndsWhileItStarts(@TempDir Path folder) throws IOException {
        // no broker can be where this is a file
        Files.writeString(folder.resolve("broker-1"), "no folder");

        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> Cluster.start(
                        new Cluster.Plan(1, 1, false, false, folder),
                        Configuration.defaults(),
                        new SchemaCatalogue(),
                        (configuration, ids) -> {},
                        (member, exitCode) -> {},
                        Progress.silent()));

        assertThat(refused.code()).isEqualTo("cluster-not-running");
        assertThat(refused)
                .hasMessageContaining("Expected broker-1 to run, but it ended by itself with code")
                .hasMessageContaining("It said: ");
    }

    @Test
    void isNotStartedWithAnotherNumberOfBrokersThanItHas(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("brokers"), "3\n");

        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> Cluster.start(
                        new Cluster.Plan(1, 1, false, false, folder),
                        Configuration.defaults(),
                        new SchemaCatalogue(),
                        (configuration, ids) -> {},
                        (member, exitCode) -> {},
                        Progress.silent()));

        assertThat(refused.code()).isEqualTo("cluster-differs");
        assertThat(refused).hasMessageContaining("its 3 brokers, but 1 were asked for");
    }
}
