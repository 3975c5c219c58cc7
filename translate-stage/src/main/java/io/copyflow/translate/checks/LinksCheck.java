package io.copyflow.translate.checks;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@link CheckKind#LINKS} */
final class LinksCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        if (pair.source().passage().marks().isEmpty()
                && pair.target().passage().marks().isEmpty()) {
            return List.of();
        }
        Set<String> missing = targets(pair.source().passage());
        Set<String> added = targets(pair.target().passage());
        Set<String> common = new TreeSet<>(missing);
        common.retainAll(added);
        missing.removeAll(common);
        added.removeAll(common);
        if (missing.isEmpty() && added.isEmpty()) {
            return List.of();
        }
        String expected = Pair.namedIfAny(missing);
        String found = Pair.namedIfAny(added);
        String sentence;
        if (found == null) {
            sentence = "The source links to " + expected + ", the translation does not. Put the link back.";
        } else if (expected == null) {
            sentence = "The translation links to " + found + ", the source does not. Take the link out or check it.";
        } else {
            sentence = "The source links to " + expected + ", the translation to " + found + ". Check where it leads.";
        }
        return pair.warn(CheckKind.LINKS, sentence, expected, found);
    }

    private static Set<String> targets(Passage passage) {
        return passage.marks().stream()
                .map(Mark::target)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
