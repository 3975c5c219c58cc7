package io.copyflow.launcher.process;

import io.copyflow.ingest.IngestStage;
import io.copyflow.publish.PublishStage;
import io.copyflow.publish.kill.KillSwitch;
import io.copyflow.review.ReviewStage;
import io.copyflow.runtime.Stage;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.TranslateStage;
import java.util.List;
import java.util.stream.Collectors;

/** All stages, in the order a story passes them, and the kill switch. */
public final class Stages {

    private Stages() {}

    public static List<Stage<?, ?, ?>> all() {
        return List.of(
                IngestStage.stage(),
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
    public static Stage<?, ?, ?> named(String name) {
        return all().stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StageFailure(
                        "stage-unknown",
                        "There is no stage '" + name + "'. The stages are "
                                + all().stream().map(Stage::name).collect(Collectors.joining(", ")) + "."));
    }
}
