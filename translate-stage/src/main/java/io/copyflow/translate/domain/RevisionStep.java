package io.copyflow.translate.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * That the source went from one revision to a newer one.
 *
 * @param from number of the older revision; 0 when none is known
 * @param number of the newer
 * @param meant how it is meant
 * @param by id of the person who revised
 * @param touches what its changes may touch
 * @param keepsSegments whether the newer has the same segments, in whatever order
 */
public record RevisionStep(
        int from, int number, RevisionClass meant, String by, Set<Touch> touches, boolean keepsSegments) {

    public RevisionStep {
        touches = Set.copyOf(touches);
    }

    /**
     * Whether a translation of the older revision is one of the newer too. Source: docs/semantics.md, rules 8 and 10.
     *
     * @param translators whose word that it is minor does not count
     */
    boolean isHarmless(Collection<String> translators) {
        return from == number - 1
                && meant == RevisionClass.MINOR
                && !translators.contains(by)
                && touches.isEmpty()
                && keepsSegments;
    }

    /** Whether harmless steps alone lead from the one revision to the other; a step that is not known is none. */
    static boolean areHarmless(List<RevisionStep> steps, int from, int to, Collection<String> translators) {
        for (int number = from + 1; number <= to; number++) {
            int reached = number;
            if (steps.stream().noneMatch(step -> step.number() == reached && step.isHarmless(translators))) {
                return false;
            }
        }
        return true;
    }
}
