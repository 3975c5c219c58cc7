package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.proof.Proof;
import io.copyflow.launcher.proof.TopicLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at everything anew once the work is done, and judges. */
final class Audit {

    private final Map<String, Object> client;
    private final SchemaIds ids;

    Audit(Map<String, Object> client, SchemaIds ids) {
        this.client = client;
        this.ids = ids;
    }

    ChaosRun.Result of(
            ChaosRun.Settings settings,
            Watch watch,
            Outbox outbox,
            Outside outside,
            Injector injector,
            FaultLog log,
            Cluster cluster,
            Duration rest,
            long residentBytes) {
        Ledger.Sums then = watch.ledger().sums();
        Invariant transactions = OpenTransactions.in(client);
        Ledger ledger = new Ledger();
        try (LogReader reader = new LogReader(client, ids)) {
            reader.read(Ledger.TOPICS, ledger::add);
        }
        Outcomes outcomes = new Outcomes(ledger);
        Answers answers = new Answers(ledger);
        Unfinished unfinished = new Unfinished(ledger);
        Deliveries deliveries = outside.deliveries(ledger);
        List<Invariant> invariants = new ArrayList<>(List.of(
                outcomes.oneForEach(),
                outcomes.noneTwice(),
                outcomes.noneLost(outbox.acknowledged()),
                outcomes.poisonSetAside(),
                outcomes.nothingElseSetAside(outbox.poison()),
                answers.askedIsAccepted(outbox.asked(), outbox.acknowledged()),
                answers.refusedRightly(),
                stays(then, ledger),
                transactions));
        invariants.addAll(Proved.of(proof()));
        invariants.addAll(List.of(
                Releases.sequencesRise(ledger),
                Releases.killsStay(ledger),
                Leases.oneHolder(ledger.facts()),
                deliveries.inOrder(),
                deliveries.killsStay(),
                deliveries.asReleased(),
                new Invariant(
                        "signed",
                        "every message to whom channels call is signed",
                        outside.receiver().messages().size(),
                        outside.receiver().forged()),
                new Invariant(
                        "nothing-stuck",
                        "all work is finished, once faults end",
                        unfinished.versions(),
                        unfinished.all()),
                running(cluster)));
        return new ChaosRun.Result(
                settings,
                invariants,
                log.counted(),
                ledger.commands().size(),
                ledger.facts().size(),
                ledger.size(Topics.REJECTIONS),
                unfinished.stories().size(),
                ledger.published().size(),
                unfinished.killed().size(),
                injector.gaveUp(),
                watch.interruptions(),
                rest,
                residentBytes);
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
                "every process runs, once faults end",
                cluster.members().size(),
                cluster.members().stream()
                        .filter(member -> member.state() != Member.State.RUNNING)
                        .map(member -> member.name() + " does not run")
                        .toList());
    }
}
