package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.contract.TextRules;
import io.copyflow.runtime.UnreadableInputException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Markdown (CommonMark), with lines {@code name: value} between two lines of {@code ---} before it: {@code id, author,
 * language, headline, standfirst, byline, dateline, desk, bureau, urgency, targets, embargo}. Without a headline there,
 * the first heading of the first level is it. HTML inside is held to the same rules as HTML elsewhere.
 */
final class MarkdownReader {

    private static final int DEEPEST = 100;
    private static final int MOST_TAGS = 5_000;
    private static final Pattern FRONT =
            Pattern.compile("\\A---[\\t ]*\\R(.{0,10000}?)\\R---[\\t ]*(\\R|\\z)", Pattern.DOTALL);
    private static final List<String> KNOWN = List.of(
            "id",
            "author",
            "language",
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "desk",
            "bureau",
            "urgency",
            "targets",
            "embargo");

    private final Parser parser = Parser.builder().maxOpenBlockParsers(DEEPEST).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().build();

    /** @param id of a document that states none */
    ReadItem read(String text, @Nullable String id, Notes notes) {
        requireSmall(text);
        Matcher front = FRONT.matcher(text);
        boolean hasFront = front.find();
        Map<String, String> said = hasFront ? said(front.group(1), notes) : Map.of();
        Node document = parser.parse(hasFront ? text.substring(front.end()) : text);
        requireShallow(document);
        Element page = HtmlBlocks.parsed(renderer.render(document), "").body();
        String headline = said.get("headline");
        if (headline == null) {
            Element heading = page.selectFirst("h1");
            if (heading != null) {
                headline = HtmlReader.joined(HtmlBlocks.of(heading, "the heading", notes));
                heading.remove();
            }
        }
        String targets = said.get("targets");
        String embargo = said.get("embargo");
        String stated = said.get("id");
        return DraftBuilder.document(SubmissionFormats.requireId(stated == null ? id : stated), notes)
                .author(said.get("author"))
                .language(said.get("language"))
                .desk(said.get("desk"))
                .bureau(said.get("bureau"))
                .urgency(said.get("urgency"), "urgency")
                .targets(
                        targets == null
                                ? null
                                : Arrays.stream(targets.split(","))
                                        .map(String::strip)
                                        .filter(target -> !target.isEmpty())
                                        .toList())
                .embargo(embargo == null ? null : Embargoes.of(embargo, "embargo", notes))
                .head(SegmentKind.HEADLINE, headline, "the headline")
                .head(SegmentKind.STANDFIRST, said.get("standfirst"), "standfirst")
                .head(SegmentKind.BYLINE, said.get("byline"), "byline")
                .head(SegmentKind.DATELINE, said.get("dateline"), "dateline")
                .body(HtmlBlocks.body(page, "the text", notes))
                .build("the first heading", "the text after the headline");
    }

    private static Map<String, String> said(String front, Notes notes) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String line : front.split("\\R")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            if (KNOWN.contains(name)) {
                said.put(name, unquoted(value));
            } else if (!line.isBlank()) {
                notes.add("Passed over a line at the top that is none of " + String.join(", ", KNOWN));
            }
        }
        return said;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        String bare = isQuoted ? value.substring(1, value.length() - 1) : value;
        return bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1) : bare;
    }

    /** The parser looks for the end of each tag and link up to the end of the text. */
    private static void requireSmall(String text) {
        if (text.length() > TextRules.MOST_BYTES
                || text.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            throw new UnreadableInputException(
                    "too-large",
                    "Expected Markdown of at most " + TextRules.MOST_BYTES + " characters with " + MOST_TAGS
                            + " tags in it, but it has more. Split the story in two.");
        }
    }

    /** The renderer goes into nodes by calling itself. */
    private static void requireShallow(Node document) {
        int depth = 0;
        Node node = document;
        while (node != null) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                if (depth > DEEPEST) {
                    throw new UnreadableInputException(
                            "nested-too-deep",
                            "Expected marks, lists and quotes at most " + DEEPEST
                                    + " deep, but they are deeper. Send a flatter text.");
                }
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
    }
}
