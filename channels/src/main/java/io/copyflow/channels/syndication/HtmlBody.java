package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A story's body as XHTML: {@code p}, {@code h2}, {@code blockquote}, {@code ul}, {@code strong}, {@code em}, {@code a},
 * {@code figure} with {@code img} or {@code video}, their addresses those of the website.
 */
final class HtmlBody {

    private HtmlBody() {}

    /** @param addresses the website's file of a picture or video; null for one it does not show */
    static String of(List<Version.Block> blocks, Function<MediaReference, @Nullable URI> addresses) {
        StringBuilder html = new StringBuilder();
        boolean inList = false;
        for (int at = 0; at < blocks.size(); at++) {
            Version.Block block = blocks.get(at);
            MediaReference media = block.media();
            URI address = media == null ? null : addresses.apply(media);
            boolean item = block.kind() == SegmentKind.LIST_ITEM;
            if (item != inList) {
                html.append(item ? "<ul>" : "</ul>");
                inList = item;
            }
            if (media != null && address != null) {
                Shown shown = Shown.at(blocks, at);
                html.append(figure(shown, media, address));
                at = shown.last();
                continue;
            }
            if (media != null && block.text().isEmpty()) {
                continue; // nothing is shown and nothing is said
            }
            String text = marked(block.text(), block.marks());
            html.append(
                    switch (block.kind()) {
                        case SUBHEADING -> "<h2>" + text + "</h2>";
                        case QUOTE -> "<blockquote><p>" + text + "</p></blockquote>";
                        case LIST_ITEM -> "<li>" + text + "</li>";
                        case CAPTION, CREDIT, ALTERNATIVE_TEXT -> "<p><small>" + text + "</small></p>";
                        case HEADLINE, STANDFIRST, BYLINE, DATELINE, PARAGRAPH -> "<p>" + text + "</p>";
                    });
        }
        return html.append(inList ? "</ul>" : "").toString();
    }

    private static String figure(Shown shown, MediaReference media, URI address) {
        String source = escaped(address.toString());
        String alternative = escaped(shown.alternativeText());
        String size = media.width() == null || media.height() == null
                ? ""
                : " width=\"" + media.width() + "\" height=\"" + media.height() + "\"";
        String words = (shown.caption() == null ? "" : "<span>" + escaped(shown.caption()) + "</span> ")
                + (shown.credit() == null ? "" : "<small>" + escaped(shown.credit()) + "</small>");
        return "<figure>"
                + (media.isVideo()
                        ? "<video src=\"" + source + "\" aria-label=\"" + alternative + "\"" + size
                                + " controls=\"controls\"></video>"
                        : "<img src=\"" + source + "\" alt=\"" + alternative + "\"" + size + "/>")
                + (words.isEmpty() ? "" : "<figcaption>" + words.strip() + "</figcaption>") + "</figure>";
    }

    /** Marks count in code points; they lie beside or within one another, never across. */
    private static String marked(String text, List<Mark> marks) {
        int[] points = text.codePoints().toArray();
        StringBuilder html = new StringBuilder();
        List<Mark> open = new ArrayList<>();
        List<Mark> byStart = marks.stream()
                .sorted(Comparator.comparingInt(Mark::start).thenComparing(Mark::end, Comparator.reverseOrder()))
                .toList();
        for (int at = 0; at <= points.length; at++) {
            while (!open.isEmpty() && open.getLast().end() <= at) {
                html.append("</").append(element(open.removeLast())).append('>');
            }
            for (Mark mark : byStart) {
                if (mark.start() == at && mark.end() > at) {
                    html.append('<').append(element(mark));
                    if (mark.kind() == Mark.Kind.LINK) {
                        html.append(" href=\"")
                                .append(escaped(String.valueOf(mark.target())))
                                .append('"');
                    }
                    html.append('>');
                    open.add(mark);
                }
            }
            if (at < points.length) {
                html.append(escaped(Character.toString(points[at])));
            }
        }
        return html.toString();
    }

    private static String element(Mark mark) {
        return switch (mark.kind()) {
            case STRONG -> "strong";
            case EMPHASIS -> "em";
            case LINK -> "a";
        };
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String plain(List<Version.Block> blocks) {
        return String.join("\n\n", blocks.stream().map(Version.Block::text).toList());
    }
}
