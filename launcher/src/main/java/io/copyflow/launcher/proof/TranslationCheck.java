package io.copyflow.launcher.proof;

import io.copyflow.contract.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether each submitted translation is by who held it, and says whole and true who wrote it. */
final class TranslationCheck {

    private final RightsThen rights;
    private final Findings findings;

    TranslationCheck(RightsThen rights, Findings findings) {
        this.rights = rights;
        this.findings = findings;
    }

    void check(Dossier story) {
        story.translations.forEach((language, facts) -> check(story, language, facts));
    }

    private void check(Dossier story, String language, List<Fact<Dossier.TranslationNote>> facts) {
        Set<String> translators = new LinkedHashSet<>();
        String holder = null;
        int revision = 0;
        for (Fact<Dossier.TranslationNote> fact : facts) {
            switch (fact.body()) {
                case Dossier.Claimed claimed -> {
                    holder = claimed.holder();
                    rights.demandFor(language, fact, holder, "hold the translation", Role.TRANSLATOR);
                    if (!fact.actor().equals(holder)) {
                        rights.demandFor(language, fact, fact.actor(), "assign a translation", Role.CHIEF);
                    }
                }
                case Dossier.Queued() -> {
                    holder = null;
                    translators.clear();
                }
                case Dossier.GivenBack() -> holder = null;
                case Dossier.Worked(String worker, boolean savedText) -> {
                    holds(fact, holder, worker);
                    rights.demandFor(language, fact, fact.actor(), "work on the translation", Role.TRANSLATOR);
                    if (savedText) {
                        translators.add(worker);
                    }
                }
                case Dossier.Submitted submitted -> {
                    holds(fact, holder, fact.actor());
                    rights.demandFor(language, fact, fact.actor(), "submit a translation", Role.TRANSLATOR);
                    translators.add(fact.actor());
                    submitted(story, fact.with(submitted), translators);
                    if (submitted.revision() < revision) {
                        findings.add(
                                Fault.REVISION_WRONG,
                                fact,
                                "Expected a translation of source revision " + revision
                                        + " or a newer one, as there was one before, but it is of "
                                        + submitted.revision() + ".");
                    }
                    revision = submitted.revision();
                    holder = null;
                }
                case Dossier.Passing() -> {
                    // proves nothing
                }
            }
        }
    }

    private void holds(Fact<?> fact, @Nullable String holder, String person) {
        if (!person.equals(holder) || !fact.actor().equals(person)) {
            findings.add(
                    Fault.CLAIM_MISSING,
                    fact,
                    "Expected " + fact.actor() + " to hold the translation, but "
                            + Objects.requireNonNullElse(holder, "nobody") + " did.");
        }
    }

    private void submitted(Dossier story, Fact<Dossier.Submitted> fact, Set<String> translators) {
        Dossier.Submitted submitted = fact.body();
        if (!submitted.text().hash().equals(submitted.hash())) {
            findings.add(
                    Fault.HASH_DIFFERS,
                    fact,
                    "Expected the translated text to give the hash " + submitted.hash()
                            + " it stands under, but it does not.");
        }
        Fact<Dossier.Revision> source = story.revision(submitted.revision());
        if (source == null) {
            findings.add(
                    Fault.TEXT_MISSING,
                    fact,
                    "Expected source revision " + submitted.revision() + ", which it translates, but no fact has it.");
            return;
        }
        if (!submitted.text().ids().equals(source.body().text().ids())) {
            findings.add(
                    Fault.SEGMENTS_DIFFER,
                    fact,
                    "Expected the segments of source revision " + submitted.revision()
                            + ", each once and in its order, but the translation has others.");
        }
        if (submitted.metadata() != null
                && !submitted.metadata().equals(source.body().metadata())) {
            findings.add(
                    Fault.METADATA_DIFFERS,
                    fact,
                    "Expected " + source.body().metadata() + ", as source revision " + submitted.revision()
                            + " has it, but the translation was handed in with " + submitted.metadata() + ".");
        }
        Set<String> contributors = new LinkedHashSet<>(source.body().authors());
        contributors.addAll(translators);
        if (!List.copyOf(translators).equals(submitted.translators())
                || !List.copyOf(contributors).equals(submitted.contributors())) {
            findings.add(
                    Fault.CONTRIBUTORS_DIFFER,
                    fact,
                    "Expected the contributors " + contributors + " with the translators " + translators
                            + ", as the facts have them, but it names " + submitted.contributors() + " with "
                            + submitted.translators() + ".");
        }
    }
}
