package io.copyflow.desk.story;

import io.copyflow.desk.aid.Prover;
import io.copyflow.desk.model.ProofFile;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.web.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Who stands for each text that was published of a story.
 *
 * @param provable whether it can be proved from the log here
 * @param verdict what came of proving it; null while nobody asked
 */
public record ProofPage(
        Frame frame, StoryFile story, ProofFile proof, boolean provable, Prover.@Nullable Verdict verdict) {}
