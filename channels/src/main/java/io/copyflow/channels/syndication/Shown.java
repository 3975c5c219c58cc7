package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a picture or video: an alternative text with it, and caption and credit right behind.
 *
 * @param last the place of the last block that belongs to it
 */
record Shown(
        String alternativeText,
        @Nullable String caption,
        @Nullable String credit,
        int last) {

    /** @param at the place of the block with the picture */
    static Shown at(List<Version.Block> body, int at) {
        int last = at;
        String caption = text(body, last + 1, SegmentKind.CAPTION);
        last += caption == null ? 0 : 1;
        String credit = text(body, last + 1, SegmentKind.CREDIT);
        last += credit == null ? 0 : 1;
        return new Shown(body.get(at).text(), caption, credit, last);
    }

    private static @Nullable String text(List<Version.Block> body, int at, SegmentKind kind) {
        return at < body.size() && body.get(at).kind() == kind ? body.get(at).text() : null;
    }
}
