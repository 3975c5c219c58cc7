package io.copyflow.publish.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a version, whole.
 *
 * @param contentHash its hash, reckoned from the text itself; empty when it could not be, which matches nothing
 * @param sourceRevision the source revision it rests on
 * @param metadata what is published besides the text; null where it is not known, and the hash is empty then
 * @param passages in reading order
 * @param translators who translated; empty for the source
 */
public record Text(
        String contentHash,
        int sourceRevision,
        @Nullable PublishedMetadata metadata,
        List<Passage> passages,
        List<String> translators) {

    public Text {
        passages = List.copyOf(passages);
        translators = List.copyOf(translators);
    }

    HeldText held() {
        return new HeldText(contentHash, sourceRevision);
    }
}
