package io.copyflow.launcher.chaos;

import io.copyflow.launcher.proof.Fault;
import io.copyflow.launcher.proof.Finding;
import io.copyflow.launcher.proof.Proof;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What {@code copyflow verify} says of the log, which reads it anew and knows none of the stages' code. */
final class Proved {

    private static final Set<Fault> ORDER = EnumSet.of(
            Fault.RECORD_UNREADABLE,
            Fault.KEY_DIFFERS,
            Fault.PARTITION_WRONG,
            Fault.ID_WRONG,
            Fault.CHAIN_MISSING,
            Fault.CHAIN_BROKEN,
            Fault.FACT_REPEATED,
            Fault.FACT_MISSING,
            Fault.CAUSE_MISSING);

    private Proved() {}

    static List<Invariant> of(Proof.Verdict verdict) {
        return List.of(
                new Invariant(
                        "facts-in-order",
                        "the facts of an aggregate follow each other in its chain, none missing, none twice",
                        verdict.facts(),
                        told(verdict, ORDER::contains)),
                new Invariant(
                        "released-was-cleared",
                        "every released text is the one that was cleared, by those who might",
                        verdict.versions(),
                        told(verdict, fault -> !ORDER.contains(fault))));
    }

    private static List<String> told(Proof.Verdict verdict, Predicate<Fault> which) {
        return verdict.findings().stream()
                .filter(finding -> which.test(finding.fault()))
                .map(Finding::sentence)
                .toList();
    }
}
