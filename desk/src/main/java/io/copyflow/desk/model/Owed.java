package io.copyflow.desk.model;

import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A correction that still has to come out. Source: docs/semantics.md, rule 21.
 *
 * @param language in which
 */
public record Owed(String language, Obligation obligation) {

    public String id() {
        return obligation.getId();
    }

    /** Null when the edition as such owes it. */
    public @Nullable String channel() {
        return obligation.getChannel();
    }

    public int revision() {
        return obligation.getRevision();
    }

    public Instant since() {
        return obligation.getOpenedAt();
    }

    public Instant due() {
        return obligation.getDueAt();
    }

    public boolean isOverdue(Instant now) {
        return !due().isAfter(now);
    }

    /** What a story's facts leave open, the first to be due first. */
    public static List<Owed> of(Collection<Fact> facts) {
        Map<String, Owed> open = new LinkedHashMap<>();
        facts.stream().sorted(Fact.BY_PLACE).forEach(fact -> {
            switch (fact.body()) {
                case ObligationOpened e ->
                    open.put(e.getObligation().getId(), new Owed(String.valueOf(fact.language()), e.getObligation()));
                case ObligationMet e -> open.remove(e.getObligation().getId());
                case ObligationClosed e -> open.remove(e.getObligation().getId());
                default -> {
                    // nothing is owed for it, or no longer
                }
            }
        });
        return open.values().stream()
                .sorted(Comparator.comparing(Owed::due).thenComparing(Owed::id))
                .toList();
    }
}
