package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1 and 1.1. Extensions ({@code _…}) are passed over. */
final class JsonFeedReader implements JsonReader {

    @Override
    public boolean recognises(JsonNode item) {
        return item.path("version").asText("").contains("jsonfeed.org/version/") && item.has("items");
    }

    @Override
    public List<ReadItem> read(JsonNode feed) {
        LenientJson whole = new LenientJson(feed, "$", new Notes());
        List<ReadItem> items = new ArrayList<>();
        for (LenientJson item : whole.objects("items")) {
            String id = item.text("id");
            try {
                items.add(item(item, id == null ? item.text("url") : id, whole));
            } catch (UnreadableInputException e) {
                items.add(ReadItem.Unreadable.of(id == null ? item.path() : SubmissionFormats.shown(id), e));
            }
        }
        if (items.isEmpty()) {
            throw new UnreadableInputException(
                    "feed-empty", "Expected a feed with items, but there is none. Send it when it has some.");
        }
        return items;
    }

    private static ReadItem item(LenientJson item, @Nullable String id, LenientJson feed) {
        if (id == null || id.isBlank()) {
            throw new UnreadableInputException(
                    "field-missing", "Expected an id at " + item.path() + ".id, but there is none. Add it.");
        }
        Notes notes = item.notes();
        String home = feed.text("feed_url") == null ? feed.text("home_page_url") : feed.text("feed_url");
        String html = item.text("content_html");
        String plain = item.text("content_text");
        String language = item.text("language");
        String changed = item.text("date_modified");
        return DraftBuilder.wire(id.contains(":") || home == null ? id : home + "#" + id, notes)
                .version(changed == null ? item.text("date_published") : changed)
                .language(language == null ? feed.text("language") : language)
                .head(SegmentKind.HEADLINE, item.text("title"), "title")
                .head(SegmentKind.BYLINE, author(item), "authors")
                .body(
                        html != null
                                ? HtmlBlocks.of(html, "content_html", notes)
                                : PlainParagraphs.of(
                                        plain == null ? String.valueOf(item.textOr("summary", "")) : plain,
                                        "content_text",
                                        notes))
                .build(item.path() + ".title", item.path() + ".content_html or content_text");
    }

    private static @Nullable String author(LenientJson item) {
        List<String> names = item.objects("authors").stream()
                .map(author -> author.textOr("name", ""))
                .filter(name -> !name.isBlank())
                .toList();
        LenientJson single = item.object("author");
        return !names.isEmpty() ? String.join(", ", names) : single == null ? null : single.text("name");
    }
}
