package io.copyflow.desk.api;

import io.copyflow.runtime.Asked;

/** The HTTP status of a refusal: 403 for the wrong person, 404 for what is not there, 409 for what stands otherwise. */
final class Statuses {

    private Statuses() {}

    static int of(String code) {
        return switch (code) {
            case "token-missing", "token-invalid" -> 401;
            case "wrong-language",
                    "not-holder",
                    "own-text",
                    "same-person",
                    "approver-cannot-sign",
                    "glass-not-allowed",
                    "signature-missing" -> 403;
            case "unknown-story",
                    "story-unknown",
                    "no-such-version",
                    "no-such-translation",
                    "no-such-comment",
                    "no-such-warning",
                    "no-such-segment",
                    "no-such-obligation" -> 404;
            case "already-approved",
                    "already-claimed",
                    "already-cleared",
                    "already-killed",
                    "already-released",
                    "already-signed",
                    "already-submitted",
                    "already-withheld",
                    "cancelled",
                    "claim-limit-reached",
                    "command-id-reused",
                    "glass-broken",
                    "glass-not-broken",
                    "no-embargo",
                    "not-approved",
                    "not-claimed",
                    "not-in-review",
                    "not-live",
                    "not-scheduled",
                    "not-taken-down",
                    "not-withheld",
                    "outdated-hash",
                    "outdated-revision",
                    "stale-source",
                    "story-exists",
                    "story-killed",
                    "story-spiked",
                    "text-outdated",
                    "text-unchanged" -> 409;
            case "media-too-large" -> 413;
            case "media-type-unknown" -> 415;
            case "too-many-asked" -> 429;
            case "desk-busy", "media-unavailable" -> 503;
            default -> Asked.status(code);
        };
    }
}
