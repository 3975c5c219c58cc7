package io.copyflow.publish.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;

/**
 * What can be asked of a family. All but the last take note of another stage's fact, in whatever order facts come; the
 * one that completes the conditions releases, at its time {@code at}.
 */
public sealed interface FamilyCommand {

    /** The story was accepted or revised; the text is on the shelf. */
    record NoteSource(String language, int revision, String contentHash, Instant at) implements FamilyCommand {}

    /** A translation was submitted; the text is on the shelf. */
    record NoteTranslation(String language, int sourceRevision, String contentHash, Instant at)
            implements FamilyCommand {}

    /** A translation was cancelled. */
    record NoteCancellation(String language) implements FamilyCommand {}

    /** A version was cleared. */
    record NoteClearing(String language, Clearing clearing, Instant at) implements FamilyCommand {}

    /** Approval and signatures of a version are void. */
    record NoteVoid(String language, String contentHash) implements FamilyCommand {}

    /** The story was dropped. */
    record NoteSpike() implements FamilyCommand {}

    /** Somebody takes a live language down. */
    record TakeDown(Actor actor, String language, String reason) implements FamilyCommand {}
}
