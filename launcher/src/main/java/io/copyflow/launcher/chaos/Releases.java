package io.copyflow.launcher.chaos;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.util.ArrayList;
import java.util.List;

/** Whether the published log goes only forward, and what was killed stays so. Source: docs/semantics.md, rules 19, 22. */
final class Releases {

    private Releases() {}

    static Invariant sequencesRise(Ledger ledger) {
        List<String> breaches = new ArrayList<>();
        long records = 0;
        for (var entry : ledger.published().entrySet()) {
            long before = 0;
            for (PublishedVersion version : entry.getValue()) {
                records++;
                if (version.getReleaseSequence() <= before) {
                    breaches.add(entry.getKey() + " has sequence " + version.getReleaseSequence() + " after " + before);
                }
                before = version.getReleaseSequence();
            }
        }
        return new Invariant(
                "sequence-rises",
                "no release sequence of a story and language goes back or comes twice",
                records,
                breaches);
    }

    static Invariant killsStay(Ledger ledger) {
        List<String> breaches = new ArrayList<>();
        long killed = 0;
        for (var entry : ledger.published().entrySet()) {
            boolean dead = false;
            for (PublishedVersion version : entry.getValue()) {
                if (dead && !version.getKilled()) {
                    breaches.add(entry.getKey() + " was killed, and has " + version.getStatus() + " with sequence "
                            + version.getReleaseSequence() + " after that");
                }
                if (version.getKilled()) {
                    killed += dead ? 0 : 1;
                    dead = true;
                    if (version.getStatus() != PublicationStatus.WITHDRAWN
                            || !version.getBody().isEmpty()) {
                        breaches.add(entry.getKey() + " is killed, and its record has a text");
                    }
                }
            }
        }
        return new Invariant("kills-stay", "what was killed stays withdrawn, without its text", killed, breaches);
    }
}
