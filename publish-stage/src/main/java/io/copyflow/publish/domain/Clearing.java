package io.copyflow.publish.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fact that lets a version out: docs/semantics.md, rule 17.
 *
 * @param contentHash hash of the version
 * @param sourceRevision the source revision it rests on
 * @param clearedBy id of the event that cleared it
 * @param approver who approved
 * @param signers the web editors who signed, in order
 * @param countersigner the editor or chief who countersigned a broken glass; null when nobody did, or a web editor, who
 *     is among the signers then
 */
public record Clearing(
        String contentHash,
        int sourceRevision,
        String clearedBy,
        String approver,
        List<String> signers,
        @Nullable String countersigner) {

    public Clearing {
        signers = List.copyOf(signers);
    }
}
