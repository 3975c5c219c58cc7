package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Health;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.proof.Proof;
import io.copyflow.launcher.proof.TopicLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at everything anew once the work is done, and judges. */
final class Audit {

    /** A process that just ended by itself has as long to come back. */
    private static final Duration STARTING = Duration.ofSeconds(90);

    private final Map<String, Object> client;
    private final SchemaIds ids;

    /**
     * What there is to look at, besides the topics.
     *
     * @param watch that read along
     * @param outbox of what the run itself sent
     * @param probes what of it was asked in the end, of stories that were killed
     * @param endings of processes that ended by themselves
     */
    record Evidence(Watch watch, Outbox outbox, KillProbes probes, Outside outside, Endings endings, Cluster cluster) {}

    /** What was found. */
    record Findings(List<Invariant> invariants, ChaosRun.Counts counts) {}

    Audit(Map<String, Object> client, SchemaIds ids) {
        this.client = client;
        this.ids = ids;
    }

    Findings of(Evidence evidence) {
        Ledger.Sums then = evidence.watch().ledger().sums();
        Outbox outbox = evidence.outbox();
        Invariant transactions = OpenTransactions.in(client);
        Ledger ledger = new Ledger();
        try (LogReader reader = new LogReader(client, ids)) {
            reader.read(Ledger.TOPICS, ledger::add);
        }
        Outcomes outcomes = new Outcomes(ledger);
        Answers answers = new Answers(ledger);
        Texts texts = new Texts(ledger);
        Unfinished unfinished = new Unfinished(ledger);
        Deliveries deliveries = evidence.outside().deliveries(ledger);
        Website website = evidence.outside().website(ledger);
        Receiver receiver = evidence.outside().receiver();
        List<Invariant> invariants = new ArrayList<>(List.of(
                outcomes.oneForEach(),
                outcomes.noneTwice(),
                outcomes.noneLost(outbox.acknowledged()),
                outcomes.poisonSetAside(),
                outcomes.nothingElseSetAside(outbox.poison()),
                answers.askedIsAccepted(outbox.asked(), outbox.acknowledged()),
                answers.refusedRightly(),
                texts.acceptedAsHandedIn(),
                texts.publishedAsAccepted(),
                stays(then, ledger),
                transactions));
        invariants.addAll(Proved.of(proof()));
        invariants.addAll(List.of(
                Releases.sequencesRise(ledger),
                Releases.killsStay(ledger),
                new KillReactions(ledger).reachStages(),
                evidence.probes().refused(ledger),
                new Withholding(ledger).isDown(),
                Leases.oneHolder(ledger.facts()),
                deliveries.inOrder(),
                deliveries.killsStay(),
                deliveries.asReleased(),
                deliveries.toldAsPublished(),
                website.pagesAreWhole(),
                website.withdrawnIsUnnamed(),
                new Corrections(ledger).areMet(),
                new Invariant(
                        "signed",
                        "every message to whom channels call is signed",
                        receiver.messages().size(),
                        receiver.forged()),
                new Invariant(
                        "nothing-stuck",
                        "all work is finished, once faults end",
                        unfinished.versions(),
                        unfinished.all()),
                evidence.endings().noneGivesUp(evidence.cluster().members().size()),
                running(evidence.cluster())));
        return new Findings(
                invariants,
                new ChaosRun.Counts(
                        ledger.commands().size(),
                        ledger.facts().size(),
                        ledger.size(Topics.REJECTIONS),
                        unfinished.stories().size(),
                        ledger.published().size(),
                        unfinished.killed().size()));
    }

    private Proof.Verdict proof() {
        try (TopicLog log = new TopicLog(client, ids)) {
            return Proof.of(log, null);
        }
    }

    private static Invariant stays(Ledger.Sums then, Ledger now) {
        return new Invariant(
                "what-was-read-stays",
                "what a reader read while faults happened is there, and the same",
                then.size(),
                now.missing(then).stream()
                        .map(place -> place + " was read, and is gone or another now")
                        .toList());
    }

    private static Invariant running(Cluster cluster) {
        return new Invariant(
                "all-run",
                "every process runs and answers that it is ready, once faults end",
                cluster.members().size(),
                new Health(cluster).notReady(STARTING));
    }
}
