package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Glossary.Forbidden;
import io.copyflow.translate.domain.Glossary.Term;
import java.util.List;

/** A glossary made ready to look at texts of two languages. Safe for threads. */
final class PreparedGlossary {

    private final PhraseIndex<Term> terms;
    private final PhraseIndex<Forbidden> forbidden;
    private final List<String> verbatim;
    private final String target;

    PreparedGlossary(Glossary glossary, Language source, Language target) {
        this.terms = new PhraseIndex<>(source);
        this.forbidden = new PhraseIndex<>(target);
        this.verbatim = glossary.verbatim();
        this.target = target.tag();
        for (Term term : glossary.terms()) {
            if (!term.in(target.tag()).isEmpty()) {
                term.in(source.tag()).forEach(wording -> terms.add(wording, term));
            }
        }
        for (Forbidden wording : glossary.forbidden()) {
            if (wording.holdsFor(target.tag())) {
                forbidden.add(wording.wording(), wording);
            }
        }
    }

    PhraseIndex<Term> terms() {
        return terms;
    }

    PhraseIndex<Forbidden> forbidden() {
        return forbidden;
    }

    List<String> verbatim() {
        return verbatim;
    }

    /** The wordings of a term in the language of the translation. */
    List<String> wordings(Term term) {
        return term.in(target);
    }
}
