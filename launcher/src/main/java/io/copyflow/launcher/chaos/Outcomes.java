package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.chaos.Ledger.Command;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.launcher.chaos.Ledger.Place;
import io.copyflow.launcher.chaos.Ledger.Unreadable;
import io.copyflow.launcher.chaos.Outbox.Acknowledged;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.rejection.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether each command that arrived took effect once or was refused, and each arrival was answered once. Source:
 * docs/semantics.md, rule 27.
 *
 * <p>Of a command that arrived so many times as many decisions are known: facts it led to are one, whatever their number,
 * and each rejection is one. The facts of one decision follow each other in their aggregate, and none is of a kind twice
 * but those about obligations, of which one correction has many.
 */
final class Outcomes {

    private final Ledger ledger;
    private final Map<String, List<Fact>> factsByCause = new HashMap<>();

    Outcomes(Ledger ledger) {
        this.ledger = ledger;
        for (Fact fact : ledger.facts()) {
            factsByCause
                    .computeIfAbsent(fact.cause(), cause -> new ArrayList<>())
                    .add(fact);
        }
    }

    private Map<String, Integer> arrivals() {
        Map<String, Integer> arrivals = new TreeMap<>();
        for (Command command : ledger.commands()) {
            arrivals.merge(command.id(), 1, Integer::sum);
        }
        return arrivals;
    }

    Invariant oneForEach() {
        List<String> breaches = new ArrayList<>();
        Map<String, Integer> arrivals = arrivals();
        arrivals.forEach((id, times) -> {
            int accepted = factsByCause.containsKey(id) ? 1 : 0;
            List<Rejection> rejections = ledger.rejections(id);
            if (accepted + rejections.size() != times) {
                breaches.add(id + " arrived " + times + " times; it was accepted " + accepted + " times and answered "
                        + rejections.stream().map(Rejection::getCode).toList());
            }
        });
        return new Invariant(
                "one-outcome",
                "every command that arrived has one outcome for each arrival",
                arrivals.size(),
                breaches);
    }

    Invariant noneTwice() {
        List<String> breaches = new ArrayList<>();
        factsByCause.forEach((cause, facts) -> {
            Set<String> kinds = new HashSet<>();
            Map<String, Long> last = new HashMap<>();
            for (Fact fact : facts) {
                if (!kinds.add(fact.aggregate() + " " + fact.type() + " " + fact.language() + obligation(fact))) {
                    breaches.add(cause + " led to " + fact.type() + " twice, the second time as " + fact.id() + " at "
                            + fact.place());
                }
                Long before = last.put(fact.aggregate(), fact.number());
                // publish-stage keeps facts to itself, with numbers of their own
                if (before != null
                        && fact.number() != before + 1
                        && !fact.place().topic().equals(Topics.PUBLICATION_EVENTS.name())) {
                    breaches.add(cause + " led to fact " + before + " of " + fact.aggregate()
                            + " and later, after others, to " + fact.number());
                }
            }
        });
        return new Invariant("no-effect-twice", "no cause has the same effect twice", factsByCause.size(), breaches);
    }

    /** A correction is owed to a language and to each channel that shows it: which of them a fact is about; else nothing. */
    private static String obligation(Fact fact) {
        return switch (fact.body()) {
            case ObligationOpened opened -> " " + opened.getObligation().getId();
            case ObligationMet met -> " " + met.getObligation().getId();
            case ObligationClosed closed -> " " + closed.getObligation().getId();
            default -> "";
        };
    }

    /** @param acknowledged where Kafka said that which record lies */
    Invariant noneLost(Collection<Acknowledged> acknowledged) {
        Map<Place, String> there = new HashMap<>();
        ledger.commands().forEach(command -> there.put(command.place(), command.id()));
        ledger.unreadable().forEach(record -> there.put(record.place(), record.mark()));
        List<String> breaches = new ArrayList<>();
        for (Acknowledged one : acknowledged) {
            String found = there.get(one.place());
            if (found == null) {
                breaches.add(one.place() + " was acknowledged, but nothing lies there");
            } else if (!found.equals(one.id())) {
                breaches.add(one.place() + " was acknowledged to be " + one.id() + ", but "
                        + (found.isEmpty() ? "what cannot be read" : found) + " lies there");
            }
        }
        return new Invariant(
                "none-lost", "every record that Kafka acknowledged is there", acknowledged.size(), breaches);
    }

    Invariant poisonSetAside() {
        List<Unreadable> poison = ledger.unreadable();
        List<String> breaches = poison.stream()
                .map(Unreadable::place)
                .filter(place -> ledger.deadLetters(place) != 1)
                .map(place ->
                        place + " cannot be read and is among the dead letters " + ledger.deadLetters(place) + " times")
                .toList();
        return new Invariant(
                "poison-set-aside",
                "every record that cannot be read is among the dead letters once",
                poison.size(),
                breaches);
    }

    /** @param sent the marks of what was sent to be set aside */
    Invariant nothingElseSetAside(Set<String> sent) {
        List<String> breaches = new ArrayList<>();
        Set<String> poison = new HashSet<>();
        for (Unreadable record : ledger.unreadable()) {
            poison.add(record.place().toString());
            if (!sent.contains(record.mark())) {
                breaches.add(record.place() + " cannot be read, and was not sent to be so");
            }
        }
        Map<String, Integer> deadLetters = ledger.deadLetters();
        deadLetters.keySet().stream()
                .filter(place -> !poison.contains(place))
                .forEach(place -> breaches.add(place + " is among the dead letters, and is no poison"));
        return new Invariant(
                "dead-letters-are-poison",
                "no record is among the dead letters but the poison that was sent",
                deadLetters.size(),
                breaches);
    }
}
