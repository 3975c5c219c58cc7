package io.copyflow.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    @Test
    void isNotStartedWithAnotherNumberOfBrokersThanItHas(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("brokers"), "3\n");

        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> Cluster.start(
                        new Cluster.Plan(1, 1, folder),
                        Configuration.defaults(),
                        new SchemaCatalogue(),
                        (configuration, ids) -> {},
                        (member, exitCode) -> {},
                        Progress.silent()));

        assertThat(refused.code()).isEqualTo("cluster-differs");
        assertThat(refused).hasMessageContaining("its 3 brokers, but 1 were asked for");
    }
}
