package io.copyflow.ingest.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a text must be like to be accepted. Source: docs/semantics.md, rules 2 and 3. */
public final class TextRules {

    private static final Set<SegmentKind> BODY =
            EnumSet.of(SegmentKind.PARAGRAPH, SegmentKind.SUBHEADING, SegmentKind.QUOTE, SegmentKind.LIST_ITEM);

    private TextRules() {}

    /**
     * Why a text cannot be accepted.
     *
     * @return null when it can, else {@code too-large}, {@code headline-missing}, {@code head-repeated},
     *     {@code body-missing}, {@code block-blank}, {@code text-invalid} or {@code mark-invalid}
     */
    static @Nullable Refusal refusal(List<Block> blocks, Limits limits) {
        // Size first: the other checks may then take time in proportion to it.
        Refusal size = size(blocks, limits);
        if (size != null) {
            return size;
        }
        for (int i = 0; i < blocks.size(); i++) {
            Refusal text = text(blocks.get(i), i);
            if (text != null) {
                return text;
            }
        }
        Refusal shape = shape(blocks);
        if (shape != null) {
            return shape;
        }
        for (int i = 0; i < blocks.size(); i++) {
            Refusal marks = marks(blocks.get(i), i);
            if (marks != null) {
                return marks;
            }
        }
        return null;
    }

    /** Whether a link may lead there: an absolute address on the web, at most 2,048 characters. */
    public static boolean isLinkTarget(@Nullable String target) {
        if (target == null || target.length() > 2_048) {
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
                    // user@host is used to make an address look like another one
                    && authority.indexOf('@') < 0;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether nothing of the text can be seen: white space and invisible characters only. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    /**
     * Whether a character never belongs into a text: control characters, line breaks, and the embeddings, overrides and
     * isolates that can make a text read otherwise than it is stored. The plain direction marks are fine.
     */
    public static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0xFEFF
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static @Nullable Refusal size(List<Block> blocks, Limits limits) {
        if (blocks.size() > limits.blocks()) {
            return new Refusal(
                    "too-large",
                    "Expected at most " + limits.blocks() + " blocks, but the text has " + blocks.size()
                            + ". Split the story in two.");
        }
        long bytes = 0;
        long marks = 0;
        for (Block block : blocks) {
            bytes += block.text().getBytes(StandardCharsets.UTF_8).length;
            marks += block.marks().size();
            for (Mark mark : block.marks()) {
                String target = mark.target();
                bytes += target == null ? 0 : target.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (bytes > limits.bytes()) {
            return new Refusal(
                    "too-large",
                    "Expected at most " + limits.bytes() + " bytes of text, but there are " + bytes
                            + ". Split the story in two.");
        }
        if (marks > limits.marks()) {
            return new Refusal(
                    "too-large",
                    "Expected at most " + limits.marks() + " inline marks, but there are " + marks
                            + ". Hand the text in with fewer of them.");
        }
        return null;
    }

    private static @Nullable Refusal text(Block block, int index) {
        String text = block.text();
        int forbidden =
                text.codePoints().filter(TextRules::isForbidden).findFirst().orElse(-1);
        if (forbidden >= 0) {
            return new Refusal(
                    "text-invalid",
                    "Expected text without control characters, line breaks and direction overrides, but "
                            + name(block, index)
                            + " contains " + String.format(Locale.ROOT, "U+%04X", forbidden)
                            + ". Remove it; write a block for each paragraph.");
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return new Refusal(
                    "text-invalid",
                    "Expected text in Unicode NFC, but " + name(block, index)
                            + " is not. Normalise it, and count its marks on the normalised text.");
        }
        return null;
    }

    private static @Nullable Refusal shape(List<Block> blocks) {
        Map<SegmentKind, Integer> heads = new EnumMap<>(SegmentKind.class);
        int body = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (isBlank(block.text()) && block.kind() != SegmentKind.HEADLINE) {
                return new Refusal(
                        "block-blank",
                        "Expected text in every block, but " + name(block, i) + " is blank. Leave the block out.");
            }
            if (block.kind().isHead()) {
                heads.merge(block.kind(), 1, Integer::sum);
            } else if (BODY.contains(block.kind())) {
                body++;
            }
        }
        if (blocks.stream().noneMatch(b -> b.kind() == SegmentKind.HEADLINE && !isBlank(b.text()))) {
            return new Refusal(
                    "headline-missing", "Expected exactly one headline, but there is none with text in it. Add one.");
        }
        for (Map.Entry<SegmentKind, Integer> head : heads.entrySet()) {
            if (head.getValue() > 1) {
                return new Refusal(
                        "head-repeated",
                        "Expected at most one " + head.getKey().label() + ", but there are " + head.getValue()
                                + ". Keep one, or hand the others in as subheadings or paragraphs.");
            }
        }
        if (body == 0) {
            return new Refusal(
                    "body-missing",
                    "Expected at least one paragraph, subheading, quote or list item, but the text has no body. Add one.");
        }
        return null;
    }

    /** Marks may lie inside each other but never cross, and two of one kind never overlap. */
    private static @Nullable Refusal marks(Block block, int index) {
        int length = block.text().codePointCount(0, block.text().length());
        Deque<Mark> open = new ArrayDeque<>();
        Mark previous = null;
        for (Mark mark : block.marks()) {
            String where = "the " + mark.kind().label() + " from " + mark.start() + " to " + mark.end() + " in "
                    + name(block, index);
            if (mark.start() < 0 || mark.end() > length || mark.start() >= mark.end()) {
                return invalid(
                        "marks inside the text, which has " + length + " code points",
                        where + " is not",
                        "Count in code points from 0; the end is exclusive");
            }
            if (previous != null && mark.start() < previous.start()) {
                return invalid("marks in order of their start", where + " is out of order", "Sort them");
            }
            if (mark.kind() == Mark.Kind.LINK && !isLinkTarget(mark.target())) {
                return invalid(
                        "a link to lead to an http or https address",
                        where + " leads to '" + shortened(mark.target()) + "'",
                        "Correct the address, or leave the link out");
            }
            if (mark.kind() != Mark.Kind.LINK && mark.target() != null) {
                return invalid("a target on links only", where + " has one", "Leave it out");
            }
            while (!open.isEmpty() && open.peek().end() <= mark.start()) {
                open.pop();
            }
            for (Mark outer : open) {
                if (mark.end() > outer.end() && mark.start() > outer.start()) {
                    return invalid(
                            "marks that do not cross",
                            where + " crosses the " + outer.kind().label() + " that ends at " + outer.end(),
                            "Split it there");
                }
                if (mark.kind() == outer.kind()) {
                    return invalid(
                            "marks of one kind apart from each other",
                            where + " overlaps another " + mark.kind().label(),
                            "Merge them");
                }
            }
            // With the same start the longer one is the outer one, in whichever order they came.
            pushByEnd(open, mark);
            previous = mark;
        }
        return null;
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

    private static String name(Block block, int index) {
        return "block " + (index + 1) + " (" + block.kind().label() + ")";
    }

    private static String shortened(@Nullable String target) {
        if (target == null) {
            return "";
        }
        return target.length() <= 80 ? target : target.substring(0, 80) + "…";
    }
}
