package io.copyflow.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command in the form that is signed, which is known from the command as well as from the event it led to: texts are as
 * the event has them.
 *
 * @param commandId the sender's id of the command
 * @param storyId the story it is about
 * @param language the version's, in its canonical spelling; the empty text where there is none
 * @param actor id of the person who asks
 * @param issuedAt when they asked, in whole milliseconds
 * @param deed what they ask
 */
public record CommandForm(
        String commandId, String storyId, String language, String actor, Instant issuedAt, Deed deed) {

    /**
     * What is signed: the texts {@code copyflow-command-1}, the command's kind, its id, story, language and actor; the
     * time as 8 bytes; then what its kind has. A text is its UTF-8 bytes preceded by their count; a number is 4 bytes,
     * big-endian. Source: docs/reference/signatures.md.
     */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        text(bytes, "copyflow-command-1");
        text(bytes, deed.kind());
        text(bytes, commandId);
        text(bytes, storyId);
        text(bytes, language);
        text(bytes, actor);
        bytes.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(issuedAt.toEpochMilli()).array());
        switch (deed) {
            case Deed.ApproveVersion(String hash) -> text(bytes, hash);
            case Deed.SignOff(String hash) -> text(bytes, hash);
            case Deed.RejectVersion(String hash, String reason) -> {
                text(bytes, hash);
                text(bytes, reason);
            }
            case Deed.RequestChanges changes -> {
                text(bytes, changes.contentHash());
                number(bytes, changes.remarks().size());
                for (Deed.Remark remark : changes.remarks()) {
                    text(bytes, remark.segmentId() == null ? "" : remark.segmentId());
                    text(bytes, remark.text());
                }
            }
            case Deed.WaiveWarning(String hash, String checkId, String segmentId, String reason) -> {
                text(bytes, hash);
                text(bytes, checkId);
                text(bytes, segmentId);
                text(bytes, reason);
            }
            case Deed.BreakGlass(String hash, String reason) -> {
                text(bytes, hash);
                text(bytes, reason);
            }
            case Deed.Countersign(String hash) -> text(bytes, hash);
            case Deed.TakeDownVersion(String reason) -> text(bytes, reason);
            case Deed.KillStory(String reason) -> text(bytes, reason);
            case Deed.SetEmbargo(Instant until, String note) -> {
                text(bytes, time(until));
                text(bytes, note == null ? "" : note);
            }
            case Deed.LiftEmbargo(String reason) -> text(bytes, reason);
            case Deed.ScheduleRelease(Instant notBefore) -> text(bytes, time(notBefore));
            case Deed.CancelSchedule() -> {
                // it has nothing but whose it is
            }
            case Deed.SetReleasePolicy(String policy, List<String> core, Instant deadline) -> {
                text(bytes, policy);
                text(bytes, String.join(",", core));
                text(bytes, time(deadline));
            }
            case Deed.WithholdStory(String reason) -> text(bytes, reason);
            case Deed.UnwithholdStory(String reason) -> text(bytes, reason);
            case Deed.RestoreVersion(String reason) -> text(bytes, reason);
            case Deed.WaiveObligation(String obligationId, String reason) -> {
                text(bytes, obligationId);
                text(bytes, reason);
            }
        }
        return bytes.toByteArray();
    }

    /** Milliseconds since 1970 in decimal; the empty text where there is none. */
    private static String time(@Nullable Instant time) {
        return time == null ? "" : Long.toString(time.toEpochMilli());
    }

    private static void text(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(bytes, utf8.length);
        bytes.writeBytes(utf8);
    }

    private static void number(ByteArrayOutputStream bytes, int number) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
