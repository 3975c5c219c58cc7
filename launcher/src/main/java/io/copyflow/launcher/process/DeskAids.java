package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.aid.Pictures;
import io.copyflow.desk.aid.Prover;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.proof.Proof;
import io.copyflow.launcher.proof.TopicLog;
import io.copyflow.runtime.Configuration;
import io.copyflow.translate.memory.Recollection;
import java.util.function.Supplier;

/** What the web desk asks of the rest of this process: the translators' workbench, the proof, the pictures. */
final class DeskAids {

    private DeskAids() {}

    static Aids of(
            Configuration configuration,
            SchemaIds ids,
            Supplier<Directory> directory,
            Recollection memory,
            Pictures pictures) {
        return new Aids(
                new TranslatorsWorkbench(memory, directory), storyId -> proved(configuration, ids, storyId), pictures);
    }

    /** As {@code copyflow verify} does: what is wrong is looked at a second time, as the topics may be written meanwhile. */
    private static Prover.Verdict proved(Configuration configuration, SchemaIds ids, String storyId) {
        Proof.Verdict verdict = once(configuration, ids, storyId);
        Proof.Verdict confirmed =
                verdict.isClean() ? verdict : once(configuration, ids, storyId).confirmedBy(verdict);
        return new Prover.Verdict(
                confirmed.facts(),
                confirmed.versions(),
                confirmed.findings().stream()
                        .map(finding -> new Prover.Finding(
                                finding.fault().code(),
                                finding.language(),
                                finding.place().toString(),
                                finding.sentence()))
                        .toList());
    }

    private static Proof.Verdict once(Configuration configuration, SchemaIds ids, String storyId) {
        try (TopicLog log = new TopicLog(configuration.kafkaClient(), ids)) {
            return Proof.of(log, storyId);
        }
    }
}
