package io.copyflow.launcher.proof;

import io.copyflow.contract.FactChain;
import io.copyflow.runtime.CloudEvents;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the facts in a partition are the links of their aggregates' chains. Source: docs/reference/fact-chain.md. */
final class ChainCheck {

    private final String stage;
    private final Findings findings;
    private final Map<String, Aggregate> aggregates = new HashMap<>();
    private boolean begun;
    private long unchained;

    /** Where an aggregate's chain stands. */
    private static final class Aggregate {
        private byte @Nullable [] link;
        private long number;
    }

    ChainCheck(String stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
    }

    /** What another story's fact in the partition tells: whether chains have begun. */
    void passed(RawRecord record) {
        begun |= record.headers().lastHeader(CloudEvents.CHAIN) != null;
    }

    /**
     * The next fact of the partition.
     *
     * @param aggregateId story, or story and language with a slash between
     * @param isDense whether each fact of the aggregate has the number after that of the one before
     */
    void next(RawRecord record, byte[] value, Fact<?> fact, String aggregateId, boolean isDense) {
        Aggregate aggregate = aggregates.computeIfAbsent(aggregateId, id -> new Aggregate());
        link(record, value, fact, aggregate, aggregateId);
        number(fact, aggregate, isDense);
    }

    /** How many facts are from before the chain. */
    long unchained() {
        return unchained;
    }

    private void link(RawRecord record, byte[] value, Fact<?> fact, Aggregate aggregate, String aggregateId) {
        String header = CloudEvents.text(record.headers(), CloudEvents.CHAIN);
        if (header == null) {
            if (begun) {
                findings.add(
                        Fault.CHAIN_MISSING,
                        fact,
                        "Expected " + fact.id()
                                + " to carry the link of its chain, as all facts do since chains began in this"
                                + " partition, but it has none.");
            } else {
                unchained++;
            }
            return;
        }
        begun = true;
        byte[] before = aggregate.link == null ? FactChain.start(stage, aggregateId) : aggregate.link;
        byte[] expected = FactChain.link(before, value);
        byte[] found = parsed(header);
        if (!Arrays.equals(expected, found)) {
            findings.add(
                    Fault.CHAIN_BROKEN,
                    fact,
                    "Expected the link of " + fact.id() + " to follow from the fact before it, but it does not: this"
                            + " record or one before it was changed, left out, added or moved.");
        }
        // from here on by what the record claims, so that one break is told once
        aggregate.link = found == null ? expected : found;
    }

    private void number(Fact<?> fact, Aggregate aggregate, boolean isDense) {
        long number = fact.number();
        if (number == 0) {
            return;
        }
        if (number <= aggregate.number) {
            findings.add(
                    Fault.FACT_REPEATED,
                    fact,
                    "Expected a fact with a number above " + aggregate.number + ", but " + fact.id()
                            + " comes again or too late.");
            return;
        }
        if (isDense && number != aggregate.number + 1) {
            findings.add(
                    Fault.FACT_MISSING,
                    fact,
                    "Expected fact " + (aggregate.number + 1) + " of its aggregate next, but " + fact.id()
                            + " follows: facts between are missing.");
        }
        aggregate.number = number;
    }

    private static byte @Nullable [] parsed(String hex) {
        try {
            byte[] link = HexFormat.of().parseHex(hex);
            return link.length == 32 ? link : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
