package io.copyflow.launcher.proof;

import io.copyflow.contract.Role;
import java.util.ArrayList;
import java.util.List;

/** Whether the source's revisions rise by one, each with the hash of its text and everybody who wrote it. */
final class SourceCheck {

    private final RightsThen rights;
    private final Findings findings;

    SourceCheck(RightsThen rights, Findings findings) {
        this.rights = rights;
        this.findings = findings;
    }

    void check(Dossier story) {
        int number = 0;
        List<String> authors = new ArrayList<>();
        Dossier.Revision first = null;
        for (Fact<Dossier.SourceNote> fact : story.sources) {
            switch (fact.body()) {
                case Dossier.Revision revision -> {
                    number++;
                    if (!authors.contains(fact.actor())) {
                        authors.add(fact.actor());
                    }
                    revision(fact, revision, number, authors);
                    if (first == null) {
                        first = revision;
                    } else if (!first.language().equals(revision.language())) {
                        findings.add(
                                Fault.METADATA_DIFFERS,
                                fact,
                                "Expected the source to stay in " + first.language() + ", but revision "
                                        + revision.number() + " is in " + revision.language() + ".");
                    }
                    // one that skips numbers is told once
                    number = revision.number();
                }
                case Dossier.Followed() ->
                    rights.demand(fact, fact.actor(), "write the source", Role.REPORTER, Role.EDITOR, Role.CHIEF);
                case Dossier.Spiked() -> {
                    if (!authors.contains(fact.actor())) {
                        rights.demand(fact, fact.actor(), "spike a story of others", Role.EDITOR, Role.CHIEF);
                    }
                }
            }
        }
    }

    private void revision(Fact<?> fact, Dossier.Revision revision, int number, List<String> authors) {
        if (revision.number() != number) {
            findings.add(
                    Fault.REVISION_WRONG,
                    fact,
                    "Expected revision " + number + " of the source next, but it is " + revision.number() + ".");
        }
        if (!revision.text().hash().equals(revision.hash())) {
            findings.add(
                    Fault.HASH_DIFFERS,
                    fact,
                    "Expected the text of source revision " + revision.number() + " to give the hash " + revision.hash()
                            + " it stands under, but it does not.");
        }
        if (!revision.authors().equals(authors)) {
            findings.add(
                    Fault.AUTHORS_DIFFER,
                    fact,
                    "Expected the authors " + authors + ", who wrote its revisions, but the fact names "
                            + revision.authors() + ".");
        }
        rights.demand(fact, fact.actor(), "write the source", Role.REPORTER, Role.EDITOR, Role.CHIEF);
    }
}
