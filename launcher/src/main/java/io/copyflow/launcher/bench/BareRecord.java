package io.copyflow.launcher.bench;

import java.util.List;
import java.util.Locale;

/**
 * A record of the bare chain: where it lies and what follows it. The same records a version leaves in the flow, with the
 * same sizes, and nothing in them.
 */
enum BareRecord {
    SUBMIT_STORY(Log.STORY_COMMANDS, true),
    STORY_ACCEPTED(Log.STORY_EVENTS, true),
    QUEUED(Log.TRANSLATION_EVENTS, false),
    CLAIM(Log.TRANSLATION_COMMANDS, false),
    CLAIMED(Log.TRANSLATION_EVENTS, false),
    SUBMIT(Log.TRANSLATION_COMMANDS, true),
    SUBMITTED(Log.TRANSLATION_EVENTS, true),
    REVIEW_REQUESTED(Log.REVIEW_EVENTS, false),
    APPROVE(Log.REVIEW_COMMANDS, false),
    APPROVED(Log.REVIEW_EVENTS, false),
    FIRST_SIGN_OFF(Log.REVIEW_COMMANDS, false),
    SECOND_SIGN_OFF(Log.REVIEW_COMMANDS, false),
    FIRST_SIGNED(Log.REVIEW_EVENTS, false),
    SECOND_SIGNED(Log.REVIEW_EVENTS, false),
    CLEARED(Log.REVIEW_EVENTS, false),
    RELEASED(Log.PUBLICATION_EVENTS, false),
    PUBLISHED(Log.PUBLISHED, true);

    /** The topics of the bare chain. */
    enum Log {
        STORY_COMMANDS,
        STORY_EVENTS,
        TRANSLATION_COMMANDS,
        TRANSLATION_EVENTS,
        REVIEW_COMMANDS,
        REVIEW_EVENTS,
        PUBLICATION_EVENTS,
        PUBLISHED;

        String topic() {
            return "bare." + name().toLowerCase(Locale.ROOT).replace('_', '.');
        }
    }

    /** Who reads and writes: the stages in transactions, the people without. */
    enum Hop {
        INGEST(Log.STORY_COMMANDS),
        TRANSLATE(Log.STORY_EVENTS, Log.TRANSLATION_COMMANDS),
        REVIEW(Log.TRANSLATION_EVENTS, Log.REVIEW_COMMANDS),
        // The text comes with the translation's events, not with the review's.
        PUBLISH(Log.TRANSLATION_EVENTS, Log.REVIEW_EVENTS),
        PEOPLE(Log.TRANSLATION_EVENTS, Log.REVIEW_EVENTS);

        private final List<Log> inputs;

        Hop(Log... inputs) {
            this.inputs = List.of(inputs);
        }

        List<Log> inputs() {
            return inputs;
        }

        /** What this hop writes when it reads that; for {@link #STORY_ACCEPTED}, once for each language. */
        List<BareRecord> after(BareRecord read) {
            return switch (this) {
                case INGEST -> read == SUBMIT_STORY ? List.of(STORY_ACCEPTED) : List.of();
                case TRANSLATE ->
                    switch (read) {
                        case STORY_ACCEPTED -> List.of(QUEUED);
                        case CLAIM -> List.of(CLAIMED);
                        case SUBMIT -> List.of(SUBMITTED);
                        default -> List.of();
                    };
                case REVIEW ->
                    switch (read) {
                        case SUBMITTED -> List.of(REVIEW_REQUESTED);
                        case APPROVE -> List.of(APPROVED);
                        case FIRST_SIGN_OFF -> List.of(FIRST_SIGNED);
                        case SECOND_SIGN_OFF -> List.of(SECOND_SIGNED, CLEARED);
                        default -> List.of();
                    };
                case PUBLISH -> read == CLEARED ? List.of(RELEASED, PUBLISHED) : List.of();
                case PEOPLE ->
                    switch (read) {
                        case QUEUED -> List.of(CLAIM);
                        case CLAIMED -> List.of(SUBMIT);
                        case REVIEW_REQUESTED -> List.of(APPROVE);
                        case APPROVED -> List.of(FIRST_SIGN_OFF, SECOND_SIGN_OFF);
                        default -> List.of();
                    };
            };
        }
    }

    private final Log log;
    private final boolean hasText;

    BareRecord(Log log, boolean hasText) {
        this.log = log;
        this.hasText = hasText;
    }

    Log log() {
        return log;
    }

    /** Whether it carries a version's whole text, of about 2.5 KB. */
    boolean hasText() {
        return hasText;
    }
}
