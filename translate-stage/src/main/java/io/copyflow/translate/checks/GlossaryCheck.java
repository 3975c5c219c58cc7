package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Glossary.Term;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.List;

/** {@link CheckKind#GLOSSARY} */
final class GlossaryCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        List<Warning> warnings = new ArrayList<>();
        for (Term term : pair.glossary().terms().in(pair.source().words())) {
            List<String> wordings = pair.glossary().wordings(term);
            if (wordings.stream().map(Wording::of).noneMatch(pair.target().words()::haveAll)) {
                String expected = Pair.named(wordings);
                String said = Pair.cut(term.in(pair.source().language().tag()).getFirst());
                warnings.add(pair.warning(
                        CheckKind.GLOSSARY,
                        "For “" + said + "” the glossary has “" + expected
                                + "”, which the translation does not use. Use it, or tell the editor why not.",
                        expected,
                        null));
            }
        }
        return warnings;
    }
}
