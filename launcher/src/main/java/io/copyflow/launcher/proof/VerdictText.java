package io.copyflow.launcher.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.log.PlainText;
import java.util.ArrayList;
import java.util.List;

/** A verdict as lines for people and as JSON for programs. */
public final class VerdictText {

    /** Decisions that a note names; a key may have signed thousands. */
    private static final int MOST_NOTED = 20;

    private VerdictText() {}

    /** One line for each fault, the summary, and what is no fault but to be known. What comes from the log is made harmless for a terminal. */
    public static List<String> lines(Proof.Verdict verdict) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : verdict.findings()) {
            lines.add(finding.fault().code() + ": " + about(finding) + " (" + finding.place() + "). "
                    + PlainText.clean(finding.sentence()));
        }
        lines.add(summary(verdict));
        verdict.datedBack().forEach(each -> lines.addAll(note(each)));
        return lines;
    }

    /** What is no fault and is for people to look at: a line, and one for each of the first decisions. */
    private static List<String> note(DatedBack revocation) {
        int count = revocation.signed().size();
        List<String> lines = new ArrayList<>();
        lines.add("Note: the key " + PlainText.clean(revocation.keyId()) + " of "
                + PlainText.clean(revocation.person()) + " is revoked as of " + revocation.revokedAt()
                + ", which the directory says since " + revocation.recordedAt() + ". Signed with it between: "
                + (count == 0
                        ? "nothing."
                        : counted(count, "decision", "decisions")
                                + ", which held then. Ask " + PlainText.clean(revocation.person())
                                + " whether they are theirs:"));
        revocation.signed().stream()
                .limit(MOST_NOTED)
                .forEach(each -> lines.add("  " + each.at() + " story " + PlainText.clean(each.storyId())
                        + (each.language() == null || each.language().isEmpty()
                                ? ""
                                : " in " + PlainText.clean(each.language()))
                        + " (" + each.place() + ")"));
        if (count > MOST_NOTED) {
            lines.add("  and " + (count - MOST_NOTED) + " more, all with --json");
        }
        return lines;
    }

    /** {@code Proved: 16 published versions of 1 story, 0 faults}, or what is not proved. */
    public static String summary(Proof.Verdict verdict) {
        return (verdict.isClean() ? "Proved: " : "Not proved: ")
                + counted(verdict.versions(), "published version", "published versions") + " of "
                + counted(verdict.stories(), "story", "stories") + ", "
                + counted(verdict.findings().size(), "fault", "faults")
                + (verdict.unchained() == 0
                        ? ""
                        : ". " + counted(verdict.unchained(), "fact", "facts") + " of " + verdict.facts()
                                + " from before the chain");
    }

    /**
     * An object with {@code proved}, the counts {@code stories}, {@code versions}, {@code facts}, {@code unchained}, and
     * {@code faults}, each with {@code code}, {@code storyId}, {@code language}, {@code topic}, {@code partition},
     * {@code offset} and {@code sentence}, and {@code revocationsDatedBack}, each with {@code keyId}, {@code person},
     * {@code revokedAt}, {@code recordedAt} and {@code signed}: what was signed between, by {@code time}, {@code storyId},
     * {@code language}, {@code topic}, {@code partition} and {@code offset}.
     */
    public static ObjectNode json(Proof.Verdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("proved", verdict.isClean())
                .put("stories", verdict.stories())
                .put("versions", verdict.versions())
                .put("facts", verdict.facts())
                .put("unchained", verdict.unchained());
        ArrayNode faults = json.putArray("faults");
        for (Finding finding : verdict.findings()) {
            faults.addObject()
                    .put("code", finding.fault().code())
                    .put("storyId", finding.storyId())
                    .put("language", finding.language())
                    .put("topic", finding.place().topic())
                    .put("partition", finding.place().partition())
                    .put("offset", finding.place().offset())
                    .put("sentence", finding.sentence());
        }
        ArrayNode notes = json.putArray("revocationsDatedBack");
        for (DatedBack revocation : verdict.datedBack()) {
            ArrayNode signed = notes.addObject()
                    .put("keyId", revocation.keyId())
                    .put("person", revocation.person())
                    .put("revokedAt", revocation.revokedAt().toString())
                    .put("recordedAt", revocation.recordedAt().toString())
                    .putArray("signed");
            for (DatedBack.Signed each : revocation.signed()) {
                signed.addObject()
                        .put("time", each.at().toString())
                        .put("storyId", each.storyId())
                        .put("language", each.language())
                        .put("topic", each.place().topic())
                        .put("partition", each.place().partition())
                        .put("offset", each.place().offset());
            }
        }
        return json;
    }

    private static String about(Finding finding) {
        if (finding.storyId() == null) {
            return "the directory";
        }
        return "story " + PlainText.clean(finding.storyId())
                + (finding.language() == null ? "" : " in " + PlainText.clean(finding.language()));
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
