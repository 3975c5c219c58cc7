package io.copyflow.publish.domain;

import java.time.Instant;

/** What happens to a family. */
public sealed interface FamilyEvent {

    /** What only the gate itself needs to know: it becomes no record. */
    sealed interface Private extends FamilyEvent {}

    /** The newest revision of the source, and its language. */
    record SourceNoted(String language, int revision) implements Private {}

    /** The newest text of a language lies ready; {@code number} is that of the fact, of the source its revision. */
    record TextNoted(String language, long number, Text text) implements Private {}

    /** No text of this language is to lie ready: it is live already or not wanted. */
    record TextDropped(String language, long number) implements Private {}

    record ClearingNoted(String language, long number, Clearing clearing) implements Private {}

    /** What was cleared before is not cleared any more. */
    record ClearingVoided(String language, long number) implements Private {}

    record SpikeNoted() implements Private {}

    /** Each language that is live is taken down with it. */
    record KillNoted() implements Private {}

    /** A cleared version waits; said once for each clearing. */
    record Held(String language, Clearing clearing, HoldReason reason) implements FamilyEvent {}

    /** A version goes out. */
    record Released(String language, long sequence, Clearing clearing, Instant at) implements FamilyEvent {}

    /** A language is no longer live; hash and source revision are those of what was. */
    record TakenDown(String language, long sequence, String contentHash, int sourceRevision, String reason)
            implements FamilyEvent {}
}
