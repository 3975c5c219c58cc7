package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.time.Instant;
import java.util.List;

/**
 * A request for a draft, as a worker takes it up.
 *
 * @param requestId what the answer names
 * @param language BCP 47 tag to translate into
 * @param engine who is asked, such as {@code memory}
 * @param sourceRevision the revision of the text
 * @param sourceLanguage BCP 47 tag of the text
 * @param source what is to be drafted, in reading order
 * @param until when nobody waits for it any more
 */
public record DraftOrder(
        String requestId,
        String storyId,
        String language,
        String engine,
        int sourceRevision,
        String sourceLanguage,
        List<Passage> source,
        Instant until) {

    public DraftOrder {
        source = List.copyOf(source);
    }
}
