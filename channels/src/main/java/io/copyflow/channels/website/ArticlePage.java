package io.copyflow.channels.website;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the template {@code article.jte} prints.
 *
 * @param updated when this release was made; null for the first
 * @param notice what a correction, clarification or update says to readers
 * @param siblings the other languages that are live, with the way to them
 */
public record ArticlePage(
        Frame frame,
        PageHead head,
        RichText headline,
        @Nullable RichText standfirst,
        @Nullable RichText byline,
        @Nullable RichText dateline,
        LongTime published,
        @Nullable LongTime updated,
        @Nullable Notice notice,
        List<Piece> pieces,
        List<CreditLine> credits,
        List<Sibling> siblings) {

    /** A piece of the body as it is printed. */
    public sealed interface Piece {
        record Paragraph(RichText text) implements Piece {}

        record Subheading(RichText text) implements Piece {}

        record Quote(RichText text) implements Piece {}

        /** List items that stand together. */
        record Items(List<RichText> items) implements Piece {}

        /**
         * A picture or video.
         *
         * @param src the way to its bytes
         * @param alt what it shows, for who does not see it; empty when that is nothing
         * @param width in pixels; null where it is not known
         */
        record Figure(
                String src,
                boolean isVideo,
                String alt,
                @Nullable Integer width,
                @Nullable Integer height,
                @Nullable RichText caption,
                @Nullable RichText credit)
                implements Piece {}

        /** A caption or credit of something that is not shown here. */
        record Note(RichText text) implements Piece {}
    }

    /**
     * What became of an earlier text.
     *
     * @param label {@code correction}, {@code clarification} or {@code update}
     * @param note a sentence in the page's language; null for the site's own words
     * @param at when it went live
     * @param language of the page
     */
    public record Notice(String label, @Nullable String note, LongTime at, String language, String direction) {}

    /** Names under the key of the label that introduces them. */
    public record CreditLine(String label, List<String> names) {}

    /** A language of the same story: its tag, direction and own name. */
    public record Sibling(String language, String direction, String ownName, String href) {}
}
