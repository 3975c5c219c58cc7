package io.copyflow.publish.domain;

import io.copyflow.contract.Passage;
import java.util.List;

/**
 * The text of a version, whole.
 *
 * @param contentHash its hash, reckoned from the text itself; empty when it could not be, which matches nothing
 * @param sourceRevision the source revision it rests on
 * @param passages in reading order
 * @param translators who translated; empty for the source
 */
public record Text(String contentHash, int sourceRevision, List<Passage> passages, List<String> translators) {

    public Text {
        passages = List.copyOf(passages);
        translators = List.copyOf(translators);
    }

    HeldText held() {
        return new HeldText(contentHash, sourceRevision);
    }
}
