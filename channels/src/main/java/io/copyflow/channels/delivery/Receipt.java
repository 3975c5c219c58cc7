package io.copyflow.channels.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What became of a version at a channel, before it becomes a record of copyflow.delivery.events.v1.
 *
 * @param sequence the release it is about
 * @param reference where it can be seen, or could
 * @param detail for a person: why it failed or was left, or how it was corrected
 * @param remoteId the id the network gave it
 * @param ofKill whether it answers a kill ahead of the withdrawal that the published log brings
 * @param looks how often a person had looked before, because it was unconfirmed
 */
public record Receipt(
        String storyId,
        String language,
        long sequence,
        Outcome outcome,
        @Nullable String reference,
        @Nullable String detail,
        @Nullable String remoteId,
        boolean ofKill,
        int looks) {

    /** What became of it; the schema DeliveryOutcome says what each means. */
    public enum Outcome {
        DELIVERED,
        WITHDRAWN,
        FAILED,
        CORRECTED,
        SKIPPED,
        LEFT,
        UNCONFIRMED
    }

    /** Of a version that was read, without the network's id. */
    public static Receipt of(Version version, Outcome outcome, @Nullable String reference, @Nullable String detail) {
        return new Receipt(
                version.storyId(), version.language(), version.sequence(), outcome, reference, detail, null, false, 0);
    }

    /** The receipt's id, the same for every repeat. */
    public String eventId(String channelId) {
        return idempotencyKey(channelId, storyId, language, sequence)
                + (ofKill ? "/killed" : "")
                + (looks > 0 ? "/looked-" + looks : "");
    }

    /** What names one delivery for good: {@code channel/story/language/sequence} (docs/semantics.md, rule 19). */
    public static String idempotencyKey(String channelId, String storyId, String language, long sequence) {
        return channelId + "/" + storyId + "/" + language + "/" + sequence;
    }
}
