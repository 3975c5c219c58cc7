package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A story's body as XHTML: {@code p}, {@code h2}, {@code blockquote}, {@code ul}, {@code strong}, {@code em}, {@code a}. */
final class HtmlBody {

    private HtmlBody() {}

    static String of(List<Version.Block> blocks) {
        StringBuilder html = new StringBuilder();
        boolean inList = false;
        for (Version.Block block : blocks) {
            boolean item = block.kind() == SegmentKind.LIST_ITEM;
            if (item != inList) {
                html.append(item ? "<ul>" : "</ul>");
                inList = item;
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
