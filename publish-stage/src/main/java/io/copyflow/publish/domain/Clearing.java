package io.copyflow.publish.domain;

import java.util.List;

/**
 * The fact that lets a version out: docs/semantics.md, rule 17.
 *
 * @param contentHash hash of the version
 * @param sourceRevision the source revision it rests on
 * @param clearedBy id of the event that cleared it
 * @param approver who approved
 * @param signers who signed, in order
 */
public record Clearing(
        String contentHash, int sourceRevision, String clearedBy, String approver, List<String> signers) {

    public Clearing {
        signers = List.copyOf(signers);
    }
}
