package io.copyflow.ingest.domain;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.StoryId;
import org.jspecify.annotations.Nullable;

/** What must be so of a new story besides its text. Source: docs/semantics.md, rule 2. */
final class SubmissionRules {

    private static final int LONGEST_CLIENT_ID = 500;

    private SubmissionRules() {}

    /**
     * Why a submission cannot be accepted.
     *
     * @return null when it can, else {@code story-id-invalid}, {@code client-id-invalid}, {@code urgency-invalid},
     *     {@code unknown-desk} or {@code unknown-bureau}
     */
    static @Nullable Refusal refusal(StoryCommand.Submit submit) {
        if (!StoryId.isValid(submit.storyId())) {
            return new Refusal(
                    "story-id-invalid",
                    "Expected a story id of lower-case letters, digits and hyphens, but got '" + submit.storyId()
                            + "'. Make it from the client id as docs/reference says.");
        }
        if (submit.clientId().isBlank() || submit.clientId().length() > LONGEST_CLIENT_ID) {
            return new Refusal(
                    "client-id-invalid",
                    "Expected a client id of 1 to " + LONGEST_CLIENT_ID + " characters, but got "
                            + (submit.clientId().isBlank()
                                    ? "a blank one"
                                    : submit.clientId().length() + " characters")
                            + ". Give the story an id of yours that you will use again when you repeat it.");
        }
        if (submit.urgency() < 1 || submit.urgency() > 8) {
            return new Refusal(
                    "urgency-invalid",
                    "Expected an urgency from 1 (flash) to 8, but got " + submit.urgency() + ". Correct it.");
        }
        if (!submit.surroundings().deskKnown()) {
            return new Refusal(
                    "unknown-desk",
                    "Expected a desk of the directory, but it has no '" + submit.desk()
                            + "'. Check the name, or add the desk to newsroom.yaml and run 'copyflow apply'.");
        }
        if (!submit.surroundings().bureauKnown()) {
            return new Refusal(
                    "unknown-bureau",
                    "Expected a bureau of the directory, but it has no '" + submit.bureau()
                            + "'. Check the name, or add the bureau to newsroom.yaml and run 'copyflow apply'.");
        }
        return null;
    }
}
