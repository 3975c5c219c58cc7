package io.copyflow.translate.checks;

import io.copyflow.translate.checks.Fault.Faulty;
import io.copyflow.translate.domain.Glossary;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many faults are caught, for each kind of fault and language.
 *
 * @param byFault made and caught
 */
record FaultCount(Map<Fault, Map<String, Count>> byFault) {

    /** Of so many faults made so many were caught. */
    record Count(int made, int caught) {

        Count and(Count other) {
            return new Count(made + other.made, caught + other.caught);
        }
    }

    /** Makes every fault in every translation that gives occasion, unless its check warns already. */
    static FaultCount of(StandardChecks checks, List<Translated> translations, Random random) {
        Map<Fault, Map<String, Count>> counts = new EnumMap<>(Fault.class);
        Map<Translated, Set<String>> before = new IdentityHashMap<>();
        translations.forEach(translation -> before.put(translation, translation.kinds(checks, Glossary.EMPTY)));
        for (Fault fault : Fault.values()) {
            Map<String, Count> byLanguage = counts.computeIfAbsent(fault, f -> new TreeMap<>());
            for (Translated translation : translations) {
                Faulty made = fault.make(translation, random);
                if (made == null || isCaught(fault, kinds(checks, before, made.sound()))) {
                    continue;
                }
                boolean isCaught = isCaught(fault, made.faulty().kinds(checks, Glossary.EMPTY));
                byLanguage.merge(translation.language(), new Count(1, isCaught ? 1 : 0), Count::and);
            }
        }
        return new FaultCount(counts);
    }

    private static Set<String> kinds(
            StandardChecks checks, Map<Translated, Set<String>> before, Translated translation) {
        Set<String> known = before.get(translation);
        return known == null ? translation.kinds(checks, Glossary.EMPTY) : known;
    }

    private static boolean isCaught(Fault fault, Set<String> kinds) {
        return fault.caughtBy().stream().anyMatch(kind -> kinds.contains(kind.id()));
    }

    Count of(Fault fault) {
        return byFault.get(fault).values().stream().reduce(new Count(0, 0), Count::and);
    }
}
