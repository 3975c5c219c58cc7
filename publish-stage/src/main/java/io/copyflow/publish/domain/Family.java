package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A story and all its versions, as far as the release gate is concerned.
 *
 * @param sourceLanguage BCP 47 tag of the source; null until the story is known
 * @param sourceRevision the newest source revision; 0 until the story is known
 * @param spiked whether the story was dropped
 * @param killed whether it was killed, which nothing ends
 * @param versions by language, each of which anything is known
 * @param terms what its release waits for besides clearings
 * @param steps revisions that were more than minor and are not yet live everywhere, in order
 * @param obligations what corrections still have to reach, in the order it was opened
 */
public record Family(
        @Nullable String sourceLanguage,
        int sourceRevision,
        boolean spiked,
        boolean killed,
        SortedMap<String, Version> versions,
        Terms terms,
        List<RevisionStep> steps,
        List<Obligation> obligations) {

    /** Of more than this many, the oldest become one: what is told of a release is the weightiest of them anyway. */
    private static final int MOST_STEPS = 32;

    /** Nothing is known of the story yet. */
    public static final Family UNKNOWN =
            new Family(null, 0, false, false, new TreeMap<>(), Terms.NONE, List.of(), List.of());

    public Family {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        steps = List.copyOf(steps);
        obligations = List.copyOf(obligations);
    }

    /** What is known of a language, perhaps nothing. */
    public Version version(String language) {
        return versions.getOrDefault(language, Version.NONE);
    }

    /** Whether nothing of it is live and nothing will ever be, and nobody is owed anything. */
    public boolean isOver() {
        return hasEnded()
                && obligations.isEmpty()
                && versions.values().stream().allMatch(version -> version.live() == null);
    }

    /** Whether nothing more of it will ever be released, whatever is live. */
    boolean hasEnded() {
        return spiked || killed;
    }

    boolean isKnown() {
        return sourceLanguage != null;
    }

    /** Whether readers ever saw any of it. */
    boolean wasReleased() {
        return versions.values().stream().anyMatch(version -> version.releaseSequence() > 0);
    }

    /** Languages of which a version is live. */
    List<String> live() {
        return versions.entrySet().stream()
                .filter(version -> version.getValue().live() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether any revision of the source is live. */
    public boolean isSourceLive() {
        return sourceLanguage != null && version(sourceLanguage).live() != null;
    }

    /** All languages of which anything is known, the source first. */
    List<String> sourceFirst() {
        List<String> languages = new ArrayList<>(versions.keySet());
        if (sourceLanguage != null && languages.remove(sourceLanguage)) {
            languages.addFirst(sourceLanguage);
        }
        return languages;
    }

    Family with(String language, UnaryOperator<Version> change) {
        TreeMap<String, Version> all = new TreeMap<>(versions);
        all.put(language, change.apply(version(language)));
        return new Family(sourceLanguage, sourceRevision, spiked, killed, all, terms, steps, obligations);
    }

    Family withSource(String language, int revision) {
        return new Family(language, revision, spiked, killed, versions, terms, steps, obligations);
    }

    Family under(Terms other) {
        return new Family(sourceLanguage, sourceRevision, spiked, killed, versions, other, steps, obligations);
    }

    /** With one revision more to tell of; what no reader saw needs no word. */
    Family after(@Nullable RevisionStep step) {
        if (step == null || !wasReleased()) {
            return this;
        }
        List<RevisionStep> all = new ArrayList<>(steps);
        all.add(step);
        if (all.size() > MOST_STEPS) {
            RevisionStep first = all.removeFirst();
            if (first.change().compareTo(all.getFirst().change()) > 0) {
                all.set(0, new RevisionStep(all.getFirst().revision(), first.change(), first.note()));
            }
        }
        return withSteps(all);
    }

    /** Without the steps that every language readers saw has made. */
    Family withoutOldSteps() {
        if (steps.isEmpty()) {
            return this;
        }
        int everywhere = versions.values().stream()
                .map(Version::lastReleased)
                .filter(last -> last != null)
                .mapToInt(Clearing::sourceRevision)
                .min()
                .orElse(0);
        return withSteps(
                steps.stream().filter(step -> step.revision() > everywhere).toList());
    }

    Family owing(Obligation obligation) {
        List<Obligation> all = new ArrayList<>(obligations);
        all.add(obligation);
        return withObligations(all);
    }

    Family owingNoLonger(Obligation obligation) {
        return withObligations(
                obligations.stream().filter(each -> !each.is(obligation)).toList());
    }

    /** With one of its obligations changed, or some. */
    Family owing(UnaryOperator<Obligation> change) {
        return withObligations(obligations.stream().map(change).toList());
    }

    /** Dropped: what is live stays, nothing else ever comes. */
    Family dropped() {
        return ended(true, killed);
    }

    /** Killed: what is live is taken down next, and nothing ever comes again. */
    Family withKill() {
        return ended(spiked, true);
    }

    /** What is left when the time is reached. */
    Family at(Instant time) {
        TreeMap<String, Version> all = new TreeMap<>(versions);
        all.replaceAll((language, version) -> version.scheduledFor() != null && !time.isBefore(version.scheduledFor())
                ? version.scheduled(null)
                : version);
        return new Family(sourceLanguage, sourceRevision, spiked, killed, all, terms.at(time), steps, obligations);
    }

    private Family ended(boolean nowSpiked, boolean nowKilled) {
        TreeMap<String, Version> all = new TreeMap<>(versions);
        all.replaceAll((language, version) -> version.dropped());
        return new Family(
                sourceLanguage, sourceRevision, nowSpiked, nowKilled, all, terms.ended(), List.of(), obligations);
    }

    private Family withSteps(List<RevisionStep> other) {
        return new Family(sourceLanguage, sourceRevision, spiked, killed, versions, terms, other, obligations);
    }

    private Family withObligations(List<Obligation> other) {
        return new Family(sourceLanguage, sourceRevision, spiked, killed, versions, terms, steps, other);
    }
}
