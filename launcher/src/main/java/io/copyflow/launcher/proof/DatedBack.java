package io.copyflow.launcher.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that was revoked as of a time before the revocation came to the directory, and what it signed between. All of that
 * held when it was decided, so it is no fault; whether a thief signed it is for people to say. Source:
 * docs/reference/signatures.md.
 *
 * @param revokedAt as of when, by the directory as it stands
 * @param recordedAt when the directory came to say so
 * @param signed what was decided with the key from the one time to the other, in the order it was read
 */
public record DatedBack(String keyId, String person, Instant revokedAt, Instant recordedAt, List<Signed> signed) {

    public DatedBack {
        signed = List.copyOf(signed);
    }

    /**
     * A decision that was signed with the key.
     *
     * @param language null when it is about the whole story
     */
    public record Signed(
            Place place, String storyId, @Nullable String language, Instant at) {}
}
