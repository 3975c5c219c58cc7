package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may go out, and what the rest waits for: docs/semantics.md, rules 18 and 20. */
final class Gate {

    private Gate() {}

    /** What becomes of a language's cleared version now; null when nothing does, or nothing new. */
    static @Nullable FamilyEvent pass(Family family, String language, Instant at) {
        Version version = family.version(language);
        Clearing candidate = candidate(family, version);
        if (candidate == null) {
            return null;
        }
        Hold hold = hold(family, language, candidate, at);
        if (hold != null) {
            return hold.equals(version.hold()) ? null : new FamilyEvent.Held(language, candidate, hold);
        }
        Clearing before = version.lastReleased();
        RevisionStep step = before == null
                ? null
                : RevisionStep.between(family.steps(), before.sourceRevision(), candidate.sourceRevision());
        return new FamilyEvent.Released(
                language,
                version.releaseSequence() + 1,
                candidate,
                at,
                step == null ? null : step.change(),
                step != null && language.equals(family.sourceLanguage()) && isForReaders(step.change())
                        ? step.note()
                        : null);
    }

    /** The clearing whose text lies ready, or was withdrawn and still stands; null for none. */
    private static @Nullable Clearing candidate(Family family, Version version) {
        Clearing waiting = version.waiting();
        HeldText text = version.text();
        if (waiting != null && text != null) {
            return waiting.contentHash().equals(text.contentHash())
                            && waiting.sourceRevision() == text.sourceRevision()
                            && waiting.sourceRevision() == family.sourceRevision()
                    ? waiting
                    : null;
        }
        Clearing withdrawn = version.withdrawn();
        return withdrawn != null
                        && waiting == null
                        && text == null
                        && version.kept()
                        && !version.voided()
                        && withdrawn.sourceRevision() == family.sourceRevision()
                ? withdrawn
                : null;
    }

    /** Whether the version's text that was taken down last could go out if nothing else held it. */
    static boolean canComeBack(Family family, Version version) {
        Clearing candidate = candidate(family, version);
        return candidate != null && candidate.contentHash().equals(version.takenDown());
    }

    private static @Nullable Hold hold(Family family, String language, Clearing candidate, Instant at) {
        Terms terms = family.terms();
        Version version = family.version(language);
        if (candidate.contentHash().equals(version.takenDown())) {
            return Hold.of(HoldReason.TAKEN_DOWN);
        }
        if (terms.withheld()) {
            return Hold.of(HoldReason.WITHHELD);
        }
        Embargo embargo = terms.embargo();
        if (embargo != null && embargo.holdsAt(at)) {
            return new Hold(HoldReason.EMBARGO, embargo.until());
        }
        Instant scheduled = later(terms.scheduledFor(), version.scheduledFor());
        if (scheduled != null && at.isBefore(scheduled)) {
            return new Hold(HoldReason.SCHEDULED, scheduled);
        }
        Policy policy = terms.policy();
        if (policy != null
                && version.releaseSequence() == 0
                && policy.joins(language, family.sourceLanguage())
                && !policy.isOverAt(at)
                && !areAllThere(family, policy)) {
            return new Hold(HoldReason.WAITING_FOR_OTHERS, policy.deadline());
        }
        boolean waitsForSource = !language.equals(family.sourceLanguage())
                && !terms.beforeSource().contains(language);
        return waitsForSource && !family.isSourceLive() ? Hold.of(HoldReason.SOURCE_NOT_RELEASED) : null;
    }

    /** Whether each language that goes with the others is cleared, or went before. */
    private static boolean areAllThere(Family family, Policy policy) {
        Set<String> wanted = new TreeSet<>(family.terms().targets());
        if (family.sourceLanguage() != null) {
            wanted.add(family.sourceLanguage());
        }
        return wanted.stream()
                .filter(language -> policy.joins(language, family.sourceLanguage()))
                .map(family::version)
                .filter(version -> !version.cancelled())
                .allMatch(version -> version.releaseSequence() > 0 || candidate(family, version) != null);
    }

    private static boolean isForReaders(Change change) {
        return switch (change) {
            case CORRECTION, CLARIFICATION -> true;
            case MINOR, UPDATE -> false;
        };
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
