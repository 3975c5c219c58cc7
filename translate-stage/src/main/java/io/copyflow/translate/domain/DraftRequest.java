package io.copyflow.translate.domain;

import java.time.Instant;
import java.util.List;

/**
 * That a machine or the memory was asked for a draft.
 *
 * @param id of the request
 * @param engine who was asked, such as {@code memory}
 * @param sourceRevision the revision whose text went with it
 * @param segments ids of the segments asked for
 * @param until when nobody waits for it any more
 * @param isAwaited whether it is neither answered nor given up
 */
public record DraftRequest(
        String id, String engine, int sourceRevision, List<String> segments, Instant until, boolean isAwaited) {

    public DraftRequest {
        segments = List.copyOf(segments);
    }

    DraftRequest done() {
        return new DraftRequest(id, engine, sourceRevision, segments, until, false);
    }
}
