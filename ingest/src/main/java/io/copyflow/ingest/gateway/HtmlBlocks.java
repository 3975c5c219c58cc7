package io.copyflow.ingest.gateway;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * HTML reduced to blocks and marks. Source: docs/semantics.md, rule 3.
 *
 * <p>Blocks: {@code h1}–{@code h6} become subheadings, {@code blockquote} quotes, {@code li} list items, everything else
 * paragraphs; two {@code br} begin a new block, one is a space. Marks: {@code strong} and {@code b}, {@code em} and
 * {@code i}, {@code a} with an http or https address, on the page's own where it is not whole. Pictures and videos are
 * given beside the blocks ({@link HtmlFigures}). Scripts, styles, forms, frames and hidden elements are left out with all
 * they hold ({@link HtmlOmissions}); any other element is left out but keeps its text.
 */
final class HtmlBlocks implements NodeFilter {

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "address",
            "pre",
            "hr",
            "center",
            "form",
            "fieldset",
            "details",
            "summary",
            "body",
            "hgroup",
            "figure",
            "figcaption",
            "menu");
    private static final int DEEPEST = 256;
    private static final int MOST_TAGS = 50_000;

    private final List<Block> blocks = new ArrayList<>();
    private final List<WantedPicture> pictures = new ArrayList<>();
    /** Those in the middle of a block; they stand behind it. */
    private final List<WantedPicture> within = new ArrayList<>();

    private final Notes notes;
    private final String where;
    private final Deque<SegmentKind> kinds = new ArrayDeque<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Mark> closed = new ArrayList<>();
    private final StringBuilder raw = new StringBuilder();
    private int length;
    private boolean afterBreak;

    private HtmlBlocks(String where, Notes notes) {
        this.where = where;
        this.notes = notes;
        kinds.push(SegmentKind.PARAGRAPH);
    }

    /**
     * The blocks alone.
     *
     * @param where the place of the HTML in the item, for notes
     */
    static List<Block> of(String html, String where, Notes notes) {
        return of(parsed(html, "").body(), where, notes);
    }

    /**
     * Blocks and pictures.
     *
     * @param base the address that others are on; empty for none
     */
    static Body body(String html, String base, String where, Notes notes) {
        return body(parsed(html, base).body(), where, notes);
    }

    /**
     * A page, nested no deeper than is kept.
     *
     * @throws UnreadableInputException {@code html-too-large}: a browser's way to read what is misnested takes time and
     *     memory in the square of the tags
     */
    static Document parsed(String html, String base) {
        if (html.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            throw new UnreadableInputException(
                    "html-too-large",
                    "Expected HTML with at most " + MOST_TAGS + " tags, but there are more. Send the text in parts.");
        }
        return Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, base);
    }

    /** The blocks alone of what is in an element. */
    static List<Block> of(Element body, String where, Notes notes) {
        Body read = body(body, where, notes);
        if (!read.pictures().isEmpty()) {
            notes.add("Left out pictures in " + where);
        }
        return read.blocks();
    }

    /** The blocks and pictures of what is in an element. */
    static Body body(Element body, String where, Notes notes) {
        HtmlBlocks reduction = new HtmlBlocks(where, notes);
        body.filter(reduction);
        reduction.flush();
        return new Body(reduction.blocks, reduction.pictures);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            append(text.getWholeText());
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (HtmlOmissions.isOne(element, where, notes)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (name.equals("figure")) {
                // what it shows, and its words, are read as a whole
                HtmlOmissions.takeOut(element, where, notes);
            }
            if (HtmlFigures.isOne(element)) {
                show(element);
                return FilterResult.SKIP_ENTIRELY;
            }
            if (name.equals("br")) {
                lineBreak();
            } else if (BLOCKS.contains(name)) {
                flush();
                kinds.push(kind(name));
            } else {
                openMark(element, name);
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            String name = element.normalName();
            if (BLOCKS.contains(name)) {
                flush();
                kinds.pop();
            } else if (name.equals("td") || name.equals("th")) {
                append(" ");
            } else if (!open.isEmpty() && open.peek().element == element) {
                Open mark = open.pop();
                closed.add(new Mark(mark.kind, mark.start, length, mark.target));
            }
        }
        return FilterResult.CONTINUE;
    }

    private void show(Element element) {
        for (WantedPicture picture : HtmlFigures.of(element, where, notes)) {
            if (raw.toString().isBlank()) {
                pictures.add(picture.at(blocks.size()));
            } else {
                within.add(picture);
            }
        }
    }

    private SegmentKind kind(String name) {
        return switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> SegmentKind.SUBHEADING;
            case "blockquote" -> SegmentKind.QUOTE;
            case "li" -> SegmentKind.LIST_ITEM;
            // a paragraph in a quote or list item is a part of it
            default -> kinds.element();
        };
    }

    private void openMark(Element element, String name) {
        Mark.@Nullable Kind kind = switch (name) {
            case "strong", "b" -> Mark.Kind.STRONG;
            case "em", "i" -> Mark.Kind.EMPHASIS;
            case "a" -> element.hasAttr("href") ? Mark.Kind.LINK : null;
            default -> null;
        };
        if (kind == null || open.stream().anyMatch(mark -> mark.kind == kind)) {
            return;
        }
        String target = null;
        if (kind == Mark.Kind.LINK) {
            target = Links.on(element.baseUri(), element.attr("href"));
            if (!MarkRules.isLinkTarget(target)) {
                notes.add("Left out a link in " + where + " that does not lead to an http or https address");
                return;
            }
        }
        open.push(new Open(element, kind, length, target));
    }

    private void append(String text) {
        if (!text.isBlank()) {
            afterBreak = false;
        }
        raw.append(text);
        length += text.codePointCount(0, text.length());
    }

    private void lineBreak() {
        if (afterBreak) {
            flush();
        } else {
            append("\n");
            afterBreak = true;
        }
    }

    /** Ends the block at hand. Marks still open go on in the next one. */
    private void flush() {
        CleanText clean = CleanText.of(raw.toString());
        if (!clean.isBlank()) {
            for (Open mark : open) {
                closed.add(new Mark(mark.kind, mark.start, length, mark.target));
            }
            blocks.add(new Block(kinds.element(), clean.text(), clean.marks(closed)));
            notes.removed(clean, where);
        }
        within.forEach(picture -> pictures.add(picture.at(blocks.size())));
        within.clear();
        raw.setLength(0);
        length = 0;
        closed.clear();
        afterBreak = false;
        Iterator<Open> marks = open.iterator();
        while (marks.hasNext()) {
            marks.next().start = 0;
        }
    }

    private static final class Open {
        private final Element element;
        private final Mark.Kind kind;
        private int start;
        private final @Nullable String target;

        Open(Element element, Mark.Kind kind, int start, @Nullable String target) {
            this.element = element;
            this.kind = kind;
            this.start = start;
            this.target = target;
        }
    }
}
