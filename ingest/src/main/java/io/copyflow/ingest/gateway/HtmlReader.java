package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * An HTML document with one text in it: {@code article}, else {@code main}, else the whole body. The headline is its
 * first {@code h1}, else the title. {@code meta} may name an author: a person's id is the author, a name the byline.
 */
final class HtmlReader {

    private static final Pattern PERSON = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)+");

    /** @param id of a document that names no canonical address */
    ReadItem read(String html, @Nullable String id, Notes notes) {
        Document page = HtmlBlocks.parsed(html, "");
        Element canonical = page.selectFirst("link[rel=canonical][href]");
        String address = id != null ? id : canonical == null ? null : canonical.attr("href");
        if (page.baseUri().isEmpty()) {
            page.setBaseUri(Links.base(canonical == null ? null : canonical.attr("href"), id));
        }
        Element text = page.selectFirst("article");
        if (text == null) {
            text = page.selectFirst("main");
        }
        if (text == null) {
            text = page.body();
        }
        Element heading = text.selectFirst("h1");
        String headline = heading == null ? page.title() : joined(HtmlBlocks.of(heading, "the h1", notes));
        if (heading != null) {
            heading.remove();
        }
        String author = meta(page, "author");
        boolean isPerson = author != null && PERSON.matcher(author).matches();
        return DraftBuilder.document(SubmissionFormats.requireId(address), notes)
                .language(page.select("html").attr("lang"))
                .author(isPerson ? author : null)
                .head(SegmentKind.HEADLINE, headline, "the headline")
                .head(SegmentKind.BYLINE, isPerson ? null : author, "the author")
                .body(HtmlBlocks.body(text, "the body", notes))
                .build("the first h1 or the title", "the body");
    }

    private static @Nullable String meta(Document page, String name) {
        Element meta = page.selectFirst("meta[name=" + name + "][content]");
        return meta == null ? null : meta.attr("content").strip();
    }

    static String joined(List<Block> blocks) {
        return String.join(" ", blocks.stream().map(Block::text).toList());
    }
}
