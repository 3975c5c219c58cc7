package io.copyflow.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for over their signature: the part of a command that is not the same for all. Each is called as the
 * command's body is on the wire. Source: docs/reference/signatures.md.
 */
public sealed interface Deed {

    record ApproveVersion(String contentHash) implements Deed {}

    record SignOff(String contentHash) implements Deed {}

    record RejectVersion(String contentHash, String reason) implements Deed {}

    record RequestChanges(String contentHash, List<Remark> remarks) implements Deed {

        public RequestChanges {
            remarks = List.copyOf(remarks);
        }
    }

    record WaiveWarning(String contentHash, String checkId, String segmentId, String reason) implements Deed {}

    record BreakGlass(String contentHash, String reason) implements Deed {}

    record Countersign(String contentHash) implements Deed {}

    record TakeDownVersion(String reason) implements Deed {}

    record KillStory(String reason) implements Deed {}

    /** @param until null for an embargo without a time */
    record SetEmbargo(@Nullable Instant until, @Nullable String note) implements Deed {}

    record LiftEmbargo(String reason) implements Deed {}

    record ScheduleRelease(Instant notBefore) implements Deed {}

    record CancelSchedule() implements Deed {}

    /**
     * @param policy {@code INDEPENDENT}, {@code TOGETHER} or {@code CORE}
     * @param core languages, in order
     * @param deadline null for none
     */
    record SetReleasePolicy(
            String policy, List<String> core, @Nullable Instant deadline) implements Deed {

        public SetReleasePolicy {
            core = List.copyOf(core);
        }
    }

    record WithholdStory(String reason) implements Deed {}

    record UnwithholdStory(String reason) implements Deed {}

    record RestoreVersion(String reason) implements Deed {}

    record WaiveObligation(String obligationId, String reason) implements Deed {}

    /** What is to be changed; of the whole version when no segment is named. */
    record Remark(@Nullable String segmentId, String text) {}

    /** The name of the command's body on the wire. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** Whether a newsroom that trusts signatures only wants one for it: what a text goes out by, and what takes it back. */
    default boolean needsSignature() {
        return switch (this) {
            case ApproveVersion _,
                    SignOff _,
                    WaiveWarning _,
                    BreakGlass _,
                    Countersign _,
                    TakeDownVersion _,
                    KillStory _,
                    SetEmbargo _,
                    LiftEmbargo _,
                    WithholdStory _,
                    UnwithholdStory _,
                    RestoreVersion _ -> true;
            case RejectVersion _,
                    RequestChanges _,
                    ScheduleRelease _,
                    CancelSchedule _,
                    SetReleasePolicy _,
                    WaiveObligation _ -> false;
        };
    }
}
