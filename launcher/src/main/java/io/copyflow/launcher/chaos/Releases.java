package io.copyflow.launcher.chaos;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    /** By the kills themselves: a stage that does not heed one marks nothing as killed. */
    static Invariant killsStay(Ledger ledger) {
        List<String> breaches = new ArrayList<>();
        Set<String> killed = new Unfinished(ledger).killed();
        long looked = 0;
        for (var entry : ledger.published().entrySet()) {
            List<PublishedVersion> versions = entry.getValue();
            PublishedVersion newest = versions.getLast();
            boolean dead = false;
            for (PublishedVersion version : versions) {
                if (dead && !version.getKilled()) {
                    breaches.add(entry.getKey() + " was killed, and has " + version.getStatus() + " with sequence "
                            + version.getReleaseSequence() + " after that");
                }
                dead |= version.getKilled();
                if (version.getKilled()
                        && (version.getStatus() != PublicationStatus.WITHDRAWN || !Passages.isBlank(version))) {
                    breaches.add(entry.getKey() + " is killed, and its record has a text");
                }
            }
            boolean isOfKilled = killed.contains(newest.getStoryId());
            looked += dead || isOfKilled ? 1 : 0;
            // what was down before its kill keeps the withdrawal it had
            if (isOfKilled && newest.getStatus() != PublicationStatus.WITHDRAWN) {
                breaches.add(entry.getKey() + " was killed, and its newest record, with sequence "
                        + newest.getReleaseSequence() + ", is " + newest.getStatus());
            }
            if (dead && !isOfKilled) {
                breaches.add(entry.getKey() + " is marked as killed, and nobody killed it");
            }
        }
        return new Invariant("kills-stay", "what was killed stays withdrawn, without its text", looked, breaches);
    }
}
