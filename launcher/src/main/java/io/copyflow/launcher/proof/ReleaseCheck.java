package io.copyflow.launcher.proof;

import io.copyflow.contract.Role;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.VersionCleared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Whether each release had its clearing, and each withdrawal its release: rules 18, 19 and 22. */
final class ReleaseCheck {

    private final Dossier story;
    private final Map<String, Map<String, ReviewCheck.Clearing>> clearings;
    private final RightsThen rights;
    private final Findings findings;

    private final DirectoryHistory directory;
    private final TermsCheck terms;
    private final Map<String, Fact<?>> facts;
    private final Map<String, Version> versions = new TreeMap<>();
    private long reviewsReadTo = -1;
    private int newestRevision;
    private @Nullable Fact<?> takenDownByKill;
    private @Nullable Fact<?> withholding;

    /**
     * A release or withdrawal, with what it rests on.
     *
     * @param clearing of a release; null when it is not there
     * @param text who translated the text that was released; null when no fact has it, or it is the source's
     * @param revision the source revision of what was released or taken down
     */
    record Step(
            Fact<?> fact,
            long sequence,
            boolean isRelease,
            String hash,
            int revision,
            @Nullable VersionCleared clearing,
            Dossier.@Nullable Submitted text,
            @Nullable Instant firstReleasedAt) {}

    /** One language as the facts have it. */
    static final class Version {
        private final List<Step> steps = new ArrayList<>();
        private long newestClearing;
        private @Nullable Instant firstReleasedAt;

        /** The release or withdrawal with that sequence; null when there is none. */
        @Nullable
        Step step(long sequence) {
            return steps.stream()
                    .filter(step -> step.sequence() == sequence)
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Step newest() {
            return steps.isEmpty() ? null : steps.getLast();
        }

        boolean isLive() {
            return !steps.isEmpty() && steps.getLast().isRelease();
        }
    }

    /** @param clearings of each language, by the ids of their events */
    ReleaseCheck(
            Dossier story,
            Map<String, Map<String, ReviewCheck.Clearing>> clearings,
            DirectoryHistory directory,
            RightsThen rights,
            Findings findings) {
        this.story = story;
        this.clearings = clearings;
        this.directory = directory;
        this.rights = rights;
        this.findings = findings;
        this.terms = new TermsCheck(story, rights, findings);
        this.facts = story.facts();
    }

    /** Goes through the facts; gives what became of each language. */
    Map<String, Version> check() {
        for (Fact<SpecificRecord> fact : story.publications) {
            String language = fact.language() == null ? "" : fact.language();
            if (withholding != null && !fact.cause().equals(withholding.cause())) {
                isDown(withholding);
                withholding = null;
            }
            if (fact.body() instanceof StoryWithheld) {
                withholding = fact;
            }
            if (facts.get(fact.cause()) instanceof Fact<?> cause && cause.isOfReview()) {
                reviewsReadTo = Math.max(reviewsReadTo, cause.place().offset());
            }
            switch (fact.body()) {
                case VersionReleased e ->
                    released(fact.with(e), language, versions.computeIfAbsent(language, any -> new Version()));
                case VersionTakenDown e ->
                    takenDown(fact.with(e), language, versions.computeIfAbsent(language, any -> new Version()));
                default -> terms.see(fact, language);
            }
        }
        if (withholding != null) {
            isDown(withholding);
        }
        return versions;
    }

    /** Who withholds a story takes all of it down, in one decision. */
    private void isDown(Fact<?> withheld) {
        versions.forEach((language, version) -> {
            if (version.isLive()) {
                findings.add(
                        Fault.LIVE_WHILE_WITHHELD,
                        withheld,
                        "Expected " + language + " to be taken down as the story was withheld, but it stayed live.");
            }
        });
    }

    private void released(Fact<VersionReleased> fact, String language, Version version) {
        VersionReleased e = fact.body();
        isNext(fact, e.getReleaseSequence(), version);
        if (takenDownByKill != null) {
            findings.add(
                    Fault.LIVE_AFTER_KILL,
                    fact,
                    "Expected nothing of a killed story to be released, but this was, after " + takenDownByKill.id()
                            + ".");
        }
        if (e.getSourceRevision() < newestRevision) {
            findings.add(
                    Fault.REVISION_WRONG,
                    fact,
                    "Expected source revision " + newestRevision + " or a newer one, as was released before, but this"
                            + " rests on " + e.getSourceRevision() + ".");
        }
        newestRevision = Math.max(newestRevision, e.getSourceRevision());
        VersionCleared cleared = clearing(fact, language, version);
        terms.released(fact, language);
        Dossier.Submitted submitted = text(fact, language);
        if (!story.ids.contains(fact.cause()) && !terms.isCause(fact)) {
            findings.add(
                    Fault.CAUSE_MISSING,
                    fact,
                    "Expected a fact of this story to have led to the release, but " + fact.cause() + " is none.");
        }
        String source = story.sourceLanguage();
        if (!language.equals(source)
                && !directory.mayHaveGoneBeforeSource(language, acceptedAt(fact))
                && (source == null
                        || !versions.getOrDefault(source, new Version()).isLive())) {
            findings.add(
                    Fault.SOURCE_NOT_LIVE,
                    fact,
                    "Expected the source to be live before a translation is released, but it was not.");
        }
        if (version.firstReleasedAt == null) {
            version.firstReleasedAt = fact.at();
        }
        version.steps.add(new Step(
                fact,
                e.getReleaseSequence(),
                true,
                e.getContentHash(),
                e.getSourceRevision(),
                cleared,
                submitted,
                version.firstReleasedAt));
    }

