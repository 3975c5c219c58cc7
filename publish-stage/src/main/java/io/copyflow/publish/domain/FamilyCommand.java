package io.copyflow.publish.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;

/**
 * What can be asked of a family. All but the last take note of another stage's fact, in whatever order facts come; the
 * one that completes the conditions releases, at its time {@code at}. A {@code number} is the one its stage gave the fact
 * among those of that story and language: a fact that is not newer than what was noted is passed over, so that an old one
 * put back from dead letters undoes nothing.
 */
public sealed interface FamilyCommand {

    /** The story was accepted or revised. */
    record NoteSource(String language, Text text, Instant at) implements FamilyCommand {}

    /** A translation was submitted. */
    record NoteTranslation(String language, long number, Text text, Instant at) implements FamilyCommand {}

    /** A translation was cancelled. */
    record NoteCancellation(String language, long number) implements FamilyCommand {}

    /** A version was cleared. */
    record NoteClearing(String language, long number, Clearing clearing, Instant at) implements FamilyCommand {}

    /** Approval and signatures of what was cleared before are void. */
    record NoteVoid(String language, long number) implements FamilyCommand {}

    /** The story was dropped. */
    record NoteSpike() implements FamilyCommand {}

    /** The story was killed. */
    record NoteKill(String reason) implements FamilyCommand {}

    /** Somebody takes a live language down. */
    record TakeDown(Actor actor, String language, String reason) implements FamilyCommand {}
}
