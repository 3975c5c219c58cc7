package io.copyflow.translate.checks;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A segment in two languages. */
record Translated(String sourceLanguage, Passage source, String language, Passage target) {

    static Translated plain(String sourceLanguage, String source, String language, String target) {
        return new Translated(sourceLanguage, Passage.plain("s", source), language, Passage.plain("s", target));
    }

    Translated withTarget(String text) {
        return new Translated(sourceLanguage, source, language, new Passage(target.id(), text, target.marks()));
    }

    Translated withTargetMarks(List<Mark> marks) {
        return new Translated(sourceLanguage, source, language, new Passage(target.id(), target.text(), marks));
    }

    /** Both texts with the same marks, which have to lie on the first character of each. */
    Translated withMarks(List<Mark> marks) {
        return new Translated(sourceLanguage, new Passage(source.id(), source.text(), marks), language, target)
                .withTargetMarks(marks);
    }

    /** Both texts with the same words after a space. */
    Translated with(String words) {
        return new Translated(sourceLanguage, Passage.plain(source.id(), source.text() + " " + words), language, target)
                .withTarget(target.text() + " " + words);
    }

    List<Warning> warnings(StandardChecks checks, Glossary glossary) {
        return checks.check(sourceLanguage, List.of(source), language, List.of(target), glossary);
    }

    /** The ids of the checks that warn. */
    Set<String> kinds(StandardChecks checks, Glossary glossary) {
        return warnings(checks, glossary).stream().map(Warning::check).collect(Collectors.toSet());
    }
}
