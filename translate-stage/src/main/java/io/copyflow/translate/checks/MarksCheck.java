package io.copyflow.translate.checks;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.List;

/** {@link CheckKind#MARKS} */
final class MarksCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        if (pair.source().passage().marks().isEmpty()
                && pair.target().passage().marks().isEmpty()) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>();
        for (Mark.Kind kind : Mark.Kind.values()) {
            long expected = count(pair.source().passage(), kind);
            long found = count(pair.target().passage(), kind);
            if (expected != found) {
                warnings.add(pair.warning(
                        CheckKind.MARKS,
                        "The source has " + stretches(expected) + " marked as " + kind.label() + ", the translation "
                                + stretches(found) + ". Mark the same words as in the source.",
                        kind.label() + ": " + expected,
                        kind.label() + ": " + found));
            }
        }
        return warnings;
    }

    private static long count(Passage passage, Mark.Kind kind) {
        return passage.marks().stream().filter(mark -> mark.kind() == kind).count();
    }

    private static String stretches(long count) {
        return count == 1 ? "1 stretch" : count == 0 ? "none" : count + " stretches";
    }
}
