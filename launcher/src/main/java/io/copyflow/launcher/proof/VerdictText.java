package io.copyflow.launcher.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.log.PlainText;
import java.util.ArrayList;
import java.util.List;

/** A verdict as lines for people and as JSON for programs. */
public final class VerdictText {

    private VerdictText() {}

    /** One line for each fault, and the summary. What comes from the log is made harmless for a terminal. */
    public static List<String> lines(Proof.Verdict verdict) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : verdict.findings()) {
            lines.add(finding.fault().code() + ": " + about(finding) + " (" + finding.place() + "). "
                    + PlainText.clean(finding.sentence()));
        }
        lines.add(summary(verdict));
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
     * {@code offset} and {@code sentence}.
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
