package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.List;

/**
 * Looks at a translation beside its source and says what an editor should look at. A warning refuses nothing. Source:
 * docs/semantics.md, rule 11.
 *
 * <p>The answer depends on the arguments alone. Passages are paired by their id; one without a partner is passed over.
 */
@FunctionalInterface
public interface QualityChecks {

    /** The most warnings of one version; an editor who sees so many will not miss the rest. */
    int MOST_WARNINGS = 200;

    /**
     * What is worth an editor's look, in the order of the source's segments.
     *
     * @param sourceLanguage BCP 47, canonical
     * @param source the segments of the revision that was translated
     * @param language of the translation; BCP 47, canonical
     * @param target the segments of the translation
     */
    List<Warning> check(
            String sourceLanguage, List<Passage> source, String language, List<Passage> target, Glossary glossary);
}
