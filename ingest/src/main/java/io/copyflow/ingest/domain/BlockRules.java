package io.copyflow.ingest.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import io.copyflow.contract.TextRules;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a story's blocks must be like to be accepted. Source: docs/semantics.md, rules 2 and 3. */
final class BlockRules {

    private static final Set<SegmentKind> BODY =
            EnumSet.of(SegmentKind.PARAGRAPH, SegmentKind.SUBHEADING, SegmentKind.QUOTE, SegmentKind.LIST_ITEM);

    private BlockRules() {}

    /**
     * Why blocks cannot be accepted.
     *
     * @return null when they can, else {@code too-large}, {@code headline-missing}, {@code head-repeated},
     *     {@code body-missing}, {@code block-blank}, {@code media-misplaced}, or a refusal of {@link TextRules}, {@link
     *     MarkRules} or {@link MediaReference}
     */
    static @Nullable Refusal refusal(List<Block> blocks, Limits limits) {
        // Size first: the other checks may then take time in proportion to it.
        Refusal size = size(blocks, limits);
        if (size != null) {
            return size;
        }
        for (int i = 0; i < blocks.size(); i++) {
            Refusal text = TextRules.refusal(blocks.get(i).text(), name(blocks.get(i), i));
            if (text != null) {
                return text;
            }
        }
        Refusal shape = shape(blocks);
        if (shape != null) {
            return shape;
        }
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Refusal marks = MarkRules.refusal(block.text(), block.marks(), name(block, i));
            if (marks != null) {
                return marks;
            }
            Refusal media = media(block, name(block, i));
            if (media != null) {
                return media;
            }
        }
        return null;
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

    private static @Nullable Refusal shape(List<Block> blocks) {
        Map<SegmentKind, Integer> heads = new EnumMap<>(SegmentKind.class);
        int body = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            // a picture that says nothing to who cannot see it has no alternative text
            boolean mayBeBlank = block.kind() == SegmentKind.HEADLINE || block.media() != null;
            if (TextRules.isBlank(block.text()) && !mayBeBlank) {
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
        if (blocks.stream().noneMatch(b -> b.kind() == SegmentKind.HEADLINE && !TextRules.isBlank(b.text()))) {
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

    private static @Nullable Refusal media(Block block, String name) {
        MediaReference media = block.media();
        if (media == null) {
            return null;
        }
        return block.kind() == SegmentKind.ALTERNATIVE_TEXT
                ? media.refusal(name)
                : new Refusal(
                        "media-misplaced",
                        "Expected a picture or video in a block of alternative text, but " + name
                                + " has one. Put it into an alternative text, with caption and credit behind it.");
    }

    private static String name(Block block, int index) {
        return "block " + (index + 1) + " (" + block.kind().label() + ")";
    }
}