    private @Nullable VersionCleared clearing(Fact<VersionReleased> fact, String language, Version version) {
        VersionReleased e = fact.body();
        ReviewCheck.Clearing clearing =
                clearings.getOrDefault(language, Map.of()).get(e.getClearedBy());
        if (clearing == null) {
            findings.add(
                    Fault.CLEARING_MISSING,
                    fact,
                    "Expected the clearing " + e.getClearedBy() + " of this story in " + language
                            + ", but no fact has it.");
            return null;
        }
        Fact<VersionCleared> cleared = clearing.fact();
        if (!cleared.body().getContentHash().equals(e.getContentHash())
                || cleared.body().getSourceRevision() != e.getSourceRevision()) {
            findings.add(
                    Fault.CLEARING_DIFFERS,
                    fact,
                    "Expected the text that was cleared, " + cleared.body().getContentHash() + " on source revision "
                            + cleared.body().getSourceRevision() + ", but " + e.getContentHash() + " on "
                            + e.getSourceRevision() + " was released.");
        }
        // clocks of two stages may differ
        if (cleared.at().isAfter(fact.at().plus(DirectoryHistory.DELAY))) {
            findings.add(
                    Fault.CLEARING_LATER,
                    fact,
                    "Expected a clearing from before the release at " + fact.at() + ", but it is of " + cleared.at()
                            + ".");
        }
        boolean isBack = cleared.number() == version.newestClearing && !version.isLive() && terms.mayComeBack(language);
        if (cleared.number() <= version.newestClearing && !isBack) {
            findings.add(
                    Fault.CLEARING_OLD,
                    fact,
                    "Expected a clearing that no release had used, but " + cleared.id() + " or a newer one was used.");
        }
        version.newestClearing = Math.max(version.newestClearing, cleared.number());
        Fact<?> endedBy = clearing.endedBy();
        if (endedBy != null && wasKnown(endedBy, fact)) {
            findings.add(
                    Fault.CLEARING_OLD,
                    fact,
                    "Expected a clearing that stood, but it was void (" + endedBy.place() + ", at " + endedBy.at()
                            + ") before the release and what led to it.");
        }
        return cleared.body();
    }

    /**
     * Whether a release came after a fact of a review. A story's reviews share a partition, so publish-stage had read
     * those before whatever led to this release or an earlier one. Of what led to it from elsewhere the time tells, and of
     * a command or timer that of the release; clocks of two stages may differ.
     */
    private boolean wasKnown(Fact<?> review, Fact<VersionReleased> release) {
        Fact<?> cause = facts.get(release.cause());
        if (review.place().offset() < reviewsReadTo) {
            return true;
        }
        Instant led = cause == null ? release.at() : cause.at();
        return (cause == null || !cause.isOfReview()) && led.isAfter(review.at().plus(DirectoryHistory.DELAY));
    }

    /** The submission whose text went out; null of the source, and where there is none. */
    private Dossier.@Nullable Submitted text(Fact<VersionReleased> fact, String language) {
        VersionReleased e = fact.body();
        if (language.equals(story.sourceLanguage())) {
            Fact<Dossier.Revision> revision = story.revision(e.getSourceRevision());
            if (revision == null || !revision.body().text().hash().equals(e.getContentHash())) {
                textMissing(fact);
            }
            return null;
        }
        for (Fact<Dossier.TranslationNote> note : story.translations.getOrDefault(language, List.of())) {
            if (note.body() instanceof Dossier.Submitted submitted
                    && submitted.revision() == e.getSourceRevision()
                    && submitted.text().hash().equals(e.getContentHash())) {
                return submitted;
            }
        }
        textMissing(fact);
        return null;
    }

    private void textMissing(Fact<VersionReleased> fact) {
        findings.add(
                Fault.TEXT_MISSING,
                fact,
                "Expected a fact with the text that gives the hash "
                        + fact.body().getContentHash() + " on source revision "
                        + fact.body().getSourceRevision() + ", but none has it.");
    }

    private void takenDown(Fact<VersionTakenDown> fact, String language, Version version) {
        VersionTakenDown e = fact.body();
        isNext(fact, e.getReleaseSequence(), version);
        Step before = version.newest();
        boolean isOut = before != null && before.isRelease();
        if (!isOut && !(terms.isDownWithItsStory(language) && !e.getWithheld())) {
            findings.add(Fault.NOT_LIVE, fact, "Expected a live version to take down, but none was live.");
        }
        if (KillCheck.isByKill(fact)) {
            takenDownByKill = fact;
        } else if (e.getWithheld()) {
            if (!terms.isWithheld()) {
                findings.add(
                        Fault.CAUSE_MISSING,
                        fact,
                        "Expected somebody to have withheld the story this went down with, but nobody had.");
            }
        } else {
            rights.demandFor(language, fact, fact.actor(), "take a version down", Role.EDITOR, Role.CHIEF);
        }
        terms.takenDown(e, language);
        version.steps.add(new Step(
                fact,
                e.getReleaseSequence(),
                false,
                "",
                before == null ? 0 : before.revision(),
                null,
                null,
                version.firstReleasedAt));
    }

    /** What an edition waits for is asked when a story comes or is revised. */
    private Instant acceptedAt(Fact<VersionReleased> release) {
        Fact<Dossier.Revision> revision = story.revision(release.body().getSourceRevision());
        return revision == null ? release.at() : revision.at();
    }

    private void isNext(Fact<?> fact, long sequence, Version version) {
        Step newest = version.newest();
        long expected = newest == null ? 1 : newest.sequence() + 1;
        if (sequence != expected) {
            findings.add(
                    Fault.SEQUENCE_BROKEN,
                    fact,
                    "Expected release or withdrawal " + expected + " of this language next, but it is " + sequence
                            + ".");
        }
    }
}
