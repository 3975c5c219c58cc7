package io.copyflow.launcher.process;

import io.copyflow.ingest.IngestStage;
import io.copyflow.publish.PublishStage;
import io.copyflow.publish.kill.KillSwitch;
import io.copyflow.review.ReviewStage;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Stage;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.TranslateStage;
import java.util.List;
import java.util.stream.Collectors;

/** All stages, in the order a story passes them, and the kill switch. */
public final class Stages {

    private Stages() {}

    /** With the settings' defaults. */
    public static List<Stage<?, ?, ?>> all() {
        return all(Configuration.defaults());
    }

    /** As the settings want them. */
    public static List<Stage<?, ?, ?>> all(Configuration configuration) {
        return List.of(
                IngestStage.stage(configuration),
                TranslateStage.stage(),
                ReviewStage.stage(),
                PublishStage.stage(),
                KillSwitch.stage());
    }

    /**
     * The stage of that name.
     *
     * @throws StageFailure with code {@code stage-unknown}
     */
    public static Stage<?, ?, ?> named(String name, Configuration configuration) {
        return all(configuration).stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StageFailure(
                        "stage-unknown",
                        "There is no stage '" + name + "'. The stages are "
                                + all().stream().map(Stage::name).collect(Collectors.joining(", ")) + "."));
    }
}
