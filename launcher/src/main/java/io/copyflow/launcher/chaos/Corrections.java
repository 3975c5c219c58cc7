package io.copyflow.launcher.chaos;

import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryRevised;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a correction owes is owed, is met by the release or receipt that carries it and by nothing else, and is not
 * left open once it is carried. Source: docs/semantics.md, rule 21; docs/how-to/corrections.md.
 */
final class Corrections {

    private static final Set<DeliveryOutcome> SHOWN = EnumSet.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.CORRECTED);
    private static final Set<DeliveryOutcome> NOT_SHOWN =
            EnumSet.of(DeliveryOutcome.WITHDRAWN, DeliveryOutcome.SKIPPED);

    private final Set<String> killed;
    private final Map<String, Set<Integer>> corrections = new HashMap<>();
    private final Map<String, List<DeliveryEvent>> receipts = new HashMap<>();
    /** The source revision of each release, by its language and sequence. */
    private final Map<String, Integer> revisions = new HashMap<>();

    private final Map<String, Integer> newestReleased = new HashMap<>();
    private final Map<String, Integer> live = new HashMap<>();
    private final Map<String, Fact> open = new TreeMap<>();
    private final Set<String> ever = new HashSet<>();
    private final List<String> breaches = new ArrayList<>();
    private long looked;

    Corrections(Ledger ledger) {
        this.killed = new Unfinished(ledger).killed();
        for (DeliveryEvent receipt : ledger.receipts()) {
            receipts.computeIfAbsent(
                            channel(receipt.getChannel(), receipt.getStoryId() + "/" + receipt.getLanguage()),
                            any -> new ArrayList<>())
                    .add(receipt);
        }
        List<Fact> facts = ledger.facts();
        for (Fact fact : facts) {
            if (fact.body() instanceof StoryRevised revised && revised.getRevisionClass() == RevisionClass.CORRECTION) {
                corrections
                        .computeIfAbsent(fact.storyId(), any -> new HashSet<>())
                        .add(revised.getRevision());
            }
        }
        facts.forEach(this::see);
    }

    private static String channel(String channel, String place) {
        return channel + " " + place;
    }

    private static String place(Fact fact) {
        return fact.storyId() + "/" + fact.language();
    }

    private void see(Fact fact) {
        switch (fact.body()) {
            case VersionReleased released -> released(fact, released);
            case VersionTakenDown _ -> live.remove(place(fact));
            case ObligationOpened opened -> {
                looked++;
                ever.add(opened.getObligation().getId());
                if (open.put(opened.getObligation().getId(), fact) != null) {
                    breaches.add(fact.id() + " opens " + opened.getObligation().getId() + ", which is open");
                }
            }
            case ObligationMet met -> {
                if (open.remove(met.getObligation().getId()) == null) {
                    breaches.add(fact.id() + " meets " + met.getObligation().getId() + ", which is not open");
                }
                if (!isMet(place(fact), met.getObligation(), met.getReleaseSequence())) {
                    breaches.add(fact.id() + " says that " + met.getObligation().getId() + " is met by "
                            + met.getReleaseSequence() + ", which carries no such correction");
                }
            }
            case ObligationClosed closed -> open.remove(closed.getObligation().getId());
            default -> {
                // owes nothing
            }
        }
    }

    /** A language that was live when its source was corrected owed the correction. */
    private void released(Fact fact, VersionReleased released) {
        String place = place(fact);
        int revision = released.getSourceRevision();
        Integer before = live.put(place, revision);
        if (before != null) {
            for (int correction : corrections.getOrDefault(fact.storyId(), Set.of())) {
                String owed = place + ":r" + correction;
                if (before < correction && correction <= revision && !ever.contains(owed)) {
                    breaches.add(fact.id() + " corrects " + place + ", and " + owed + " was never owed");
                }
            }
        }
        revisions.put(place + " " + released.getReleaseSequence(), revision);
        newestReleased.merge(place, revision, Math::max);
    }

    private boolean isMet(String place, Obligation obligation, long sequence) {
        boolean isCarried = revisions.getOrDefault(place + " " + sequence, 0) >= obligation.getRevision();
        return obligation.getChannel() == null
                ? isCarried
                : receipts.getOrDefault(channel(obligation.getChannel(), place), List.of()).stream()
                        .filter(receipt -> receipt.getReleaseSequence() == sequence)
                        .anyMatch(receipt -> NOT_SHOWN.contains(receipt.getOutcome())
                                || (isCarried && SHOWN.contains(receipt.getOutcome())));
    }

    /** What is open though it was carried, or is of a killed story; as sentences. */
    List<String> leftOpen() {
        List<String> left = new ArrayList<>();
        open.forEach((id, fact) -> {
            Obligation obligation = ((ObligationOpened) fact.body()).getObligation();
            String by = carriedBy(place(fact), obligation);
            if (killed.contains(fact.storyId())) {
                left.add(id + " is owed still, and the story was killed");
            } else if (by != null) {
                left.add(id + " is owed still, and was carried by " + by);
            }
        });
        return left;
    }

    private @Nullable String carriedBy(String place, Obligation obligation) {
        if (obligation.getChannel() == null) {
            int newest = newestReleased.getOrDefault(place, 0);
            return newest >= obligation.getRevision() ? "a release of revision " + newest : null;
        }
        return receipts.getOrDefault(channel(obligation.getChannel(), place), List.of()).stream()
                .filter(receipt -> SHOWN.contains(receipt.getOutcome()))
                .filter(receipt -> revisions.getOrDefault(place + " " + receipt.getReleaseSequence(), 0)
                        >= obligation.getRevision())
                .map(DeliveryEvent::getEventId)
                .findFirst()
                .orElse(null);
    }

    Invariant areMet() {
        List<String> all = new ArrayList<>(breaches);
        all.addAll(leftOpen());
        return new Invariant(
                "corrections-are-met",
                "what a correction owes is met by what carries it, and by nothing else",
                looked,
                all);
    }
}
