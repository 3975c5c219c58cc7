package io.copyflow.ingest.domain;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import io.copyflow.contract.TextRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be said of each picture and video of a story, however it was handed in. Source: docs/semantics.md, rule 2.
 *
 * @param required of alternative text, caption and credit
 */
public record PictureRules(Set<SegmentKind> required) {

    /** Nothing need be said. */
    public static final PictureRules NONE = new PictureRules(Set.of());

    private static final Set<SegmentKind> BEHIND = EnumSet.of(SegmentKind.CAPTION, SegmentKind.CREDIT);

    public PictureRules {
        required = required.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(required));
    }

    /**
     * Why blocks cannot be accepted.
     *
     * @return null when they can, else {@code alternative-text-missing}, {@code caption-missing} or
     *     {@code credit-missing}
     */
    @Nullable
    Refusal refusal(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).media() != null) {
                for (SegmentKind kind :
                        EnumSet.of(SegmentKind.ALTERNATIVE_TEXT, SegmentKind.CAPTION, SegmentKind.CREDIT)) {
                    if (required.contains(kind) && !isSaid(kind, blocks, i)) {
                        return missing(kind, "block " + (i + 1));
                    }
                }
            }
        }
        return null;
    }

    /** Caption and credit stand right behind, in either order. */
    private static boolean isSaid(SegmentKind kind, List<Block> blocks, int at) {
        if (kind == SegmentKind.ALTERNATIVE_TEXT) {
            return !TextRules.isBlank(blocks.get(at).text());
        }
        for (int i = at + 1; i < blocks.size() && BEHIND.contains(blocks.get(i).kind()); i++) {
            if (blocks.get(i).kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is told of a picture that lacks something.
     *
     * @param path where it stands
     */
    public Refusal missing(SegmentKind kind, String path) {
        String sentence = "Expected "
                + required.stream().sorted().map(SegmentKind::label).collect(Collectors.joining(" and "))
                + " of each picture and video, but " + path + " has no " + kind.label()
                + ". Add it: it is translated with the text.";
        return switch (kind) {
            case ALTERNATIVE_TEXT -> new Refusal("alternative-text-missing", sentence);
            case CAPTION -> new Refusal("caption-missing", sentence);
            default -> new Refusal("credit-missing", sentence);
        };
    }
}
