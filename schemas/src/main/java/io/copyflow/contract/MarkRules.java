package io.copyflow.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What inline marks must be like, a source's like a translation's. Source: docs/semantics.md, rules 2, 3 and 11. */
public final class MarkRules {

    /** The most marks in all texts of a version together. */
    public static final int MOST = 10_000;

    private static final int LONGEST_TARGET = 2_048;

    private MarkRules() {}

    /**
     * Why marks cannot be accepted: they lie on the text in order of their start, may lie inside each other but never
     * cross, and two of one kind never overlap; links, and nothing else, have a target.
     *
     * @param text what they mark
     * @param where names the text in the sentence, such as {@code block 3 (paragraph)}
     * @return null when they can, else {@code mark-invalid}
     */
    public static @Nullable Refusal refusal(String text, List<Mark> marks, String where) {
        int length = text.codePointCount(0, text.length());
        Deque<Mark> open = new ArrayDeque<>();
        Mark previous = null;
        for (Mark mark : marks) {
            String named =
                    "the " + mark.kind().label() + " from " + mark.start() + " to " + mark.end() + " in " + where;
            if (mark.start() < 0 || mark.end() > length || mark.start() >= mark.end()) {
                return invalid(
                        "marks inside the text, which has " + length + " code points",
                        named + " is not",
                        "Count in code points from 0; the end is exclusive");
            }
            if (previous != null && mark.start() < previous.start()) {
                return invalid("marks in order of their start", named + " is out of order", "Sort them");
            }
            if (mark.kind() == Mark.Kind.LINK && !isLinkTarget(mark.target())) {
                return invalid(
                        "a link to lead to an http or https address",
                        named + " leads to '" + shortened(mark.target()) + "'",
                        "Correct the address, or leave the link out");
            }
            if (mark.kind() != Mark.Kind.LINK && mark.target() != null) {
                return invalid("a target on links only", named + " has one", "Leave it out");
            }
            while (!open.isEmpty() && open.peek().end() <= mark.start()) {
                open.pop();
            }
            for (Mark outer : open) {
                if (mark.end() > outer.end() && mark.start() > outer.start()) {
                    return invalid(
                            "marks that do not cross",
                            named + " crosses the " + outer.kind().label() + " that ends at " + outer.end(),
                            "Split it there");
                }
                if (mark.kind() == outer.kind()) {
                    return invalid(
                            "marks of one kind apart from each other",
                            named + " overlaps another " + mark.kind().label(),
                            "Merge them");
                }
            }
            // With the same start the longer one is the outer one, in whichever order they came.
            pushByEnd(open, mark);
            previous = mark;
        }
        return null;
    }

    /**
     * Whether a link may lead there: an absolute http or https address of at most 2,048 characters, without what makes an
     * address look like another one: {@code user@host}, or a character that no text may have.
     */
    public static boolean isLinkTarget(@Nullable String target) {
        if (target == null
                || target.length() > LONGEST_TARGET
                || target.codePoints().anyMatch(TextRules::isForbidden)) {
            return false;
        }
        try {
            URI uri = new URI(target);
            String scheme = uri.getScheme();
            String authority = uri.getRawAuthority();
            return scheme != null
                    && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    && authority != null
                    && !authority.isEmpty()
                    && authority.indexOf('@') < 0;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Keeps the stack with the earliest end on top. At most one mark of each kind is open, so it stays tiny. */
    private static void pushByEnd(Deque<Mark> open, Mark mark) {
        Deque<Mark> shorter = new ArrayDeque<>();
        while (!open.isEmpty() && open.peek().end() < mark.end()) {
            shorter.push(open.pop());
        }
        open.push(mark);
        while (!shorter.isEmpty()) {
            open.push(shorter.pop());
        }
    }

    private static Refusal invalid(String expected, String but, String then) {
        return new Refusal("mark-invalid", "Expected " + expected + ", but " + but + ". " + then + ".");
    }

    private static String shortened(@Nullable String target) {
        if (target == null) {
            return "";
        }
        return target.length() <= 80 ? target : target.substring(0, 80) + "…";
    }
}
