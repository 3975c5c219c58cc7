package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each translation was held by one person at a time. Source: docs/semantics.md, rule 7. */
final class Leases {

    private Leases() {}

    static Invariant oneHolder(List<Fact> facts) {
        Map<String, String> holders = new HashMap<>();
        List<String> breaches = new ArrayList<>();
        long claims = 0;
        for (Fact fact : facts) {
            if (!fact.place().topic().equals(Topics.TRANSLATION_EVENTS.name())) {
                continue;
            }
            switch (fact.body()) {
                case TranslationClaimed claimed -> {
                    claims++;
                    String before = holders.put(fact.aggregate(), claimed.getHolder());
                    // who holds it and claims it again renews the claim
                    if (before != null && !before.equals(claimed.getHolder())) {
                        breaches.add(fact.id() + " gives " + claimed.getHolder() + " what " + before + " held");
                    }
                }
                case ClaimReleased _, TranslationSubmitted _, TranslationCancelled _ ->
                    holders.remove(fact.aggregate());
                default -> {
                    // nobody's hold begins or ends
                }
            }
        }
        return new Invariant("one-holder", "every translation is held by one person at a time", claims, breaches);
    }
}
