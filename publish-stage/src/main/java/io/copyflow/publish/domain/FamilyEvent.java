package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a family. */
public sealed interface FamilyEvent {

    /** What only the gate itself needs to know: it becomes no record. */
    sealed interface Private extends FamilyEvent {}

    /**
     * The newest revision of the source, and its language.
     *
     * @param step null when it is the first, or minor
     */
    record SourceNoted(
            String language, int revision, @Nullable RevisionStep step, Set<String> targets, Set<String> beforeSource)
            implements Private {

        public SourceNoted {
            targets = Set.copyOf(targets);
            beforeSource = Set.copyOf(beforeSource);
        }
    }

    /** The newest text of a language lies ready; {@code number} is that of the fact, of the source its revision. */
    record TextNoted(String language, long number, Text text) implements Private {}

    /** No text of this language is to lie ready: it is out already, or the story has ended. */
    record TextDropped(String language, long number) implements Private {}

    /** The language is not wanted any more. */
    record TextCancelled(String language, long number) implements Private {}

    record ClearingNoted(String language, long number, Clearing clearing) implements Private {}

    /** What is live, or was when it was withdrawn, is cleared once more. */
    record ClearingRenewed(String language, long number, Clearing clearing) implements Private {}

    /** What was cleared before is not cleared any more. */
    record ClearingVoided(String language, long number) implements Private {}

    record SpikeNoted() implements Private {}

    /** Each language that is live is taken down with it. */
    record KillNoted() implements Private {}

    /** Embargo, schedules or deadline that end at this time are over. */
    record TimePassed(Instant at) implements Private {}

    /** The source text says of an embargo what it said before, or what is of no use any more. */
    record EmbargoHeard(Said said) implements Private {}

    /** A correction came while the language was out. */
    record CorrectionNoted(String language, Correction correction) implements Private {}

    /** A cleared version waits; said once for each clearing and reason. */
    record Held(String language, Clearing clearing, Hold hold) implements FamilyEvent {}

    /**
     * A version goes out.
     *
     * @param change how it is meant when it replaces another revision; null for a first release, a minor change and what
     *     is only live again
     * @param note of the source, what readers are told of a correction or clarification; null for nothing
     */
    record Released(
            String language,
            long sequence,
            Clearing clearing,
            Instant at,
            @Nullable Change change,
            @Nullable String note)
            implements FamilyEvent {}

    /**
     * A language is no longer live; hash and source revision are those of what was.
     *
     * @param withheld whether it went with the whole story, to come back with it
     */
    record TakenDown(
            String language, long sequence, String contentHash, int sourceRevision, String reason, boolean withheld)
            implements FamilyEvent {}

    /** A takedown is over: the same text may go out again. */
    record Restored(String language, String contentHash, String reason) implements FamilyEvent {}

    /**
     * Nothing is released before.
     *
     * @param before the embargo it replaces; null for none
     * @param revision the source revision it came with; null when a person set it
     */
    record EmbargoSet(
            Embargo embargo,
            @Nullable Embargo before,
            @Nullable Integer revision) implements FamilyEvent {}

    /** The embargo ended before its time. */
    record EmbargoLifted(Embargo embargo, String reason) implements FamilyEvent {}

    /** @param language null for the whole story */
    record Scheduled(@Nullable String language, Instant notBefore) implements FamilyEvent {}

    /** @param language null for the whole story */
    record ScheduleCancelled(@Nullable String language, Instant notBefore) implements FamilyEvent {}

    /** @param policy null when each language goes by itself */
    record PolicySet(@Nullable Policy policy, Set<String> targets) implements FamilyEvent {

        public PolicySet {
            targets = Set.copyOf(targets);
        }
    }

    record Withheld(String reason) implements FamilyEvent {}

    record Unwithheld(String reason) implements FamilyEvent {}

    record ObligationOpened(Obligation obligation) implements FamilyEvent {}

    record ObligationReminded(Obligation obligation) implements FamilyEvent {}

    record ObligationOverdue(Obligation obligation) implements FamilyEvent {}

    /** @param sequence the release or withdrawal it was met by */
    record ObligationMet(Obligation obligation, long sequence) implements FamilyEvent {}

    record ObligationClosed(Obligation obligation, ObligationEnd end, String reason) implements FamilyEvent {}
}
