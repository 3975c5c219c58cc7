package io.copyflow.channels.website;

import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Pictures and videos as pages show them: an alternative text with its media, and caption and credit right behind. */
final class Figures {

    private Figures() {}

    /** @param last the place of the last block that belongs to it */
    record Read(ArticlePage.Piece.Figure figure, int last) {}

    /**
     * @param at the place of an alternative text with media
     * @param wayTo gives the way to a file of the site by its path in the folder
     */
    static Read at(List<Version.Block> body, int at, UnaryOperator<String> wayTo) {
        Version.Block block = body.get(at);
        MediaReference media = Objects.requireNonNull(block.media());
        int last = at;
        RichText caption = null;
        RichText credit = null;
        if (is(body, last + 1, SegmentKind.CAPTION)) {
            caption = text(body.get(++last));
        }
        if (is(body, last + 1, SegmentKind.CREDIT)) {
            credit = text(body.get(++last));
        }
        return new Read(
                new ArticlePage.Piece.Figure(
                        wayTo.apply(SiteMedia.FOLDER + "/" + SiteMedia.name(media)),
                        media.isVideo(),
                        block.text(),
                        media.width(),
                        media.height(),
                        caption,
                        credit),
                last);
    }

    private static boolean is(List<Version.Block> body, int at, SegmentKind kind) {
        return at < body.size() && body.get(at).kind() == kind;
    }

    private static @Nullable RichText text(Version.Block block) {
        return RichText.of(block.text(), block.marks());
    }
}
