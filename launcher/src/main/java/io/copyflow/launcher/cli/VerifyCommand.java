package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.proof.BundleLog;
import io.copyflow.launcher.proof.Proof;
import io.copyflow.launcher.proof.RawLog;
import io.copyflow.launcher.proof.TopicLog;
import io.copyflow.launcher.proof.VerdictText;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow verify}. */
@Command(
        name = "verify",
        description = {
            "Prove from the log alone that what was published is what was cleared, by those who might.",
            "Exit code 0 when nothing is wrong, 1 on any fault, another when nothing could be looked at: 2 for usage,",
            "66 for what cannot be read, 69 without Kafka or its topics. The faults: docs/reference/proof.md."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Option(names = "--story", paramLabel = "ID", description = "Only the story with this whole id.")
    private @Nullable String story;

    @ArgGroup
    private @Nullable Where where;

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    /** What is read. */
    @SuppressWarnings("NullAway.Init") // picocli sets one of them
    static final class Where {
        @Option(names = "--from-topics", description = "Read Kafka's topics; so it is when nothing is said.")
        private boolean fromTopics;

        @Option(names = "--export", paramLabel = "FILE", description = "Read a file that 'copyflow export' wrote.")
        private @Nullable Path bundle;
    }

    @Override
    public Integer call() {
        Path bundle = where == null ? null : where.bundle;
        Proof.Verdict verdict = bundle == null ? fromTopics(root.configuration(), story) : fromBundle(bundle, story);
        if (json) {
            root.out().println(ReadableJson.pretty(VerdictText.json(verdict)));
        } else {
            VerdictText.lines(verdict).forEach(root.out()::println);
        }
        root.out().flush();
        return verdict.isClean() ? 0 : RootCommand.REFUSED;
    }

    private static Proof.Verdict fromBundle(Path bundle, @Nullable String only) {
        try (BundleLog log = new BundleLog(bundle)) {
            return known(log, only == null ? log.story() : only);
        }
    }

    private static Proof.Verdict known(RawLog log, @Nullable String only) {
        Proof.Verdict verdict = Proof.of(log, only);
        if (only != null && verdict.facts() == 0 && verdict.versions() == 0) {
            throw new StageFailure(
                    "nothing-to-prove",
                    "Expected records of the story '" + only
                            + "', but there are none. Give the whole id, as './copyflow stories' lists it.");
        }
        return verdict;
    }

    /**
     * What the topics prove now. They may be written while they are read, so that a fact is there and what came of it is
     * not yet: what is wrong is looked at a second time, and only what stays so is told.
     */
    Proof.Verdict fromTopics(Configuration configuration, @Nullable String only) {
        try (SchemaIds ids = root.schemaIds()) {
            Proof.Verdict verdict = once(configuration, ids, only);
            return verdict.isClean() ? verdict : once(configuration, ids, only).confirmedBy(verdict);
        }
    }

    private static Proof.Verdict once(Configuration configuration, SchemaIds ids, @Nullable String only) {
        try (TopicLog log = new TopicLog(configuration.kafkaClient(), ids)) {
            return known(log, only);
        }
    }
}
